/** Longer texts are no expressions, and nobody can read them. */
const MAX_LENGTH = 1_000;

/** What may be chosen from: each choice is the licences that hold together. */
export type LicenceTerms = readonly (readonly string[])[];

export interface LicenceLists {
  readonly denied: readonly string[];
  /** Empty: all that is not denied. */
  readonly allowed: readonly string[];
}

/** An SPDX expression as choices: `(MIT OR Apache-2.0) AND BSD-3-Clause`. A text that is none is one licence of that name. */
export function licencesIn(text: string): LicenceTerms {
  const tokens = text.slice(0, MAX_LENGTH).match(/\(|\)|[^\s()]+/g) ?? [];
  const [terms, rest] = alternatives(tokens);
  return rest.length === 0 && terms.length > 0 ? terms : [[text.trim()]];
}

/** Whether there is a choice of which all licences may be used. */
export function isLicensed(terms: LicenceTerms, { denied, allowed }: LicenceLists): boolean {
  const [no, yes] = [new Set(denied.map(normal)), new Set(allowed.map(normal))];
  return terms.some((choice) =>
    choice.every((one) => !no.has(normal(one)) && (yes.size === 0 || yes.has(normal(one)))),
  );
}

function normal(id: string): string {
  return id
    .toLowerCase()
    .replace(/\+$/, '')
    .replace(/-(?:only|or-later)$/, '');
}

type Parsed = readonly [terms: LicenceTerms, rest: readonly string[]];

/** More choices than these are made to be many. */
const MAX_CHOICES = 64;

function alternatives(tokens: readonly string[]): Parsed {
  let [terms, rest] = together(tokens);
  while (rest[0]?.toUpperCase() === 'OR') {
    const [more, behind] = together(rest.slice(1));
    terms = [...terms, ...more].slice(0, MAX_CHOICES);
    rest = behind;
  }
  return [terms, rest];
}

function together(tokens: readonly string[]): Parsed {
  let [terms, rest] = single(tokens);
  while (rest[0]?.toUpperCase() === 'AND') {
    const [more, behind] = single(rest.slice(1));
    terms = terms.flatMap((one) => more.map((other) => [...one, ...other])).slice(0, MAX_CHOICES);
    rest = behind;
  }
  return [terms, rest];
}

/** `WITH` names an exception to the licence before it, which only gives more rights. */
function single([first, ...rest]: readonly string[]): Parsed {
  if (first === undefined || first === ')') return [[], rest];
  if (first === '(') {
    const [terms, behind] = alternatives(rest);
    return behind[0] === ')' ? [terms, behind.slice(1)] : [[], ['(']];
  }
  return rest[0]?.toUpperCase() === 'WITH' ? [[[first]], rest.slice(2)] : [[[first]], rest];
}
