import type { FindingPointer, InstallOffer } from './messages.js';

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

/** Client → server request: a report of a package for those who can remove it. Nothing is ever sent to them from here. */
export const MALWARE_REPORT_REQUEST = 'packageRisk/malwareReport';
export type ReportForm = 'npm' | 'osv' | 'github';
/** What the command takes: a finding of the package, and the form that would otherwise be asked for. */
export type ReportArgument = FindingPointer & { readonly format?: ReportForm };
export interface ReportParams extends FindingPointer {
  readonly format: ReportForm;
}
export interface ReportResult {
  /** To be read and sent by a person; absent with a sentence where there is nothing to report. */
  readonly text?: string;
  readonly problem?: string;
  /** What an editor calls its language. */
  readonly language?: string;
  /** What to do with it, in one or two sentences. */
  readonly next?: string;
}

/** Client → server request: the least that a project's packages need. Looks into the files of everything that is locked. */
export const PERMISSIONS_REQUEST = 'packageRisk/permissions';
export interface PermissionsParams {
  /** Of a manifest, or of its lockfile. */
  readonly uri: string;
}
export interface PermissionsResult {
  /** To be read; absent with a sentence where there is none. */
  readonly text?: string;
  readonly problem?: string;
}
