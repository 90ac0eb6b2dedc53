import path from 'node:path';
import type { LockEntry } from '../model/index.js';
import { pathKind } from '../platform/local-files.js';
import { runShared, stop, type Guarding } from './guarding.js';
import { judgeChange, type JudgedChange } from './judge-change.js';
import type { GlobalIntent, RunIntent, Variables } from './manager.js';
import { copySettingsOf } from './project-copy.js';
import { resolveIn } from './resolve-project.js';
import { createScratch, writeInto, type Scratch } from './scratch.js';

/** Of the packages for the whole machine: the very versions that were judged are installed. */
export async function guardGlobal(guarding: Guarding, intent: GlobalIntent): Promise<number> {
  return inScratch(guarding, intent, async (_scratch, exact) =>
    runShared(guarding, intent.install(exact), guarding.cwd),
  );
}

/** Of packages that are fetched to be run. */
export async function guardRun(guarding: Guarding, intent: RunIntent): Promise<number> {
  const { cwd, telling, machine, program, variables } = guarding;
  if (await isThere(intent.local, cwd)) return NOT_FETCHED;
  return inScratch(guarding, intent, async (scratch, exact) => {
    const place = placeOf(scratch, cwd);
    if (intent.install !== undefined) {
      telling.say('installing');
      const { status, text } = await machine.run(program, intent.install, {
        cwd: place,
        variables,
        output: 'kept',
        signal: guarding.signal,
      });
      if (status !== 0)
        return stop(guarding, `What was judged could not be installed (it ended with ${status}).`, text);
    }
    const bin = path.join(place, 'node_modules', '.bin');
    const withBin = intent.install === undefined ? guarding : { ...guarding, variables: inPath(bin, variables) };
    return runShared(withBin, intent.run(exact, place), cwd);
  });
}

/** npm finds a program that it has not installed itself only there. */
function inPath(folder: string, variables: Variables): Variables {
  const name = Object.keys(variables).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...variables, [name]: `${folder}${path.delimiter}${variables[name] ?? ''}` };
}

/** Nothing has to be fetched: the command may be run as it is. */
export const NOT_FETCHED = -1;

/** A program of the project's own goes before a package of the registry, for a name without a version. */
async function isThere(name: string | undefined, cwd: string): Promise<boolean> {
  if (name === undefined || !/^[\w.-]+$/.test(name)) return false;
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const bin = path.join(folder, 'node_modules', '.bin', name);
    if ((await pathKind(bin)) === 'file') return true;
    if ((await pathKind(path.join(folder, 'package.json'))) !== undefined || folder === path.dirname(folder))
      return false;
  }
}

const placeOf = (scratch: Scratch, cwd: string): string => scratch.at(cwd);

async function inScratch(
  guarding: Guarding,
  intent: GlobalIntent | RunIntent,
  then: (scratch: Scratch, exact: readonly string[]) => Promise<number>,
): Promise<number> {
  const { machine, telling, manager, cwd, trusted } = guarding;
  telling.say('resolving');
  const scratch = await createScratch(machine.scratchParent);
  try {
    const place = placeOf(scratch, cwd);
    await writeInto(scratch, path.join(cwd, 'package.json'), '{ "private": true }\n');
    for (const name of manager.id.startsWith('yarn') ? manager.lockfiles : [])
      await writeInto(scratch, path.join(cwd, name), '');
    await copySettingsOf(cwd, manager, scratch, cwd, trusted);
    const problem = await resolveIn({ ...guarding, scratch }, cwd, intent.resolve);
    if (problem !== undefined) return stop(guarding, problem.because, problem.text);
    const change = await judgeChange({
      ...guarding,
      ...telling,
      shownPath: () => intent.specs.join(' '),
      manifestPath: path.join(place, 'package.json'),
      others: [],
    });
    if ('because' in change) return stop(guarding, change.because);
    if (!(await telling.decide(change))) return stop(guarding, 'Nothing was installed or run.');
    const exact = exactly(change, intent.specs);
    if ('because' in exact) return stop(guarding, exact.because);
    return await then(scratch, exact.specs);
  } finally {
    await scratch.remove();
  }
}

/** What was judged for each of the names that were given, as `name@version`. */
function exactly(
  { graph }: JudgedChange,
  specs: readonly string[],
): { readonly specs: readonly string[] } | { readonly because: string } {
  const resolves = graph.importers.flatMap((importer) => [...importer.resolves]);
  const exact: string[] = [];
  for (const spec of specs) {
    const name = declaredName(spec);
    const id = resolves.find(([declared]) => declared === name)?.[1];
    const entry = id === undefined ? undefined : graph.entries.get(id);
    if (entry === undefined || !isFromRegistry(entry))
      return {
        because: `${spec} is no package of a registry: it cannot be run or installed as exactly what was judged.`,
      };
    exact.push(
      entry.alias === undefined
        ? `${entry.name}@${entry.version ?? ''}`
        : `${entry.alias}@npm:${entry.name}@${entry.version ?? ''}`,
    );
  }
  return { specs: exact };
}

function isFromRegistry({ version, link, localDir, resolved }: LockEntry): boolean {
  const elsewhere = link === true || localDir === true || /^(?:git|file|link)[+:]/.test(resolved ?? '');
  return version !== null && /^\d/.test(version) && !elsewhere;
}

/** `@scope/name@^1` is about `@scope/name`. */
function declaredName(spec: string): string {
  const at = spec.indexOf('@', 1);
  return at < 0 ? spec : spec.slice(0, at);
}
