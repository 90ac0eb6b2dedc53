import { inEnglish, type AcceptedFinding, type Finding } from '../model/index.js';
import type { HookReport } from '../report/hook-report.js';
import type { PackageReport } from '../report/package-report.js';
import { modelName, modelPath, modelText, modelVersion } from '../report/support/model-text.js';
import { LEVEL_SCHEMA, MAX_FINDINGS, REMEDY_SCHEMA, remedyResults } from './result.js';
import { listOf, objectOf, textOf, type JsonSchema } from './schema.js';

/** Entries of a project's result: shorter than what is said of one package, as there may be many. */

const MAX_STEPS = 8;

const SHORT_FINDING = objectOf({
  rule: textOf('What explain_finding takes.'),
  level: LEVEL_SCHEMA,
  untrusted: objectOf({ message: textOf() }),
});

const ACCEPTED = objectOf(
  {
    rule: textOf(),
    level: LEVEL_SCHEMA,
    expires: textOf('The day on which the acceptance ends.'),
    untrusted: objectOf({ message: textOf(), reason: textOf() }),
  },
  ['expires'],
);

const SAID: Readonly<Record<string, JsonSchema>> = Object.freeze({
  level: LEVEL_SCHEMA,
  findings: listOf(SHORT_FINDING, 'Worst first.'),
  moreFindings: { type: 'integer' },
  accepted: listOf(ACCEPTED, 'What the team has decided to live with; it does not count for the level.'),
});

export const PACKAGE_SCHEMA = objectOf(
  {
    name: textOf(),
    version: textOf('Absent where no version can be judged.'),
    ...SAID,
    direct: { type: 'boolean', description: 'A manifest names it.' },
    unchecked: listOf(textOf(), 'Questions about it that stayed open.'),
    remedies: listOf(REMEDY_SCHEMA, 'Best first.'),
    untrusted: objectOf({
      path: listOf(textOf(), 'The chain of packages that brings it in.'),
      manifests: listOf(textOf(), 'The files that name it.'),
    }),
  },
  ['version', 'moreFindings'],
);

export const HOOK_SCHEMA = objectOf(
  {
    ...SAID,
    line: { type: 'integer' },
    runs: textOf('When it runs.'),
    untrusted: objectOf({ file: textOf(), name: textOf() }),
  },
  ['moreFindings'],
);

export function packageResult(report: PackageReport): object {
  const { name, version, direct, paths, manifests, unchecked, remedies } = report;
  const [way = []] = paths;
  return {
    name: modelName(name),
    ...(version !== undefined && { version: modelVersion(version) }),
    ...saidOf(report),
    direct,
    unchecked: unchecked.map(({ question }) => question),
    remedies: remedyResults(remedies),
    untrusted: {
      path: way.slice(0, MAX_STEPS).map((step) => modelPath(step)),
      manifests: manifests.slice(0, MAX_STEPS).map((file) => modelPath(file)),
    },
  };
}

export function hookResult(report: HookReport): object {
  const { line, runs, file, name } = report;
  return { ...saidOf(report), line, runs, untrusted: { file: modelPath(file), name: modelText(name) } };
}

function saidOf({ level, findings, accepted }: Pick<PackageReport, 'level' | 'findings' | 'accepted'>): object {
  return {
    level,
    findings: findings.slice(0, MAX_FINDINGS).map(shortFinding),
    ...(findings.length > MAX_FINDINGS && { moreFindings: findings.length - MAX_FINDINGS }),
    accepted: accepted.slice(0, MAX_FINDINGS).map(acceptedResult),
  };
}

function shortFinding({ rule, level, message }: Finding): object {
  return { rule, level, untrusted: { message: modelText(message) } };
}

function acceptedResult({ finding: { rule, level, message }, reason, expires }: AcceptedFinding): object {
  return {
    ...{ rule, level },
    ...(expires !== undefined && { expires: modelVersion(expires) }),
    untrusted: { message: modelText(message), reason: modelText(inEnglish(reason)) },
  };
}
