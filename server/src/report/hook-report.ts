import {
  acceptanceId,
  compareLevels,
  HOOK_MOMENTS,
  inEnglish,
  type AcceptedFinding,
  type Assessment,
  type Finding,
  type Level,
  type Words,
} from '../model/index.js';
import type { KnownFinding } from './known-finding.js';

/** Something of the repository that makes other programs run something, with what is wrong with it. */
export interface HookReport {
  /** What decisions about it bind to: another one when anything that it reaches changes. */
  readonly id: string;
  /** Path below the project's folder. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** Tells it from others of the file. */
  readonly name: string;
  readonly label: string;
  /** When it runs, in words. */
  readonly runs: string;
  /** The same, for whoever says it in another language. */
  readonly words: { readonly label: Words; readonly runs: Words };
  readonly level: Level;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** Findings that were known before; they do not count for `level`. */
  readonly known: readonly KnownFinding[];
  readonly accepted: readonly AcceptedFinding[];
}

/** Those of which there is something to say, the worst first, then by their places. */
export function hookReports(hooks: readonly Assessment[]): readonly HookReport[] {
  return hooks
    .flatMap(hookReport)
    .sort((a, b) => compareLevels(b.level, a.level) || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

function hookReport({ subject, level, findings, accepted }: Assessment): readonly HookReport[] {
  const { hook } = subject;
  if (hook === undefined || findings.length + accepted.length === 0) return [];
  const { file, name, label, trigger, place } = hook;
  const { line, column } = place;
  return [
    {
      id: acceptanceId(subject) ?? subject.name,
      ...{ file, line, column, name, label: inEnglish(label), level, findings, known: [], accepted },
      runs: inEnglish(HOOK_MOMENTS[trigger]),
      words: { label, runs: HOOK_MOMENTS[trigger] },
    },
  ];
}
