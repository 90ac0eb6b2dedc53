import type { Outlook, Reached } from '../remedy.js';

/** More than these say no more. */
const MAX_NAMED = 3;

/** What an edit would leave, in sentences: never "fixed" for what was not checked. */
export function outlookText({ remaining, added, unresolved }: Outlook, id: string): string {
  const sentences = [
    ...remaining.slice(0, MAX_NAMED).map((one) => `${through(one)} still brings in ${title(one)}.`),
    ...added
      .slice(0, MAX_NAMED)
      .map((one) => `It would bring in ${title(one)}, which has a problem too (${one.level}).`),
    ...unresolved.slice(0, MAX_NAMED),
  ];
  const hidden = Math.max(0, unresolved.length - MAX_NAMED);
  if (hidden > 0) sentences.push(`${hidden} more could not be checked.`);
  return sentences.length === 0 ? `After the install nothing brings in ${id} any more.` : sentences.join(' ');
}

/** What still brings the problem in, for a menu's line; undefined where nothing is known to. */
export function remainderText({ remaining }: Outlook): string | undefined {
  const [first] = remaining;
  return first && `${through(first)} still brings in ${title(first)}`;
}

/** Whether everything was found out, and is good. */
export function isClean({ remaining, added, unresolved }: Outlook): boolean {
  return remaining.length === 0 && added.length === 0 && unresolved.length === 0;
}

/** What could not be checked, in one sentence for the reader. */
export function unresolvedText({ unresolved }: Outlook): string | undefined {
  const [first, ...others] = unresolved;
  if (first === undefined) return undefined;
  return others.length === 0 ? first : `${first.replace(/\.$/, '')}, and ${others.length} more could not be checked.`;
}

function title({ name, version }: Reached): string {
  return `${name} ${version}`;
}

/** The way down to it without itself: `express > body-parser`. */
function through({ way, name }: Reached): string {
  const above = way.slice(0, -1);
  return above.length === 0 ? `the line of ${name}` : above.join(' > ');
}
