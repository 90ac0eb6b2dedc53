/** Everything that client and server share. Plain types and names; imports nothing. */

export const DIAGNOSTIC_SOURCE = 'Package Risk';

/** How the editor reaches the network, handed over because it patches only its own process. */
export interface EditorNetwork {
  /** `http.proxy`; absent or empty means none is set. */
  readonly proxy?: string;
  readonly noProxy?: readonly string[];
  /** `http.proxyStrictSSL`. */
  readonly strictSsl: boolean;
  /** PEM certificates that the editor trusts beyond Node's own. */
  readonly certificates: readonly string[];
}

export interface InitializationOptions {
  readonly trusted: boolean;
  readonly network: EditorNetwork;
  /** The editor shows documents of `SOURCE_SCHEME` and `CASE_SCHEME`, and knows the commands that open them. */
  readonly sourceDocuments: boolean;
  /** The editor paints its own icons in Markdown: `$(pass)`. */
  readonly themeIcons: boolean;
  /** What is shown in the editor's display language, by the English message; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
}

/** Client → server. The user has granted (or was asked again about) workspace trust. */
export const TRUST_NOTIFICATION = 'packageRisk/trust';
export interface TrustParams {
  readonly trusted: boolean;
}

/** Client → server. Proxy or certificate settings have changed. */
export const NETWORK_NOTIFICATION = 'packageRisk/network';

/** Server → client. What the status item shows. */
export const STATUS_NOTIFICATION = 'packageRisk/status';
export interface StatusParams {
  readonly state: 'idle' | 'checking';
  readonly done: number;
  readonly total: number;
  readonly offline: boolean;
  /** Dependencies of the open manifests by level: the lines, and what they bring in. */
  readonly counts: { readonly critical: number; readonly high: number; readonly medium: number; readonly low: number };
  /** How many of those there are. */
  readonly judged: number;
  /** Dependencies of which something could not be checked. */
  readonly incomplete: number;
}

/** Client → server request without parameters: ask everything again. */
export const RESCAN_REQUEST = 'packageRisk/rescan';

/** Client → server request without parameters: empties the shared cache; answers what went. */
export const CLEAR_CACHE_REQUEST = 'packageRisk/clearCache';
export interface ClearCacheResult {
  readonly entries: number;
  readonly bytes: number;
}

/** Server → client. The offline data is older than the user wants it; once for each state of the data. */
export const INTELLIGENCE_AGE_NOTIFICATION = 'packageRisk/intelligenceAge';
export interface IntelligenceAgeParams {
  /** How new it is, in milliseconds since the epoch. */
  readonly asOf: number;
  /** How old that is. */
  readonly days: number;
}

/** Client → server request without parameters: renews the offline data from the mirror that is set. */
export const UPDATE_INTELLIGENCE_REQUEST = 'packageRisk/updateIntelligence';
export interface UpdateIntelligenceResult {
  /** Records that were read anew, and of which day the data is now; absent with a sentence where it could not be renewed. */
  readonly changed?: number;
  readonly day?: string;
  readonly problem?: string;
}

/** Server → client, while that request runs: what is done now. */
export const UPDATE_PROGRESS_NOTIFICATION = 'packageRisk/updateProgress';
export interface UpdateProgressParams {
  readonly what: string;
}

/** One finding, as the editor can point at it. */
export interface FindingPointer {
  readonly uri: string;
  /** The package at fault: `name@version`, or a bare name where no version is judged. */
  readonly package: string;
  /** Name, as declared, of the manifest line that brings the package in; absent where the line is about it itself. */
  readonly broughtInBy?: string;
  readonly rule: string;
  readonly fingerprint: string;
}

/** What every diagnostic carries in `data`. */
export interface DiagnosticData extends FindingPointer {
  readonly kind: 'packageRisk';
  /** It is about what the folder makes other programs run. */
  readonly isHook?: boolean;
}

/** What makes a fix real, for a person to run: lockfiles are never rewritten here. */
export interface InstallOffer {
  /** `npm install` */
  readonly command: string;
  /** Absolute path of the folder to run it in. */
  readonly folder: string;
}

/** What a fix in the menu carries in `data`. */
export interface FixData {
  readonly kind: 'packageRisk.fix';
  /** The document that the menu was opened in, and which version of its text the fix is for. */
  readonly uri: string;
  readonly version: number;
  /** As in `FindingPointer`. */
  readonly package: string;
  readonly broughtInBy?: string;
  /** Tell the fixes of one package apart. */
  readonly remedy: string;
  readonly packageName?: string;
  readonly remedyVersion?: string;
  readonly install?: InstallOffer;
}

/** Client → server request with a `FindingPointer` (or a place in a document): the case as plain text, for the clipboard. */
export const EVIDENCE_REQUEST = 'packageRisk/evidence';
export interface EvidenceParams {
  readonly uri: string;
  /** Counted from 0. */
  readonly line: number;
  /** `report` adds what a maintainer of this tool needs to look into a false alarm. */
  readonly purpose: 'copy' | 'report';
}
export interface EvidenceResult {
  /** Absent where nothing is judged at that place. */
  readonly text?: string;
}

/** Scheme of the read-only documents that show a file of a package; what they hold is asked for by the query, an id. */
export const SOURCE_SCHEME = 'package-risk-source';

/** Opens such a document. Its argument holds nothing of a package: a `SourceParams`. */
export const OPEN_SOURCE_COMMAND = 'packageRisk.openSource';

/** Client → server request: a file of a package. */
export const SOURCE_REQUEST = 'packageRisk/source';
export interface SourceParams {
  /** Which file, as the server has called it. */
  readonly id: string;
  /** A place in it, counted from 1. */
  readonly line?: number;
  readonly column?: number;
}
export interface SourceResult {
  /** The text, with what cannot be seen written as escapes; absent with a sentence where it cannot be had. */
  readonly text?: string;
  readonly problem?: string;
  /** Of the document. */
  readonly uri?: string;
  /** Where the place is in the text. */
  readonly line?: number;
  readonly column?: number;
}

/**
 * Scheme of the read-only documents that tell a package's whole case: `/case/<id>/<title>.md`. Evidence in them leads to
 * `/file/<id>/…`, which is the same text as that of `SOURCE_SCHEME`: in a preview only relative links can be followed.
 */
export const CASE_SCHEME = 'package-risk-case';

/** Opens such a document. Its argument holds nothing of a package: a `CaseParams`. */
export const OPEN_CASE_COMMAND = 'packageRisk.openCase';

/** Client → server request: a package's whole case. */
export const CASE_REQUEST = 'packageRisk/case';
export interface CaseParams {
  /** Whose, as the server has called it. */
  readonly id: string;
}
export interface CaseResult {
  /** Markdown; absent with a sentence where it cannot be had. */
  readonly text?: string;
  readonly problem?: string;
  /** Of the document. */
  readonly uri?: string;
}

/** Lists the problems of some lines to choose from. */
export const SHOW_PROBLEMS_COMMAND = 'packageRisk.showProblems';
export interface ShowProblemsParams {
  readonly uri: string;
  /** Counted from 0. */
  readonly lines: readonly number[];
}

/** Client → server request: all fixes of a manifest that are safe without a second look, as one edit. */
export const SAFE_FIXES_REQUEST = 'packageRisk/safeFixes';
export interface SafeFixesParams {
  readonly uri: string;
  /** Path of the section that they are wanted for: `['dependencies']`; absent for all. */
  readonly section?: readonly string[];
}
export interface SafeFixesResult {
  /** An LSP WorkspaceEdit to apply; absent with a sentence where there is none. */
  readonly edit?: unknown;
  readonly problem?: string;
  readonly install?: InstallOffer;
}

/** Client → server request: the edit that writes an acceptance into the policy file. */
export const ACCEPT_REQUEST = 'packageRisk/accept';
export interface AcceptParams extends FindingPointer {
  readonly reason: string;
  /** `YYYY-MM-DD`. */
  readonly expires: string;
}
export interface AcceptResult {
  /** An LSP WorkspaceEdit to apply; absent with a sentence where it cannot be made. */
  readonly edit?: unknown;
  readonly problem?: string;
}

/** Client → server request: a command that was started in a terminal. */
export const COMMAND_REQUEST = 'packageRisk/command';
export interface CommandParams {
  readonly command: string;
  /** Absolute path of the folder that it runs in. */
  readonly folder: string;
}
export interface CommandResult {
  /** A sentence for each package that is known malware. */
  readonly malware: readonly string[];
}

/** Commands that the extension contributes. The same ids stand in package.json; a test holds the two together. */
export const COMMANDS = Object.freeze({
  rescan: 'packageRisk.rescan',
  showReport: 'packageRisk.showReport',
  showLog: 'packageRisk.showLog',
  clearCache: 'packageRisk.clearCache',
  updateIntelligence: 'packageRisk.updateIntelligence',
  toggleOffline: 'packageRisk.toggleOffline',
  askAboutImports: 'packageRisk.askAboutImports',
  copyEvidence: 'packageRisk.copyEvidence',
  reportFalsePositive: 'packageRisk.reportFalsePositive',
  enableFolder: 'packageRisk.enableFolder',
  disableFolder: 'packageRisk.disableFolder',
  acceptFinding: 'packageRisk.acceptFinding',
  /** From a link its argument is a `CaseParams`: it holds nothing of a package. */
  compareVersions: 'packageRisk.compareVersions',
  applySafeFixes: 'packageRisk.applySafeFixes',
  allowInstallScripts: 'packageRisk.allowInstallScripts',
  reportMalware: 'packageRisk.reportMalware',
  showPermissions: 'packageRisk.showPermissions',
  setTeamKey: 'packageRisk.setTeamKey',
  /** From a link its argument is a `CaseParams`. */
  secondOpinion: 'packageRisk.secondOpinion',
});
