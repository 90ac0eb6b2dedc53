import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { RunPlan } from '../../test/e2e/harness/runs.js';
import { PROXIED_HOST, type World } from '../../test/e2e/harness/world.js';
import type { Cleanup } from './cleanup.js';
import { pathWithoutNpm } from './hide-npm.js';

/** What one run has to itself on disk. */
export interface PreparedRun {
  readonly scratch: string;
  /** The copy, or the `.code-workspace` file in it. */
  readonly workspace: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * A copy of the fixture, a home with an `.npmrc` that names the local registry, and an environment in which nothing
 * of this machine's npm configuration is left.
 */
export async function prepareRun(
  plan: RunPlan,
  fixtures: string,
  world: World,
  cleanup: Cleanup,
): Promise<PreparedRun> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'package-risk-e2e-'));
  cleanup.add(() => rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  const workspace = path.join(scratch, 'workspace');
  await cp(path.join(fixtures, plan.fixture), workspace, { recursive: true });
  await nameHostileRegistry(path.join(workspace, '.npmrc'), world);
  const home = path.join(scratch, 'home');
  await mkdir(home);
  const registry = plan.registry === 'proxied' ? `https://${PROXIED_HOST}` : world.servers.registry.url;
  await writeFile(path.join(home, '.npmrc'), `registry=${registry}/\n`);
  return {
    scratch,
    workspace: path.join(workspace, plan.window ?? ''),
    env: { ...withoutNpm(process.env), ...homeEnvironment(home), PATH: await pathWithoutNpm(scratch) },
  };
}

/** Ports are known only now, so the fixture's `.npmrc` has a place for the address. */
async function nameHostileRegistry(file: string, world: World): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  await writeFile(file, text.replaceAll('HOSTILE_REGISTRY', world.servers.hostile.url.replace(/^http:/, '')));
}

/** Configuration that npm hands to its scripts, and proxies, would go before the home's `.npmrc` and the loopback. */
function withoutNpm(env: NodeJS.ProcessEnv): Record<string, undefined> {
  const names = Object.keys(env).filter((name) => /^npm_|^NPM_|_proxy$/i.test(name));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

function homeEnvironment(home: string): Record<string, string> {
  return {
    HOME: home,
    USERPROFILE: home,
    XDG_CACHE_HOME: path.join(home, '.cache'),
    XDG_CONFIG_HOME: path.join(home, '.config'),
    LOCALAPPDATA: path.join(home, 'AppData', 'Local'),
  };
}
