import { isAgentInstruction } from '../files/agent-files.js';
import type { HookReader } from './found-hook.js';
import { agentHooks, agentToml } from './hooks/agent-hooks.js';
import { agentInstructions } from './hooks/agent-instructions.js';
import { devcontainer } from './hooks/devcontainer.js';
import { gitConfig } from './hooks/git-config.js';
import { lefthook } from './hooks/lefthook.js';
import { npmrc } from './hooks/npmrc.js';
import { packageScripts } from './hooks/package-scripts.js';
import { agentPlugin, gitHook, pnpmfile, toolSettings } from './hooks/programs.js';
import { vscodeSettings } from './hooks/vscode-settings.js';
import { vscodeTasks } from './hooks/vscode-tasks.js';
import { vscodeWorkspace } from './hooks/vscode-workspace.js';
import { yarnrc } from './hooks/yarnrc.js';
import type { RepositoryTree } from './tree.js';

/** Where editors, containers, git and assistants look: at the root of what is opened. */
const AT_ROOT: readonly (readonly [RegExp, HookReader])[] = [
  [/^\.vscode\/tasks\.json$/, vscodeTasks],
  [/^\.vscode\/settings\.json$/, vscodeSettings],
  [/^[^/]+\.code-workspace$/, vscodeWorkspace],
  [/^(?:\.devcontainer\/(?:[^/]+\/)?)?\.?devcontainer\.json$/, devcontainer],
  [/^\.(?:claude|gemini|qwen)\/settings(?:\.local)?\.json$/, agentHooks],
  [/^\.(?:cursor|codex|windsurf|kiro)\/(?:settings\/)?(?:hooks|mcp|mcp_config)\.json$/, agentHooks],
  [/^\.github\/hooks\/[^/]+\.json$/, agentHooks],
  [/^(?:\.vscode\/|\.roo\/|\.amazonq\/|\.)?mcp\.json$/, agentHooks],
  [/^(?:\.opencode\/)?opencode\.jsonc?$/, agentHooks],
  [/^\.codex\/config\.toml$/, agentToml],
  [/^\.opencode\/plugins?\/[^/]+\.[cm]?[jt]s$/, agentPlugin],
  [/^\.(?:husky|githooks|git-hooks)\/[a-z-]+$/, gitHook],
  [/^\.git\/hooks\/[a-z-]+$/, gitHook],
  [/^\.git\/config$/, gitConfig],
  [/^\.?lefthook(?:-local)?\.ya?ml$/, lefthook],
];

/** What counts in each folder that has a project of its own. */
const ANYWHERE: readonly (readonly [RegExp, HookReader])[] = [
  [/^package\.json$/, packageScripts],
  [/^\.npmrc$/, npmrc],
  [/^\.yarnrc(?:\.yml)?$/, yarnrc],
  [/^\.pnpmfile\.[cm]?js$/, pnpmfile],
  [
    /^(?:[\w-]+(?:\.[\w-]+)?\.config|\.[a-z-]+rc|gulpfile|Gruntfile|truffle-config|karma\.conf)\.[cm]?[jt]s$/,
    toolSettings,
  ],
];

/** Folders of the root that are looked into, each with those directly below. */
const TOOLS: readonly string[] = [
  ...['.vscode', '.devcontainer', '.claude', '.gemini', '.qwen', '.cursor', '.codex', '.windsurf', '.kiro', '.roo'],
  ...['.amazonq', '.opencode', '.github', '.husky', '.githooks', '.git-hooks', '.clinerules'],
];
/** What is installed or made, and what only tests or shows something: nobody installs there, and nothing starts by itself. */
const LEFT_OUT =
  /^(?:node_modules|bower_components|dist|out|build|coverage|vendor|third[_-]party|target|tests?|__tests__|__mocks__|specs?|e2e|(?:__)?fixtures(?:__)?|examples?|samples?|templates?|playgrounds?|sandbox|demos?|benchmarks?|bench|docs?|\..*)$/i;
const MAX_DEPTH = 3;
const MAX_FOLDERS = 1500;
/** Hooks of more files than this nobody has. */
const MAX_FILES = 600;

export interface HookFile {
  readonly path: string;
  readonly read: HookReader;
}

/** The files of a repository that may make other programs run something. */
export function hookFiles(tree: RepositoryTree): readonly HookFile[] {
  const paths = [...rootPaths(tree), ...projectPaths(tree)];
  return paths.flatMap((path) => readerFor(path) ?? []).slice(0, MAX_FILES);
}

function readerFor(path: string): HookFile | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const read =
    AT_ROOT.find(([pattern]) => pattern.test(path))?.[1] ?? ANYWHERE.find(([pattern]) => pattern.test(name))?.[1];
  if (read !== undefined) return { path, read };
  return isInstruction(path) ? { path, read: agentInstructions } : undefined;
}

function isInstruction(path: string): boolean {
  return (
    isAgentInstruction(path) ||
    /^\.github\/(?:copilot-instructions\.md|instructions\/.*\.md)$|^\.clinerules\//.test(path)
  );
}

/** Files of tools' own folders. */
function rootPaths(tree: RepositoryTree): readonly string[] {
  const git = ['.git/config', ...tree.list('.git/hooks').map((name) => `.git/hooks/${name}`)];
  return [...git.filter((path) => tree.has(path)), ...TOOLS.flatMap((folder) => filesBelow(tree, folder, 2))];
}

function filesBelow(tree: RepositoryTree, folder: string, depth: number): readonly string[] {
  return tree.list(folder).flatMap((name) => {
    if (!name.endsWith('/')) return [`${folder}/${name}`];
    return depth === 0 ? [] : filesBelow(tree, `${folder}/${name.slice(0, -1)}`, depth - 1);
  });
}

/** Files of the folders in which somebody may work, those at the root first. */
function projectPaths(tree: RepositoryTree): readonly string[] {
  const found: string[] = [];
  let folders: readonly string[] = [''];
  let left = MAX_FOLDERS;
  for (let depth = 0; depth <= MAX_DEPTH && folders.length > 0; depth += 1) {
    const next: string[] = [];
    for (const folder of folders.slice(0, left)) {
      const prefix = folder === '' ? '' : `${folder}/`;
      for (const name of tree.list(folder)) {
        if (!name.endsWith('/')) found.push(prefix + name);
        else if (!LEFT_OUT.test(name.slice(0, -1))) next.push(prefix + name.slice(0, -1));
      }
    }
    left -= folders.length;
    folders = left > 0 ? next : [];
  }
  return found;
}
