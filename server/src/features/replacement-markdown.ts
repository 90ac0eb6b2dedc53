import { spoken, valueOf, type Assessment } from '../model/index.js';
import type { Escapes } from './support/escapes.js';
import { listedIn } from '../protocol/translate.js';

const MAX_LENGTH = 200;
const MAX_NAME_LENGTH = 214;

/** What does the same and is documented as the better choice: the platform itself, a few lines, or another package. */
export function replacementMarkdown({ facts }: Assessment, escapes: Escapes, limit: number): string | undefined {
  const known = (valueOf(facts.replacements) ?? []).slice(0, limit);
  if (known.length === 0) return undefined;
  const shown = known.map(({ description: english, wording, url }) => {
    const description = spoken(wording ?? english, escapes.t);
    const text = description.length > MAX_LENGTH ? `${description.slice(0, MAX_LENGTH)}…` : description;
    return url === undefined ? escapes.markdown(text) : escapes.link(text, url);
  });
  return escapes.t('A better choice is known: {shown}', { shown: shown.join(' · ') });
}

/** What deps.dev offers in the place of a name that hardly anybody uses. */
export function lowUsageMarkdown({ facts }: Assessment, escapes: Escapes, limit: number): string | undefined {
  const names = (valueOf(facts.depsDev)?.alternatives ?? []).slice(0, limit);
  if (names.length === 0) return undefined;
  const others = listedIn(
    escapes.t,
    names.map((name) => escapes.code(name, MAX_NAME_LENGTH)),
  );
  return escapes.t('Hardly used, says deps.dev, unlike {others}', { others });
}
