import calculator from 'ae-cvss-calculator';
import type { Advisory, Cvss, Severity } from '../../model/index.js';
import { arrayOf, objectOf, textOf } from './json.js';

/** As much of the library as is used; its own types cannot be resolved from a module. */
type Parse = (vector: string) => { calculateScores(): { readonly base?: number } } | null | undefined;
const parse = (calculator as { readonly fromVector: Parse }).fromVector;

/** Version 4.0 with all of its metrics has some 170 characters. */
const MAX_VECTOR_LENGTH = 300;

/** The newest first: version 2 is scored by other measures, and no record of npm has only that. */
const VERSIONS = ['CVSS:4.', 'CVSS:3.1/', 'CVSS:3.0/'];

/** The best of OSV's `severity` list: entries of a type and a vector. */
export function cvssOfOsv(severity: unknown): Cvss | undefined {
  const vectors = arrayOf(severity).flatMap((entry) => textOf(objectOf(entry)?.score, MAX_VECTOR_LENGTH) ?? []);
  for (const version of VERSIONS) {
    const scored = vectors.find((vector) => vector.startsWith(version) && scoreOf(vector) !== undefined);
    if (scored !== undefined) return cvssOf(scored);
  }
  return undefined;
}

/** Undefined for what is no whole vector of version 3 or 4. */
export function cvssOf(vector: unknown): Cvss | undefined {
  const text = textOf(vector, MAX_VECTOR_LENGTH);
  if (text === undefined || !VERSIONS.some((version) => text.startsWith(version))) return undefined;
  const score = scoreOf(text);
  return score === undefined ? undefined : { vector: text, score };
}

/** Both as an advisory has them: absent where nothing is told. */
export function ratingOf(cvss: Cvss | undefined, cwes: readonly string[]): Pick<Advisory, 'cvss' | 'cwes'> {
  return { ...(cvss && { cvss }), ...(cwes.length > 0 && { cwes }) };
}

/** The base score: what a flaw can do by itself, whatever is known of attacks. */
function scoreOf(vector: string): number | undefined {
  try {
    const base = parse(vector)?.calculateScores().base;
    return typeof base === 'number' && base >= 0 && base <= 10 ? base : undefined;
  } catch {
    return undefined;
  }
}

/** The rating scale of CVSS 3.0, section 5, in npm's words. */
export function severityOfScore(score: unknown): Severity | undefined {
  if (typeof score !== 'number' || !(score > 0 && score <= 10)) return undefined;
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  return score >= 4 ? 'moderate' : 'low';
}

const CWE = /^CWE-[1-9]\d{0,5}$/;
const MAX_CWES = 20;

/** Ids of the kinds of weakness; what is none is left out. */
export function cwesOf(list: unknown): readonly string[] {
  const ids = arrayOf(list).flatMap((item) => textOf(item, 20) ?? []);
  return [...new Set(ids.filter((id) => CWE.test(id)))].slice(0, MAX_CWES);
}
