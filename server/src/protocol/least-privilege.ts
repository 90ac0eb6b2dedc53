import type { InstallOffer } from './messages.js';

/**
 * Client → server request: the edit that has the package manager run the install scripts of what has some now and is judged well,
 * and no others. Fetches what is missing of the whole lockfile.
 */
export const ALLOW_SCRIPTS_REQUEST = 'packageRisk/allowScripts';
export interface AllowScriptsParams {
  /** Of a manifest, or of its lockfile. */
  readonly uri: string;
}
export interface AllowScriptsResult {
  /** An LSP WorkspaceEdit to apply; absent with a sentence where there is none. */
  readonly edit?: unknown;
  readonly problem?: string;
  /** Packages that have install scripts and are on no list, as nobody can decide it from here. */
  readonly open?: readonly string[];
  readonly install?: InstallOffer;
}
