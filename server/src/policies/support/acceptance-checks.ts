import { phrase, splitPackageId, type Words } from '../../model/index.js';

/** Longer texts are no names, reasons or hashes. */
const MAX_TEXT = 1_000;
const RULE_ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
/** SHA-1 can be forged, so it cannot say which bytes were accepted. */
const INTEGRITY = /^sha(?:256|384|512)-[A-Za-z0-9+/]+=*(?:\s+sha(?:256|384|512)-[A-Za-z0-9+/]+=*)*$/;

/** What is wrong with a value, as the end of a sentence; undefined where it is right. */
type Check = (value: unknown) => Words | undefined;

const checkText =
  (name: string): Check =>
  (value) => {
    if (value === undefined) return phrase('has no "{name}".', { name });
    if (typeof value !== 'string' || value.trim() === '') {
      return phrase('has a "{name}" that is not a text.', { name });
    }
    return value.length > MAX_TEXT ? phrase('has a "{name}" that is too long.', { name }) : undefined;
  };

const checkPattern =
  (name: string, right: (value: string) => boolean, wanted: Words): Check =>
  (value) =>
    checkText(name)(value) ??
    (right(value as string) ? undefined : phrase('has a "{name}" that is not {wanted}.', { name, wanted }));

/** Every field of an accepted finding, in the order in which they are written. */
export const ACCEPTANCE_CHECKS = Object.freeze({
  package: checkPattern('package', isVersionedId, 'name@version'),
  rule: checkPattern('rule', isRuleId, phrase('the id of a rule')),
  integrity: (value) =>
    value === undefined
      ? undefined
      : checkPattern('integrity', (text) => INTEGRITY.test(text), phrase('a SHA-256, SHA-384 or SHA-512 hash'))(value),
  reason: checkText('reason'),
  expires: checkPattern('expires', isDay, phrase('a day such as 2030-12-31')),
}) satisfies Readonly<Record<string, Check>>;

/** Every field of an allowed package. The version may be left out. */
export const ALLOWANCE_CHECKS = Object.freeze({
  package: checkText('package'),
  reason: checkText('reason'),
}) satisfies Readonly<Record<string, Check>>;

export function isRuleId(text: string): boolean {
  return RULE_ID.test(text);
}

function isVersionedId(text: string): boolean {
  const { name, version = '' } = splitPackageId(text);
  return name.trim() !== '' && version.trim() !== '';
}

/** A day that exists: `2030-02-30` does not. */
function isDay(text: string): boolean {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  // A day too many, or none, ends up in another month.
  return new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1;
}
