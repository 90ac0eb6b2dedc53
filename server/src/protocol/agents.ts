/** What language models in the editor ask, as client and server say it. Plain types and names. */

/** Client → server request: one call of a tool, answered by the engine, cache and settings of the editor. */
export const AGENT_TOOL_REQUEST = 'packageRisk/agentTool';
export interface AgentToolParams {
  /** As the Model Context Protocol's side has it: `check_package`. */
  readonly tool: string;
  /** Of a model's making. */
  readonly input: unknown;
  /** Addresses of the window's folders, in their order. */
  readonly folders: readonly string[];
}
export interface AgentToolResult {
  /** JSON with all that packages say marked as such, or a sentence that says what to do instead. */
  readonly text: string;
}

/** How the editor's names for the tools begin: `packageRisk_check_package`. */
export const TOOL_PREFIX = 'packageRisk_';

/** Environment variable of `package-risk mcp`: what the editor that starts it is set to, as the JSON text of an `EditorEnvironment`. */
export const EDITOR_VARIABLE = 'PACKAGE_RISK_EDITOR';
export interface EditorEnvironment {
  /** What `packageRisk` holds. */
  readonly settings: unknown;
  readonly network: { readonly proxy: string; readonly noProxy: readonly string[]; readonly strictSsl: boolean };
}
