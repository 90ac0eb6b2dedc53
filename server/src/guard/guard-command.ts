import path from 'node:path';
import type { Program } from '../platform/programs/find-program.js';
import { guardGlobal, guardRun, NOT_FETCHED } from './guard-packages.js';
import { guardProject } from './guard-project.js';
import { stop, type Guarding } from './guarding.js';
import type { Intent, PackageManager } from './manager.js';
import { MANAGERS } from './managers/index.js';
import { createScratch, writeInto } from './scratch.js';
import { textOf } from '../platform/replaced-files.js';

/** A command as it was given, without the guard's own words. */
export interface GuardedCommand {
  /** `npm`, or a path that ends so. */
  readonly name: string;
  readonly given: readonly string[];
}

/** Shells' word for a program that is not there. */
const NOT_FOUND = 127;

/** The last part of a path, without what Windows adds. */
export function programName(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? '').replace(/\.(?:cmd|exe|ps1)$/i, '');
}

export const isGuarded = (name: string): boolean => Object.hasOwn(MANAGERS, programName(name));

/** Runs a command of a package manager once what it would install was judged, and answers its status or `STOPPED`. */
export async function guardCommand(
  { name, given }: GuardedCommand,
  parts: Omit<Guarding, 'program' | 'manager'>,
): Promise<number> {
  const program = await parts.machine.find(name);
  if (program === undefined) {
    parts.telling.refuse(`${name} is not there.`);
    return NOT_FOUND;
  }
  const called = programName(name);
  const context = { variables: parts.variables, trusted: parts.trusted };
  const candidates = MANAGERS[called] ?? [];
  const intents = candidates.map((one) => one.intent(called, given, context));
  const [first] = candidates;
  if (first === undefined || intents.every(({ kind }) => kind === 'passes')) return pass(program, given, parts);
  const main = await parts.machine.find(mainName(name));
  if (main === undefined)
    return stop(parts, `${mainName(name)} is not there, so what ${name} would install cannot be judged.`);
  const manager = candidates.length === 1 ? first : await managerOf(main, parts);
  if (typeof manager === 'string') return stop(parts, manager);
  const follows = { guarding: { ...parts, program: main, manager }, pass: () => pass(program, given, parts) };
  return follow(follows, manager.intent(called, given, context));
}

/** `npx` is `npm exec`: the program beside it does the rest. */
function mainName(name: string): string {
  return name.replace(
    /(^|[\\/])(np|pnp|bun)x(\.(?:cmd|exe|ps1))?$/i,
    (_all, before: string, start: string, end = '') => {
      const main: Readonly<Record<string, string>> = { np: 'npm', pnp: 'pnpm', bun: 'bun' };
      return `${before}${main[start.toLowerCase()] ?? start}${end}`;
    },
  );
}

interface Follows {
  readonly guarding: Guarding;
  readonly pass: () => Promise<number>;
}

async function follow({ guarding, pass: asItIs }: Follows, intent: Intent): Promise<number> {
  switch (intent.kind) {
    case 'passes':
      return asItIs();
    case 'unclear':
      return stop(guarding, intent.because);
    case 'project':
      return guardProject(guarding, intent);
    case 'global':
      return guardGlobal(guarding, intent);
    case 'run': {
      const status = await guardRun(guarding, intent);
      return status === NOT_FETCHED ? asItIs() : status;
    }
  }
}

/** As if there were no guard. */
async function pass(
  program: Program,
  given: readonly string[],
  parts: Omit<Guarding, 'program' | 'manager'>,
): Promise<number> {
  const { machine, variables, cwd } = parts;
  return (await machine.run(program, given, { cwd, variables, output: 'shared' })).status;
}

/** Two programs are called yarn. A project that brings its own is asked only where it is trusted. */
async function managerOf(
  program: Program,
  parts: Omit<Guarding, 'program' | 'manager'>,
): Promise<PackageManager | string> {
  const { machine, variables, cwd, trusted } = parts;
  const project = await projectYarn(cwd);
  if (trusted && project.hasOwn) return berryOr(true);
  const scratch = await createScratch(machine.scratchParent);
  try {
    // Where corepack stands behind the name, the manifest says which version is meant.
    await writeInto(scratch, path.join(cwd, 'package.json'), project.manifest);
    const asking = {
      cwd: scratch.at(cwd),
      variables: { ...variables, YARN_IGNORE_PATH: '1' },
      output: 'kept',
    } as const;
    const { status, text } = await machine.run(program, ['--version'], asking);
    const version = /^(\d+)\.\d+\.\d+/m.exec(text)?.[1];
    if (status !== 0 || version === undefined) return 'It cannot be told which version of Yarn this is.';
    const isBerry = Number(version) >= 2;
    if (project.isBerry !== undefined && project.isBerry !== isBerry) {
      return `The project is one of Yarn ${project.isBerry ? '2 or later' : '1'}, and the yarn of this machine is ${version}. A yarn that comes with the project is run only with --trust-project-config.`;
    }
    return berryOr(isBerry);
  } finally {
    await scratch.remove();
  }
}

function berryOr(isBerry: boolean): PackageManager | string {
  const id = isBerry ? 'yarn-berry' : 'yarn-classic';
  return MANAGERS.yarn?.find((one) => one.id === id) ?? 'There is no such Yarn.';
}

interface ProjectYarn {
  /** Undefined: nothing says. */
  readonly isBerry: boolean | undefined;
  /** The project names a program that runs in Yarn's place. */
  readonly hasOwn: boolean;
  readonly manifest: string;
}

async function projectYarn(cwd: string): Promise<ProjectYarn> {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const read = async (name: string): Promise<string | undefined> =>
      textOf(path.join(folder, name)).catch(() => undefined);
    const [lock, manifest] = [await read('yarn.lock'), await read('package.json')];
    // Without a manifest beside it, it is the user's own, for all projects below.
    const settings = manifest === undefined ? undefined : await read('.yarnrc.yml');
    if (lock !== undefined || settings !== undefined) {
      return {
        isBerry: isOfBerry(lock, settings),
        hasOwn: /^yarnPath:/m.test(settings ?? ''),
        manifest: manifest ?? '{}',
      };
    }
    if (folder === path.dirname(folder)) return { isBerry: undefined, hasOwn: false, manifest: '{}' };
  }
}

/** An empty lockfile says nothing. */
function isOfBerry(lock: string | undefined, settings: string | undefined): boolean | undefined {
  if (lock === undefined || lock === '') return settings === undefined ? undefined : true;
  return /^__metadata:/m.test(lock);
}
