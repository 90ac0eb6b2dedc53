import path from 'node:path';
import { ChangedMeanwhile, putBack, replaceFiles, textOf, type Replacement } from '../platform/replaced-files.js';
import { runShared, stop, type Guarding } from './guarding.js';
import { judgeChange } from './judge-change.js';
import type { ProjectIntent } from './manager.js';
import { copyProject, findProject, type FoundProject } from './project-copy.js';
import { changesOf, resolveIn, type Unresolved } from './resolve-project.js';
import { createScratch, type Scratch } from './scratch.js';

/** Guards a command that changes or installs what a project has locked. Answers the status. */
export async function guardProject(guarding: Guarding, intent: ProjectIntent): Promise<number> {
  const { engine, cwd, trusted } = guarding;
  const start = path.resolve(cwd, intent.folder);
  const found = await findProject(start, engine, trusted);
  const changes = await resolvedChanges(guarding, intent, found, start);
  if ('because' in changes) return stop(guarding, changes.because, changes.text);
  const refusal = await judged(guarding, found, changes.files);
  if (typeof refusal === 'string') return stop(guarding, refusal);
  if (refusal) return stop(guarding, 'Nothing was installed or changed.');
  return install(guarding, intent, changes.files, start);
}

interface Changes {
  readonly files: readonly Replacement[];
}

async function resolvedChanges(
  guarding: Guarding,
  { resolve }: ProjectIntent,
  found: FoundProject,
  start: string,
): Promise<Changes | Unresolved> {
  if (resolve === undefined) return { files: [] };
  guarding.telling.say('resolving');
  const scratch = await createScratch(guarding.machine.scratchParent);
  try {
    return (
      (await resolved(guarding, resolve, found, start, scratch)) ?? {
        files: await changesOf(found, guarding.manager, scratch),
      }
    );
  } finally {
    await scratch.remove();
  }
}

async function resolved(
  guarding: Guarding,
  resolve: readonly string[],
  found: FoundProject,
  start: string,
  scratch: Scratch,
): Promise<Unresolved | undefined> {
  const { manager, trusted } = guarding;
  const problem = (await projectCode(guarding, found)) ?? (await copyProject(found, manager, scratch, trusted));
  if (problem !== undefined) return { because: `The command cannot be judged: ${problem}.` };
  await scratch.makeFolder(start);
  return resolveIn({ ...guarding, scratch }, start, resolve);
}

/** Code of the project that has a say in what is resolved is not run for an answer, and without it the answer would be another one. */
async function projectCode({ manager, trusted }: Guarding, { root }: FoundProject): Promise<string | undefined> {
  if (trusted || manager.id !== 'pnpm') return undefined;
  for (const name of manager.code) {
    const isThere = (await textOf(path.join(root, name)).catch(() => undefined)) !== undefined;
    if (isThere) return `${name} of the project decides what is resolved, and is run only with --trust-project-config`;
  }
  return undefined;
}

/** A sentence where it could not be judged; true where it was and is stopped. */
async function judged(
  guarding: Guarding,
  found: FoundProject,
  changes: readonly Replacement[],
): Promise<string | boolean> {
  const { engine, engineWith, manager, trusted, telling } = guarding;
  const manifestPath = path.join(found.root, 'package.json');
  const before = await engine.open({ manifestPath, trusted });
  const texts = new Map(changes.map(({ path: file, after }) => [file, after]));
  const change = await judgeChange({
    ...guarding,
    ...telling,
    engine: changes.length === 0 ? engine : engineWith(texts),
    manifestPath,
    others: [...new Set([...found.manifests, found.manifest])].filter((file) => file !== manifestPath),
    before:
      before !== undefined && manager.lockfiles.includes(path.basename(before.lockfilePath ?? ''))
        ? before.graph
        : undefined,
  });
  if ('because' in change) return change.because;
  return !(await telling.decide(change));
}

/** Puts the files in place for as long as the command says; back, where the installation fails. */
async function install(
  guarding: Guarding,
  intent: ProjectIntent,
  changes: readonly Replacement[],
  start: string,
): Promise<number> {
  try {
    await replaceFiles(changes);
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return stop(guarding, `${error.message} Nothing was installed.`);
    throw error;
  }
  let status = 1;
  try {
    status = intent.install === undefined ? 0 : await runShared(guarding, intent.install, start);
  } finally {
    const stays = status === 0 ? stayingFiles(intent, changes) : [];
    const left = await putBack(changes.filter((change) => !stays.includes(change)));
    for (const file of left)
      guarding.telling.say(`${guarding.telling.shownPath(file)} was written to meanwhile and is left as it is`);
  }
  return status;
}

function stayingFiles({ keeps }: ProjectIntent, changes: readonly Replacement[]): readonly Replacement[] {
  if (keeps === 'nothing') return [];
  return keeps === 'all' ? changes : changes.filter(({ path: file }) => path.basename(file) === 'package.json');
}
