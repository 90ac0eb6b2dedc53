import type { Dependency, Finding, Level, Remedy } from '../../../server/src/model/index.js';
import type { Candidate, RemedyContext } from '../../../server/src/remedies/remedy.js';
import { toTextEdits } from '../../../server/src/remedies/support/text-edit.js';
import { assessment, facts, finding, packument, subject, type SubjectGiven } from '../../support/subjects.js';
import { applyEdits } from './marked-edits.js';

export interface ContextGiven extends Partial<Omit<RemedyContext, 'assessment' | 'dependency'>> {
  /** The manifest line; `current` is its judged version unless that is null. */
  readonly line: SubjectGiven & { readonly bundled?: boolean };
  /** Rules of the findings, worst first, or whole findings. */
  readonly rules: readonly (string | Finding)[];
  /** The registry's versions, the last one being `latest`. */
  readonly versions?: readonly string[];
  readonly level?: Level;
}

/** What a remedy maker is asked, from the parts a case is about. */
export function remedyContext(given: ContextGiven): RemedyContext {
  const { line, rules, versions, level, ...rest } = given;
  const { bundled, ...subjectGiven } = line;
  const plain = subject(subjectGiven);
  if (plain.dependency === undefined) throw new Error('a remedy needs a manifest line');
  const dependency: Dependency = bundled === undefined ? plain.dependency : { ...plain.dependency, bundled };
  const judged = { ...plain, dependency };
  const findings = rules.map((rule) => (typeof rule === 'string' ? finding({ rule, level: level ?? 'medium' }) : rule));
  const known = versions === undefined ? facts() : facts({ packument: packument({ name: judged.name, versions }) });
  return {
    assessment: assessment({ subject: judged, findings, facts: known }),
    dependency,
    ...(judged.resolution.from === 'nowhere' ? {} : { current: judged.resolution.version }),
    substitutes: [],
    ...rest,
  };
}

/** A safe version inside the declared major, unless told otherwise. */
export function candidate(version: string, said: Partial<Candidate> = {}): Candidate {
  return { version, level: 'none', safe: true, withinMajor: true, withinRange: true, ...said };
}

/** The manifest that holds nothing but the context's line. */
export function manifestOf({ dependency }: RemedyContext): string {
  const { section, name, raw } = dependency;
  return `{\n  "${section}": {\n    ${JSON.stringify(name)}: ${JSON.stringify(raw)}\n  }\n}\n`;
}

/** The line's section after a remedy was applied to the manifest that holds nothing but the line. */
export function sectionAfter(context: RemedyContext, remedy: Remedy | undefined): unknown {
  const text = manifestOf(context);
  const edits = toTextEdits(text, remedy?.changes ?? []);
  if (remedy === undefined || edits === undefined) return undefined;
  const manifest = JSON.parse(applyEdits(text, edits)) as Record<string, unknown>;
  return manifest[context.dependency.section];
}
