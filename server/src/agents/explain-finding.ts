import type { Project } from '../engine/engine.js';
import { judgedVersion, type Assessment, type Finding, type Remedy } from '../model/index.js';
import { ruleDocsUrl } from '../model/rule-docs.js';
import { modelPath, modelText } from '../report/support/model-text.js';
import { NAME_INPUT, PATH_INPUT, RULE_INPUT, VERSION_INPUT } from './inputs.js';
import {
  EVIDENCE_SCHEMA,
  evidenceResult,
  idOf,
  LEVEL_SCHEMA,
  NOTICE,
  NOTICE_SCHEMA,
  REMEDY_SCHEMA,
  remedyResults,
} from './result.js';
import { readRulePage, type RulePage } from '../report/support/rule-page.js';
import { listOf, objectOf, textOf } from './schema.js';
import { isProblem, type Tool, type ToolContext, type ToolPlace, type ToolProblem, type ToolResult } from './tool.js';

const MAX_FOUND = 5;
const MAX_EVIDENCE = 8;
const MAX_PATHS = 5;
const MAX_STEPS = 12;
/** A whole line of readable code, and not much of one that is not. */
const MAX_SNIPPET = 400;

const FOUND_SCHEMA = objectOf(
  {
    level: LEVEL_SCHEMA,
    accepted: { type: 'boolean', description: 'The team has decided to live with it.' },
    evidence: listOf(EVIDENCE_SCHEMA),
    moreEvidence: { type: 'integer' },
    untrusted: objectOf({ message: textOf() }),
  },
  ['moreEvidence'],
);

export const explainFinding: Tool = {
  name: 'explain_finding',
  title: 'Explain a finding about an npm package',
  description:
    'Explains one finding of check_package, check_project or compare_versions: what its rule means, all the evidence with files and lines, the way the package comes into the project, and the fixes. Without a name, explains the rule alone. Call it when the user asks why, or before you propose to accept or fix something.',
  input: objectOf({ rule: RULE_INPUT, name: NAME_INPUT, version: VERSION_INPUT, path: PATH_INPUT }, [
    'name',
    'version',
    'path',
  ]),
  output: objectOf(
    {
      rule: textOf(),
      docs: textOf('The page about the rule.'),
      why: textOf('Why such a finding matters.'),
      whatToDo: textOf(),
      limits: textOf('What the rule does not catch.'),
      package: textOf('What was judged.'),
      found: listOf(FOUND_SCHEMA),
      moreFound: { type: 'integer' },
      remedies: listOf(REMEDY_SCHEMA, 'Best first.'),
      untrusted: objectOf({ paths: listOf(listOf(textOf()), 'Chains of packages that bring it in.') }),
      notice: NOTICE_SCHEMA,
    },
    ['why', 'whatToDo', 'limits', 'package', 'moreFound'],
  ),
  async run({ rule, name, version, path }, context) {
    const page = readRulePage(context.rulePage(String(rule)) ?? '');
    const about = { rule: String(rule), docs: ruleDocsUrl(String(rule)), ...page };
    if (name === undefined) return rulesOwn(about);
    const place = await context.place(path as string | undefined);
    if (isProblem(place)) return place;
    const wanted = { rule: String(rule), name: String(name), version: version as string | undefined };
    const judged = (await inProject(wanted, place, context)) ?? (await byItself(wanted, place, context));
    return judged === undefined ? { problem: NOT_FOUND } : { ...about, ...resultOf(judged, wanted.rule) };
  },
};

const NOT_FOUND =
  'That rule has nothing to say of that package and version now. Call check_package or check_project for what is found, and use the ids of rules as they stand there.';

function rulesOwn(about: RulePage & { readonly rule: string }): ToolResult | ToolProblem {
  return about.why === undefined
    ? { problem: 'There is no page about such a rule here. Give the id of a rule as a finding names it.' }
    : { ...about, found: [], remedies: [], untrusted: { paths: [] }, notice: NOTICE };
}

interface Wanted {
  readonly rule: string;
  readonly name: string;
  readonly version: string | undefined;
}

interface Judged {
  readonly assessment: Assessment;
  readonly remedies: readonly Remedy[];
}

/** As it stands in the project, where that has it. */
async function inProject(
  wanted: Wanted,
  { engine, ref, shownPath }: ToolPlace,
  { signal, onProgress }: ToolContext,
): Promise<Judged | undefined> {
  const project = await engine.open(ref);
  if (project === undefined || !mentions(project, wanted.name)) return undefined;
  const shown = shownPath(ref.manifestPath);
  const { assessments } = await engine.judge(project, {
    ...{ signal, scope: project.isLockfileAlone === true ? ('locked' as const) : ('all' as const) },
    onProgress: (progress) => onProgress(shown, progress),
  });
  const assessment = assessments.find((one) => isIt(one, wanted));
  if (assessment === undefined) return undefined;
  // There is no file that could be edited.
  if (project.isLockfileAlone === true) return { assessment, remedies: [] };
  const remedies = await engine.remedies(project, assessment, signal);
  return { assessment, remedies: remedies.filter(({ rules }) => rules.includes(wanted.rule)) };
}

function mentions({ manifest, graph }: Project, name: string): boolean {
  const isLine = manifest.dependencies.some(
    (line) => line.name === name || ('name' in line.specifier && line.specifier.name === name),
  );
  return isLine || [...(graph?.entries.values() ?? [])].some((entry) => entry.name === name);
}

async function byItself(
  wanted: Wanted,
  { engine, ref }: ToolPlace,
  { signal }: ToolContext,
): Promise<Judged | undefined> {
  const assessment = await engine.explain(wanted.name, wanted.version, ref, signal);
  return isIt(assessment, wanted) ? { assessment, remedies: [] } : undefined;
}

function isIt(assessment: Assessment, { rule, name, version }: Wanted): boolean {
  const { subject } = assessment;
  const isPackage = subject.name === name && (version === undefined || judgedVersion(subject) === version);
  return isPackage && foundBy(assessment, rule).length > 0;
}

interface Told {
  readonly finding: Finding;
  readonly accepted: boolean;
}

function foundBy({ findings, accepted }: Assessment, rule: string): readonly Told[] {
  const all = [
    ...findings.map((finding) => ({ finding, accepted: false })),
    ...accepted.map(({ finding }) => ({ finding, accepted: true })),
  ];
  return all.filter(({ finding }) => finding.rule === rule);
}

function resultOf({ assessment, remedies }: Judged, rule: string): ToolResult {
  const all = foundBy(assessment, rule);
  return {
    package: idOf(assessment),
    found: all.slice(0, MAX_FOUND).map(foundResult),
    ...(all.length > MAX_FOUND && { moreFound: all.length - MAX_FOUND }),
    remedies: remedyResults(remedies),
    untrusted: {
      paths: assessment.subject.paths
        .slice(0, MAX_PATHS)
        .map((way) => way.slice(0, MAX_STEPS).map((step) => modelPath(step))),
    },
    notice: NOTICE,
  };
}

function foundResult({ finding: { level, message, evidence }, accepted }: Told): object {
  return {
    ...{ level, accepted },
    evidence: evidence.slice(0, MAX_EVIDENCE).map((one) => evidenceResult(one, MAX_SNIPPET)),
    ...(evidence.length > MAX_EVIDENCE && { moreEvidence: evidence.length - MAX_EVIDENCE }),
    untrusted: { message: modelText(message, MAX_SNIPPET) },
  };
}
