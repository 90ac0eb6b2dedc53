import { judgedVersion, valueOf, type Assessment } from '../model/index.js';
import { modelName, modelVersion } from '../report/support/model-text.js';
import { isoTime } from '../report/support/wording.js';
import { NAME_INPUT, PATH_INPUT, RANGE_INPUT } from './inputs.js';
import {
  DECISION_SCHEMA,
  decisionOn,
  FINDING_SCHEMA,
  findingResult,
  idOf,
  LEVEL_SCHEMA,
  MAX_FINDINGS,
  NOTICE,
  NOTICE_SCHEMA,
  UNCHECKED_SCHEMA,
  uncheckedOf,
  type Decision,
} from './result.js';
import { listOf, objectOf, textOf, type JsonSchema } from './schema.js';
import { isProblem, type Tool, type ToolResult } from './tool.js';

const NEXT: Readonly<Record<Decision, string>> = Object.freeze({
  install: 'Nothing is known against it. Add exactly this version.',
  'ask-user':
    'Do not install it yet: tell the user what was found and what could not be checked, and let them decide. find_safe_version may know a settled version.',
  'do-not-install':
    'Do not install it and do not run anything of it. Tell the user what was found; find_safe_version may know another version, or leave the package out.',
});

const NOT_FOUND =
  'There is no such package in the registry. Do not install it: the name may be invented, and whoever registers it decides what it does. Check the spelling with the user.';
const NO_VERSION =
  'No published version answers to that. Ask for another version, or leave it out to get the latest one.';

/** Of one judged package, for each tool that tells of one. */
export const VERDICT_PROPERTIES: Readonly<Record<string, JsonSchema>> = Object.freeze({
  name: textOf(),
  version: textOf('The version that was judged; absent where none can be.'),
  level: LEVEL_SCHEMA,
  decision: DECISION_SCHEMA,
  next: textOf('What to do now.'),
  findings: listOf(FINDING_SCHEMA, 'Worst first.'),
  moreFindings: { type: 'integer' },
  unchecked: listOf(UNCHECKED_SCHEMA, 'What could not be checked: unknown is not safe.'),
  latest: textOf('The version that the registry calls latest.'),
  publishedAt: textOf('When the judged version was published.'),
});

export const OPTIONAL_IN_VERDICT = Object.freeze(['version', 'moreFindings', 'latest', 'publishedAt']);

export function verdictOf(assessment: Assessment): ToolResult {
  const { subject, level, findings, facts } = assessment;
  const version = judgedVersion(subject);
  const packument = valueOf(facts.packument);
  const { latest } = packument?.distTags ?? {};
  const publishedAt = isoTime(packument?.versions[version ?? '']?.publishedAt);
  const decision = decisionOn(assessment);
  return {
    name: modelName(subject.name),
    ...(version !== undefined && { version: modelVersion(version) }),
    level,
    decision,
    next: nextStep(assessment, decision),
    findings: findings.slice(0, MAX_FINDINGS).map(findingResult),
    ...(findings.length > MAX_FINDINGS && { moreFindings: findings.length - MAX_FINDINGS }),
    unchecked: uncheckedOf(assessment),
    ...(latest !== undefined && { latest: modelVersion(latest) }),
    ...(publishedAt !== undefined && { publishedAt }),
  };
}

function nextStep({ subject: { resolution } }: Assessment, decision: Decision): string {
  if (resolution.from === 'nowhere' && resolution.because === 'name-not-found') return NOT_FOUND;
  if (resolution.from === 'nowhere' && resolution.because === 'no-such-version') return NO_VERSION;
  return NEXT[decision];
}

export const checkPackage: Tool = {
  name: 'check_package',
  title: 'Check an npm package',
  description:
    'Judges one npm package before it is installed: known malware and vulnerabilities, look-alike and invented names, fresh or taken-over releases, what its code does. Call it before adding a dependency, before running npx, and whenever a package name comes from a suggestion. Obey "decision"; never install what could not be checked without asking the user.',
  input: objectOf({ name: NAME_INPUT, version: RANGE_INPUT, path: PATH_INPUT }, ['version', 'path']),
  output: objectOf({ ...VERDICT_PROPERTIES, summary: textOf(), notice: NOTICE_SCHEMA }, OPTIONAL_IN_VERDICT),
  async run({ name, version, path }, context) {
    const place = await context.place(path as string | undefined);
    if (isProblem(place)) return place;
    const assessment = await place.engine.explain(
      ...([String(name), version as string | undefined, place.ref, context.signal] as const),
    );
    return { summary: summaryOf(assessment), ...verdictOf(assessment), notice: NOTICE };
  },
};

/** In our own words: messages are of the package's making in part. */
function summaryOf(assessment: Assessment): string {
  const { findings, level } = assessment;
  if (findings.length === 0) return `${idOf(assessment)}: nothing was found.`;
  const rules = [...new Set(findings.map(({ rule }) => rule))].slice(0, MAX_FINDINGS);
  return `${idOf(assessment)} is of level ${level}: ${rules.join(', ')}.`;
}
