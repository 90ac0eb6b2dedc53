/** What a folder makes other programs run, as client and server speak of it. Plain types and names; imports only its siblings. */
import type { RiskPackage, RiskRange } from './risk-view.js';

/** Server → client. A folder of the window holds hooks at critical risk. Sent whenever they are judged; told once. */
export const HOSTILE_REPOSITORY_NOTIFICATION = 'packageRisk/hostileRepository';
export interface HostileRepositoryParams {
  /** Of the folder. */
  readonly uri: string;
  /** Those at critical risk, each with the address of its file. */
  readonly hooks: readonly RiskPackage[];
}

/** Client → server request: what is known of the hook at a place. */
export const HOOK_HOVER_REQUEST = 'packageRisk/hookHover';
export interface HookHoverParams {
  readonly uri: string;
  /** Counted from 0. */
  readonly line: number;
  readonly character: number;
}
export interface HookHoverResult {
  /** Absent where there is none. */
  readonly markdown?: string;
  readonly range?: RiskRange;
}

/** Files in which hooks stand, for who paints something over them and for who hears of changes. */
export const HOOK_PATTERNS: readonly string[] = Object.freeze([
  '**/{package.json,.npmrc,.yarnrc,.yarnrc.yml,.pnpmfile.cjs,.pnpmfile.mjs}',
  '**/.vscode/{tasks,settings,mcp}.json',
  '**/*.code-workspace',
  '**/{.devcontainer.json,devcontainer.json}',
  '**/.{claude,gemini,qwen,cursor,codex,windsurf,kiro,roo,amazonq}/**/*.{json,toml}',
  '**/{.mcp,mcp,opencode}.{json,jsonc}',
  '**/.opencode/{plugin,plugins}/*',
  '**/.github/hooks/*.json',
  '**/{.husky,.githooks,.git-hooks}/*',
  '**/{lefthook,.lefthook}.{yml,yaml}',
  '**/{AGENTS,CLAUDE,GEMINI,SKILL,copilot-instructions}.md',
  '**/*.config.{js,cjs,mjs,ts,cts,mts}',
]);
