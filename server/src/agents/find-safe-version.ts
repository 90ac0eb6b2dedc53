import type { VersionCandidate } from '../engine/safe-version.js';
import { inEnglish, installCommand, isAtLeast, packageManagerOf, type Assessment, type Words } from '../model/index.js';
import { modelName, modelText, modelVersion } from '../report/support/model-text.js';
import { NAME_INPUT, PATH_INPUT, RANGE_INPUT } from './inputs.js';
import { LEVEL_SCHEMA, NOTICE, NOTICE_SCHEMA } from './result.js';
import { listOf, objectOf, textOf } from './schema.js';
import { isProblem, type Tool, type ToolContext, type ToolPlace, type ToolProblem, type ToolResult } from './tool.js';

/** Versions whose files are looked into before one is named: each may have to be downloaded. */
const MAX_LOOKED_INTO = 4;
const MAX_REJECTED = 6;

interface Found {
  readonly candidate: VersionCandidate;
  /** Why somebody should decide; undefined: it is safe. */
  readonly caveat?: Words;
}

interface Choice {
  readonly found?: Found;
  readonly rejected: readonly VersionCandidate[];
}

export const findSafeVersion: Tool = {
  name: 'find_safe_version',
  title: 'Find a safe version of an npm package',
  description:
    'Finds the newest version of an npm package that nothing speaks against: no malware, no known vulnerability, not deprecated, out for long enough, its files looked into, and fitting the project. Call it before you write a version into package.json or an install command, and when check_package says not to install.',
  input: objectOf(
    {
      name: NAME_INPUT,
      range: { ...RANGE_INPUT, description: 'Only versions in this range, such as ^4.0.0; without it, any.' },
      path: PATH_INPUT,
    },
    ['range', 'path'],
  ),
  output: objectOf(
    {
      name: textOf(),
      version: textOf('Add exactly this one. Absent where none is safe.'),
      safe: {
        type: 'boolean',
        description: 'False: nothing is known against it, but not everything could be checked.',
      },
      level: LEVEL_SCHEMA,
      next: textOf('What to do now.'),
      install: textOf('What the user runs once package.json names the version.'),
      rejected: listOf(
        objectOf({ version: textOf(), level: LEVEL_SCHEMA, untrusted: objectOf({ reason: textOf() }) }),
        'Newer versions that were passed over.',
      ),
      untrusted: objectOf({ caveat: textOf('What was not checked.') }, ['caveat']),
      notice: NOTICE_SCHEMA,
    },
    ['version', 'level', 'install'],
  ),
  async run({ name, range, path }, context) {
    const place = await context.place(path as string | undefined);
    return isProblem(place) ? place : search(place, String(name), range as string | undefined, context);
  },
};

async function search(
  { engine, ref }: ToolPlace,
  name: string,
  range: string | undefined,
  { signal }: ToolContext,
): Promise<ToolResult | ToolProblem> {
  const project = (await engine.open(ref)) ?? (await engine.openText(ref, '{}'));
  const outcome = await engine.versionCandidates(project, name, range, signal);
  if (outcome.status === 'absent') {
    return {
      problem:
        'There is no such package in the registry. Do not install it: the name may be invented. Check the spelling with the user.',
    };
  }
  if (outcome.status !== 'ok') {
    return {
      problem: `No version can be recommended, as the registry could not be asked: ${modelText(outcome.message)}`,
    };
  }
  if (outcome.value.length === 0) {
    return { problem: 'No settled version is in that range. Ask with another range, or without one.' };
  }
  const lookInto = (version: string): Promise<Assessment> => engine.explain(name, version, ref, signal);
  const choice = await choose(outcome.value, lookInto);
  const manager = project.graph && packageManagerOf(project.graph);
  return resultOf(name, choice, manager && installCommand(manager));
}

function resultOf(name: string, { found, rejected }: Choice, install: string | undefined): ToolResult {
  return {
    name: modelName(name),
    ...foundResult(found, install),
    next: nextStep(found),
    rejected: rejected.slice(0, MAX_REJECTED).map(({ version, level, reason }) => ({
      version: modelVersion(version),
      level,
      untrusted: { reason: modelText(inEnglish(reason ?? '')) },
    })),
    notice: NOTICE,
  };
}

function foundResult(found: Found | undefined, install: string | undefined): ToolResult {
  if (found === undefined) return { safe: false, untrusted: {} };
  const { candidate, caveat } = found;
  return {
    version: modelVersion(candidate.version),
    level: candidate.level,
    safe: caveat === undefined,
    ...(install !== undefined && { install }),
    untrusted: caveat === undefined ? {} : { caveat: modelText(inEnglish(caveat)) },
  };
}

/** The newest that is safe, files included; where none is known to be, the newest with nothing against it. */
async function choose(
  candidates: readonly VersionCandidate[],
  lookInto: (version: string) => Promise<Assessment>,
): Promise<Choice> {
  const bad = new Map<string, VersionCandidate>();
  const order = [...candidates.filter(({ safe }) => safe), ...candidates.filter((one) => !one.safe && !one.knownHarm)];
  for (const candidate of order.slice(0, MAX_LOOKED_INTO)) {
    const { findings, level } = await lookInto(candidate.version);
    if (!isAtLeast(level, 'medium')) {
      const passed = candidates.slice(0, candidates.indexOf(candidate)).map((one) => bad.get(one.version) ?? one);
      const found = { candidate: { ...candidate, level }, caveat: candidate.safe ? undefined : candidate.reason };
      return { found, rejected: passed };
    }
    bad.set(candidate.version, { ...candidate, level, reason: findings[0]?.message });
  }
  return { rejected: candidates.map((one) => bad.get(one.version) ?? one) };
}

function nextStep(found: Found | undefined): string {
  if (found === undefined) {
    return 'No version is safe. Do not install any; tell the user why, and look for another package or none.';
  }
  return found.caveat === undefined
    ? 'Write exactly this version, and have the user run the install.'
    : 'Nothing is known against this version, but not everything could be checked: ask the user before it is installed.';
}
