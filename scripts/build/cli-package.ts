import { copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cliReference } from './cli-reference.js';

/** From `dist/`: the program with what it starts and reads. The editor's part stays at home. */
const BUILT = [
  'cli.cjs',
  'command-line.cjs',
  'analysis-host.cjs',
  'analysis-worker.cjs',
  'intelligence-worker.cjs',
  'mcp.cjs',
  'team-store.cjs',
  'cyclonedx.cjs',
  'intelligence.bin',
  'report.js',
  'report-style.css',
  'THIRD-PARTY-NOTICES.txt',
];

/** Licences and origins of the offline data. */
const DATA = ['LICENSE-Apache-2.0.txt', 'NOTICE.md', 'SOURCE.md'];

/**
 * Puts the package of the command line together, to be packed or published from there: bundles, no dependencies, and no scripts,
 * so that whoever installs it runs nothing.
 *
 * @param target an empty folder
 * @param built where the bundles lie, `dist/` of the checkout
 */
export async function stageCliPackage(root: string, built: string, target: string): Promise<void> {
  const [dist, data] = [path.join(target, 'dist'), path.join(target, 'data')];
  await mkdir(dist, { recursive: true });
  await mkdir(data, { recursive: true });
  for (const name of BUILT) await copyFile(path.join(built, name), path.join(dist, name));
  for (const name of DATA) await copyFile(path.join(root, 'server', 'data', name), path.join(data, name));
  // What each rule means, for agents that ask.
  await cp(path.join(root, 'docs', 'rules'), path.join(target, 'docs', 'rules'), { recursive: true });
  await copyFile(path.join(root, 'LICENSE'), path.join(target, 'LICENSE'));
  await writeFile(path.join(target, 'README.md'), await cliReference());
  await writeFile(path.join(target, 'package.json'), `${JSON.stringify(await manifestFrom(root), null, 2)}\n`);
}

/** What both packages say of themselves stands in the checkout's own manifest. */
async function manifestFrom(root: string): Promise<object> {
  const text = await readFile(path.join(root, 'package.json'), 'utf8');
  const { name, version, license, engines } = JSON.parse(text) as {
    readonly name: string;
    readonly version: string;
    readonly license: string;
    readonly engines: { readonly node: string };
  };
  return {
    name,
    version,
    description: 'Judges npm packages before they are installed: malware, takeovers, vulnerabilities, invented names',
    keywords: ['security', 'supply-chain', 'npm', 'malware', 'audit', 'lockfile'],
    license,
    bin: { 'package-risk': 'dist/cli.cjs' },
    files: ['dist', 'data', 'docs'],
    engines: { node: engines.node },
  };
}
