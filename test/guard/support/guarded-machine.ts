import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { ensureBun } from '../../../scripts/machine/ensure-bun.js';
import { packageOf } from '../../artifacts/make-tarball.js';
import { CHECKOUT, ended, machine, type Ended, type Machine } from '../../cli/program.js';
import { packument, type RawPackument, type VersionDraft } from '../../support/packuments.js';
import { malwareRecord, startOsvExport } from '../../support/osv-export-server.js';
import { startRegistry, type RegistryServer } from '../../support/registry-server.js';

/** Programs as a user has them in the path, by name: the script that Node.js is to run. */
const inCheckout = (...parts: readonly string[]): string => path.join(CHECKOUT, 'node_modules', ...parts);

const PROGRAMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  pnpm: { pnpm: inCheckout('pnpm', 'bin', 'pnpm.cjs') },
  'yarn-1': { yarn: inCheckout('yarn', 'bin', 'yarn.js') },
  'yarn-4': { yarn: inCheckout('@yarnpkg', 'cli-dist', 'bin', 'yarn.js') },
};

/** npm as it comes with the Node.js that runs the tests. */
async function npmPrograms(): Promise<Readonly<Record<string, string>>> {
  const npm = await realpath(path.join(path.dirname(process.execPath), 'npm'));
  return { npm, npx: path.join(path.dirname(npm), 'npx-cli.js') };
}

/** What a package of the registry does when its script runs: it leaves a mark at the place that the environment names. */
export const MARKS = {
  postinstall: "node -e \"require('fs').appendFileSync(process.env.MARKS, process.env.npm_package_name + '\\n')\"",
};

export interface Published {
  readonly name: string;
  readonly versions: Readonly<Record<string, VersionDraft>>;
}

/** `lib` needs `dep`, `evil-lib` needs `evil`, which is known malware; all of them have an install script. */
const PACKAGES: readonly Published[] = [
  { name: 'lib', versions: { '1.0.0': { dependencies: { dep: '^1.0.0' }, scripts: MARKS, bin: { lib: 'bin.js' } } } },
  { name: 'dep', versions: { '1.0.0': { scripts: MARKS } } },
  {
    name: 'evil-lib',
    versions: { '1.0.0': { dependencies: { evil: '^1.0.0' }, scripts: MARKS, bin: { 'evil-lib': 'bin.js' } } },
  },
  { name: 'evil', versions: { '1.0.0': { scripts: MARKS } } },
  // The offline data knows advisories about the first of them.
  { name: 'lodash', versions: { '4.17.20': {}, '4.18.0': {} } },
];
const BIN = { 'bin.js': '#!/usr/bin/env node\nconsole.log("ran", JSON.stringify(process.argv.slice(2)));\n' };

export function bytesOf(
  name: string,
  version: string,
  draft: VersionDraft,
  files: Readonly<Record<string, string>> = BIN,
): Buffer {
  return packageOf({ name, version, ...draft }, files);
}

/** What is shipped as a script that Node.js runs, and what is a program itself. */
async function programsOf(which: Manager): Promise<Readonly<Record<string, string>>> {
  const scripts = { ...(await npmPrograms()), ...PROGRAMS[which] };
  const lines = Object.entries(scripts).map(([name, script]) => [name, `${process.execPath} ${script}`]);
  const bun = which === 'bun' ? [['bun', await ensureBun(console.error)]] : [];
  return Object.fromEntries([...lines, ...bun]) as Readonly<Record<string, string>>;
}

type Manager = 'npm' | 'pnpm' | 'yarn-1' | 'yarn-4' | 'bun';

export interface GuardedMachine {
  readonly user: Machine;
  readonly registry: RegistryServer;
  guard(given: readonly string[], options?: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** npm without a guard before it. */
  npm(given: readonly string[]): Promise<Ended>;
  /** What install scripts have left. */
  marks(): Promise<readonly string[]>;
  /** The text of a file of the project; undefined where there is none. */
  text(name: string): Promise<string | undefined>;
  installed(name: string): Promise<boolean>;
  /** What is left of scratch folders. */
  leftOver(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Yarn 1 holds bytes against both of a document's sums. */
function documentOf({ name, versions }: Published): RawPackument {
  const drafts = Object.entries(versions).map(([version, draft]) => {
    const shasum = createHash('sha1')
      .update(bytesOf(name, version, draft))
      .digest('hex');
    return [version, { ...draft, dist: { shasum } }];
  });
  return packument(name, Object.fromEntries(drafts) as Published['versions']);
}

function tarballsOf(packages: readonly Published[]): Record<string, Buffer> {
  const all = packages.flatMap(({ name, versions }) =>
    Object.entries(versions).map(([version, draft]) => [`${name}@${version}`, bytesOf(name, version, draft)] as const),
  );
  return Object.fromEntries(all);
}

/** A user with package managers, a registry that has `PACKAGES`, and offline data that knows `evil`. */
export async function guardedMachine(which: Manager = 'npm', tarballs = tarballsOf(PACKAGES)): Promise<GuardedMachine> {
  const registry = await startRegistry({ packages: PACKAGES.map(documentOf), tarballs, advisories: {} });
  const user = await machine(`registry=${registry.url}/\nupdate-notifier=false\nfund=false\nfetch-retries=0\n`);
  const at = (...parts: readonly string[]): string => path.join(user.folder.path, ...parts);
  for (const [name, program] of Object.entries(await programsOf(which))) {
    await chmod(await user.folder.write(`tools/${name}`, `#!/bin/sh\nexec ${program} "$@"\n`), 0o755);
  }
  await user.folder.write(
    'home/.yarnrc.yml',
    `npmRegistryServer: "${registry.url}"\nunsafeHttpWhitelist: ["127.0.0.1"]\nnodeLinker: node-modules\nenableTelemetry: false\n`,
  );
  await user.folder.write(
    'home/shop/package.json',
    '{\n  "name": "shop",\n  "version": "1.0.0",\n  "license": "MIT"\n}\n',
  );
  const variables = {
    PATH: [at('node', 'bin'), at('tools'), path.dirname(process.execPath), '/usr/bin', '/bin'].join(path.delimiter),
    MARKS: at('marks'),
    TMPDIR: at('home'),
    CI: '',
  };
  const exported = await startOsvExport(malwareRecord('MAL-2026-1', 'evil', '2026-11-01T10:00:00Z'));
  await user.run(['intel', 'update', '--from', `${exported.url}/npm`]);
  await exported.close();
  const read = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);
  return {
    user,
    registry,
    guard: (given, options = [], env = {}) => user.run(['guard', ...options, '--', ...given], { ...variables, ...env }),
    npm: (given) =>
      ended(spawn(at('tools', 'npm'), given, { cwd: user.project, env: { ...user.variables, ...variables } })),
    marks: async () => ((await read(at('marks'))) ?? '').split('\n').filter((line) => line !== ''),
    text: (name) => read(path.join(user.project, name)),
    installed: async (name) =>
      (await read(path.join(user.project, 'node_modules', name, 'package.json'))) !== undefined,
    leftOver: () => readdir(at('home', 'cache', 'package-risk', 'guard')).catch(() => []),
    async close() {
      await registry.close();
      await user.folder.remove();
    },
  };
}
