import { openQuestions, type Assessment, type Level } from '../model/index.js';
import type { StatusParams } from '../protocol/messages.js';
import { subjectTitle } from './support/finding-pointer.js';
import { lineAssessments } from './support/judged-manifest.js';

export interface StatusInput {
  /** What is judged of each open manifest. */
  readonly manifests: readonly (readonly Assessment[])[];
  /** Of the judging under way, one for each manifest that is being judged. */
  readonly progress: readonly { readonly done: number; readonly total: number }[];
  readonly offline: boolean;
}

/** What the status item shows. */
export function statusOf({ manifests, progress, offline }: StatusInput): StatusParams {
  const counted = [...manifests.flatMap((assessments) => lineAssessments(assessments)), ...broughtIn(manifests)];
  const count = (level: Level): number => counted.filter((one) => one.level === level).length;
  return {
    state: progress.length > 0 ? 'checking' : 'idle',
    done: sum(progress.map(({ done }) => done)),
    total: sum(progress.map(({ total }) => total)),
    offline,
    counts: { critical: count('critical'), high: count('high'), medium: count('medium'), low: count('low') },
    judged: counted.length,
    incomplete: counted.filter(isIncomplete).length,
  };
}

/** Asked several times in a second, of thousands of packages that are what they were. */
const INCOMPLETE = new WeakMap<Assessment['coverage'], boolean>();

function isIncomplete(assessment: Assessment): boolean {
  const { coverage } = assessment;
  const known = INCOMPLETE.get(coverage) ?? openQuestions(assessment).length > 0;
  INCOMPLETE.set(coverage, known);
  return known;
}

/** Each package once, however many of the manifests bring it in. */
function broughtIn(manifests: readonly (readonly Assessment[])[]): readonly Assessment[] {
  const packages = manifests.flat().filter(({ subject }) => subject.broughtInBy !== undefined);
  return [...new Map(packages.map((one) => [subjectTitle(one.subject), one])).values()];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
