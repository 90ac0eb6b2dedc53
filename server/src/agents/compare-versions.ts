import { inEnglish, valueOf, type Assessment, type FileChange, type Finding, type Outcome } from '../model/index.js';
import type { ComparedVersions } from '../engine/comparing/compare-versions.js';
import { modelName, modelPath, modelText, modelVersion } from '../report/support/model-text.js';
import { NAME_INPUT, PATH_INPUT, VERSION_INPUT } from './inputs.js';
import {
  DECISION_SCHEMA,
  decisionOn,
  FINDING_SCHEMA,
  findingResult,
  LEVEL_SCHEMA,
  MAX_FINDINGS,
  NOTICE,
  NOTICE_SCHEMA,
  UNCHECKED_SCHEMA,
  uncheckedOf,
  uncheckedResult,
  type Decision,
} from './result.js';
import { listOf, objectOf, textOf } from './schema.js';
import { isProblem, type Tool, type ToolResult } from './tool.js';

const MAX_FILES = 20;
const MAX_REASONS = 4;
const MAX_NOTES = 4;

const NEXT: Readonly<Record<Decision, string>> = Object.freeze({
  install: 'Nothing speaks against the change of version.',
  'ask-user':
    'Do not change the version yet: tell the user what is new and what could not be checked, and let them decide.',
  'do-not-install':
    'Do not change to this version. Tell the user what is new in it; find_safe_version may know another one.',
});

const FILE_SCHEMA = objectOf(
  {
    kind: { type: 'string', enum: ['added', 'removed', 'changed'] },
    level: LEVEL_SCHEMA,
    line: { type: 'integer', description: 'Where to look first, in the newer version.' },
    binary: { type: 'boolean' },
    reasons: listOf(textOf(), 'Rules, or what the file can do that none could before.'),
    untrusted: objectOf({ path: textOf() }),
  },
  ['level', 'line'],
);

export const compareVersions: Tool = {
  name: 'compare_versions',
  title: 'Compare two versions of an npm package',
  description:
    'Tells what is different between two published versions of an npm package: findings that are new or gone, and the changed files with the riskiest first, read as text and never run. Call it before you raise a version, and when a release looks odd.',
  input: objectOf({ name: NAME_INPUT, from: VERSION_INPUT, to: VERSION_INPUT, path: PATH_INPUT }, ['path']),
  output: objectOf({
    name: textOf(),
    from: objectOf({ version: textOf(), level: LEVEL_SCHEMA }),
    to: objectOf({ version: textOf(), level: LEVEL_SCHEMA }),
    decision: DECISION_SCHEMA,
    next: textOf('What to do now.'),
    newFindings: listOf(FINDING_SCHEMA, 'What speaks against "to" and did not against "from".'),
    gone: listOf(textOf(), 'Rules that spoke against "from" and do not any more.'),
    files: listOf(FILE_SCHEMA, 'The riskiest first.'),
    moreFiles: { type: 'integer' },
    unchecked: listOf(UNCHECKED_SCHEMA, 'What could not be checked of "to".'),
    untrusted: objectOf({ notes: listOf(textOf()) }),
    notice: NOTICE_SCHEMA,
  }),
  async run({ name, from, to, path }, { place: placeOf, signal }) {
    const place = await placeOf(path as string | undefined);
    if (isProblem(place)) return place;
    const { engine, ref } = place;
    const [id, older, newer] = [String(name), String(from), String(to)];
    const judge = (version: string): Promise<Assessment> => engine.explain(id, version, ref, signal);
    const before = await judge(older);
    const { subject, facts } = before;
    const versions = valueOf(facts.packument)?.versions;
    const missing = versions && [older, newer].find((version) => !Object.hasOwn(versions, version));
    if (facts.packument?.status === 'absent') return { problem: 'There is no such package in the registry.' };
    if (missing !== undefined) return { problem: `The registry has no version ${missing} of it.` };
    const project = (await engine.open(ref)) ?? (await engine.openText(ref, '{}'));
    const after = await judge(newer);
    const compared = await engine.compareVersions(project, subject, newer, signal);
    return resultOf(compared, [before, after], [older, newer]);
  },
};

function resultOf(
  compared: Outcome<ComparedVersions>,
  [before, after]: readonly [Assessment, Assessment],
  [from, to]: readonly [string, string],
): ToolResult {
  const decision = compared.status === 'ok' ? decisionOn(after) : worse(decisionOn(after));
  const { files = [], more = 0, notes = [] } = valueOf(compared)?.comparison ?? {};
  const known = new Set(before.findings.map((finding) => keyOf(finding, from)));
  const now = new Set(after.findings.map((finding) => keyOf(finding, to)));
  const fresh = after.findings.filter((finding) => !known.has(keyOf(finding, to)));
  const gone = before.findings.filter((finding) => !now.has(keyOf(finding, from)));
  const reason = 'message' in compared ? compared.message : undefined;
  return {
    name: modelName(after.subject.name),
    from: { version: modelVersion(from), level: before.level },
    to: { version: modelVersion(to), level: after.level },
    decision,
    next: NEXT[decision],
    newFindings: fresh.slice(0, MAX_FINDINGS).map(findingResult),
    gone: [...new Set(gone.map(({ rule }) => rule))],
    files: files.slice(0, MAX_FILES).map(fileResult),
    moreFiles: Math.max(0, files.length - MAX_FILES) + more,
    unchecked: [
      ...(compared.status === 'ok' ? [] : [uncheckedResult({ question: 'artifact', reason })]),
      ...uncheckedOf(after),
    ],
    untrusted: { notes: notes.slice(0, MAX_NOTES).map((note) => modelText(inEnglish(note))) },
    notice: NOTICE,
  };
}

/** Files that could not be compared are a reason to ask. */
function worse(decision: Decision): Decision {
  return decision === 'install' ? 'ask-user' : decision;
}

/** The same for the same problem in both versions. */
function keyOf({ fingerprint }: Finding, version: string): string {
  return fingerprint.replaceAll(version, '');
}

function fileResult({ path, kind, level, line, isBinary, reasons }: FileChange): object {
  return {
    kind,
    ...(level !== undefined && { level }),
    ...(line !== undefined && { line }),
    binary: isBinary,
    reasons: reasons.slice(0, MAX_REASONS),
    untrusted: { path: modelPath(path) },
  };
}
