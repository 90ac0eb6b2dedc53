import os from 'node:os';
import path from 'node:path';

/** One VS Code that the extension is tried in. */
export interface VscodeBuild {
  /** As VS Code counts itself, and as `--build` takes it. */
  readonly vscode: string;
  /** What `@vscode/test-electron` is asked for, where a desktop VS Code can be downloaded. */
  readonly desktop: string;
  /** The npm package that carries the same VS Code as a server with a web workbench. */
  readonly codeServer: string;
  /** The Node that server was built for; npm's `node-<platform>-<arch>` packages are the official binaries. */
  readonly node: string;
  /** The server's terminals start: their native part comes ready-made with it. */
  readonly terminals: boolean;
}

/** The lowest that `engines.vscode` names, and the newest. */
export const BUILDS: readonly VscodeBuild[] = Object.freeze([
  { vscode: '1.104', desktop: '1.104.0', codeServer: '4.104.0', node: '22.22.3', terminals: false },
  { vscode: '1.139', desktop: 'stable', codeServer: '4.139.1', node: '24.9.0', terminals: true },
]);

/** The build that people and pictures get. */
export function newestBuild(): VscodeBuild {
  const newest = BUILDS.at(-1);
  if (newest === undefined) throw new Error('no VS Code build is listed');
  return newest;
}

/** Where VS Code builds are kept between runs. */
export function buildsFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env.PACKAGE_RISK_VSCODE_HOME || path.join(os.homedir(), '.cache', 'package-risk-vscode');
}
