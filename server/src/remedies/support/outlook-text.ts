import { LEVEL_WORDS, phrase, type Words } from '../../model/index.js';
import type { Outlook, Reached } from '../remedy.js';

/** More than these say no more. */
const MAX_NAMED = 3;

/** What an edit would leave, in sentences: never "fixed" for what was not checked. */
export function outlookText({ remaining, added, unresolved }: Outlook, id: string): Words {
  const sentences: Words[] = [
    ...remaining
      .slice(0, MAX_NAMED)
      .map((one) => phrase('{way} still brings in {package}.', { way: through(one), package: titleOf(one) })),
    ...added.slice(0, MAX_NAMED).map((one) =>
      phrase('It would bring in {package}, which has a problem too ({level}).', {
        package: titleOf(one),
        level: LEVEL_WORDS[one.level],
      }),
    ),
    ...unresolved.slice(0, MAX_NAMED).map((sentence) => phrase('{sentence}.', { sentence })),
  ];
  const hidden = Math.max(0, unresolved.length - MAX_NAMED);
  if (hidden > 0) sentences.push(phrase('{amount} more could not be checked.', { amount: hidden }));
  const [first, ...others] = sentences;
  if (first === undefined) return phrase('After the install nothing brings in {package} any more.', { package: id });
  return others.reduce((before, next) => phrase('{before} {next}', { before, next }), first);
}

/** A title, with what still brings the problem in, where something is known to. */
export function withRemainder(title: Words, { remaining }: Outlook): Words {
  const [first] = remaining;
  if (first === undefined) return title;
  return phrase('{title} – {remainder}', {
    title,
    remainder: phrase('{way} still brings in {package}', { way: through(first), package: titleOf(first) }),
  });
}

/** Whether everything was found out, and is good. */
export function isClean({ remaining, added, unresolved }: Outlook): boolean {
  return remaining.length === 0 && added.length === 0 && unresolved.length === 0;
}

/** What could not be checked, in one sentence for the reader. */
export function unresolvedText({ unresolved }: Outlook): Words | undefined {
  const [first, ...others] = unresolved;
  if (first === undefined) return undefined;
  return others.length === 0
    ? phrase('{sentence}.', { sentence: first })
    : phrase('{sentence}, and {others} more could not be checked.', { sentence: first, others: others.length });
}

function titleOf({ name, version }: Reached): string {
  return `${name} ${version}`;
}

/** The way down to it without itself: `express > body-parser`. */
function through({ way, name }: Reached): Words {
  const above = way.slice(0, -1);
  return above.length === 0 ? phrase('the line of {name}', { name }) : above.join(' > ');
}
