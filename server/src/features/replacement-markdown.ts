import { valueOf, type Assessment } from '../model/index.js';
import type { Escapes } from './support/escapes.js';

const MAX_LENGTH = 200;

/** What does the same and is documented as the better choice: the platform itself, a few lines, or another package. */
export function replacementMarkdown({ facts }: Assessment, escapes: Escapes, limit: number): string | undefined {
  const known = (valueOf(facts.replacements) ?? []).slice(0, limit);
  if (known.length === 0) return undefined;
  const shown = known.map(({ description, url }) => {
    const text = description.length > MAX_LENGTH ? `${description.slice(0, MAX_LENGTH)}…` : description;
    return url === undefined ? escapes.markdown(text) : escapes.link(text, url);
  });
  return `A better choice is known: ${shown.join(' · ')}`;
}
