import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT_ROOT } from '../build/project-root.js';
import { buildsFolder, type VscodeBuild } from './builds.js';
import { runCommand } from './run-command.js';

/** A VS Code server on this machine, ready to start. */
export interface Installation {
  readonly build: VscodeBuild;
  /** Folder with `out/server-main.js`. */
  readonly root: string;
  /** The Node binary to run it with. */
  readonly node: string;
}

type Say = (message: string) => void;

/** The first version of ripgrep's npm packages that carries the binary; older ones download it from elsewhere. */
const RIPGREP_VERSION = '1.18.0';

/** Native modules that are worth having, by the names that VS Code has had for them. */
const STAND_INS: Readonly<Record<string, string>> = Object.freeze({
  '@vscode/spdlog': 'spdlog.cjs',
  '@vscode/native-watchdog': 'watchdog.cjs',
  'native-watchdog': 'watchdog.cjs',
});

const STAND_INS_FOLDER = path.join(PROJECT_ROOT, 'scripts', 'vscode', 'stand-ins');

/** Half of the download, nothing that is used here: the bundled assistant. */
const NOT_WANTED = [
  'extensions/copilot',
  'node_modules/@github/copilot-sdk-linux-x64',
  'node_modules/@microsoft/mxc-sdk',
];

/**
 * Puts the VS Code server of an npm `code-server` package into the folder for builds, without that package's own
 * wrapper and without running any install script. Does nothing where it is there already; two processes may do it
 * at once.
 */
export async function installVscode(build: VscodeBuild, say: Say): Promise<Installation> {
  if (process.platform === 'win32') throw new Error('The VS Code server from the npm registry is for Linux and macOS.');
  await mkdir(buildsFolder(), { recursive: true });
  const node = await installNode(build, say);
  const root = path.join(buildsFolder(), `code-server-${build.codeServer}`);
  if (!existsSync(root)) {
    await inPlace(root, async (folder) => {
      say(`installing VS Code ${build.vscode} from the npm registry`);
      await unpack(`code-server@${build.codeServer}`, folder, 'package/lib/vscode');
      await completeServer(folder, node);
    });
  }
  return { build, root, node };
}

/** The Node that the server was built for: this process's own where it is of that major, else npm's binary. */
async function installNode(build: VscodeBuild, say: Say): Promise<string> {
  const major = build.node.split('.')[0];
  if (process.versions.node.split('.')[0] === major) return process.execPath;
  const folder = path.join(buildsFolder(), `node-${build.node}`);
  if (!existsSync(folder)) {
    await inPlace(folder, async (unfinished) => {
      say(`installing Node ${build.node} from the npm registry`);
      await unpack(`node-${process.platform}-${process.arch}@${build.node}`, unfinished, 'package');
    });
  }
  return path.join(folder, 'bin', 'node');
}

async function completeServer(folder: string, node: string): Promise<void> {
  const env = { ...process.env, PATH: path.dirname(node) + path.delimiter + (process.env.PATH ?? '') };
  // Not `npm ci`: the shrinkwrap that is shipped lacks a package, and `ci` refuses it.
  const install = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  await runCommand('npm', install, { cwd: folder, env });
  await runCommand('npm', install, { cwd: path.join(folder, 'extensions'), env });
  await completeRipgrep(folder);
  // Older builds look for some modules in an archive that only the desktop editor has.
  const archive = path.join(folder, 'node_modules.asar');
  if (!existsSync(archive)) await symlink('node_modules', archive);
  await addStandIns(folder);
  for (const name of NOT_WANTED) await rm(path.join(folder, name), { recursive: true, force: true });
  // One that cannot even say its version is not moved into place.
  await runCommand(node, [path.join(folder, 'out', 'server-main.js'), '--version']);
}

/** No install script was run, so what these packages compile there is missing. */
async function addStandIns(folder: string): Promise<void> {
  for (const [name, standIn] of Object.entries(STAND_INS)) {
    const home = path.join(folder, 'node_modules', name);
    if (existsSync(home)) await copyFile(path.join(STAND_INS_FOLDER, standIn), path.join(home, 'index.js'));
  }
}

/** `workspaceContains:` and file search need ripgrep's binary, which older builds' install script would download. */
async function completeRipgrep(folder: string): Promise<void> {
  const home = path.join(folder, 'node_modules', '@vscode', 'ripgrep');
  const binary = path.join(home, 'bin', 'rg');
  if (!existsSync(home) || existsSync(binary)) return;
  const unpacked = await mkdtemp(path.join(folder, 'ripgrep-'));
  await unpack(`@vscode/ripgrep-${process.platform}-${process.arch}@${RIPGREP_VERSION}`, unpacked, 'package');
  await mkdir(path.dirname(binary), { recursive: true });
  await copyFile(path.join(unpacked, 'bin', 'rg'), binary);
  await chmod(binary, 0o755);
  await rm(unpacked, { recursive: true });
}

/** Unpacks one folder of an npm package's tarball: no dependencies, no scripts. */
async function unpack(spec: string, target: string, inside: string): Promise<void> {
  const download = await mkdtemp(path.join(buildsFolder(), 'download-'));
  try {
    await runCommand('npm', ['pack', '--ignore-scripts', '--loglevel=error', spec], { cwd: download });
    const [tarball] = await readdir(download);
    if (tarball === undefined) throw new Error(`npm pack ${spec} left no file`);
    const depth = inside.split('/').length;
    await mkdir(target, { recursive: true });
    await runCommand('tar', [
      '-xzf',
      path.join(download, tarball),
      '-C',
      target,
      `--strip-components=${depth}`,
      inside,
    ]);
  } finally {
    await rm(download, { recursive: true, force: true });
  }
}

/** Fills a folder under another name and moves it into place when it is whole. */
async function inPlace(target: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const unfinished = await mkdtemp(`${target}.unfinished-`);
  try {
    await fill(unfinished);
    await rename(unfinished, target).catch((error: unknown) => {
      // Another process was faster: what it put there is as good.
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
