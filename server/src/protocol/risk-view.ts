/** What the risk view shows, as client and server say it. Plain types and names; imports only its siblings. */
import type { FindingPointer, SourceParams } from './messages.js';

export type RiskLevel = 'critical' | 'high' | 'medium' | 'low';

/** Client → server. The manifests in the window's folders, open or not, as the editor has found them: they are judged too. */
export const MANIFESTS_NOTIFICATION = 'packageRisk/manifests';
export interface ManifestsParams {
  readonly uris: readonly string[];
}

/** Server → client. There is something else to show. */
export const RISKS_CHANGED_NOTIFICATION = 'packageRisk/risksChanged';
export interface RisksChangedParams {
  /** How many packages are at medium risk or above, each counted once: all that is shown of a view that nobody looks at. */
  readonly atRisk: number;
}

/** Client → server request without parameters. */
export const RISKS_REQUEST = 'packageRisk/risks';
export interface RisksResult {
  /** Each manifest that declares something, in the order of their addresses. */
  readonly projects: readonly RiskProject[];
}

export interface RiskProject {
  /** Of the manifest. */
  readonly uri: string;
  /** How many packages are judged: lines, and what they bring in. */
  readonly judged: number;
  /** Of how many something could not be checked. */
  readonly incomplete: number;
  /** Present while there are still answers to come. */
  readonly progress?: { readonly done: number; readonly total: number };
  /** It is a folder, and its `packages` are what that makes other programs run. */
  readonly isRepository?: boolean;
  /** With findings, the worst first. */
  readonly packages: readonly RiskPackage[];
}

/** All texts in it are made harmless for plain text, on one line. */
export interface RiskPackage {
  /** The real name, and the version that is judged where there is one. */
  readonly name: string;
  readonly version?: string;
  readonly level: RiskLevel;
  readonly dev: boolean;
  /** Of the file that it stands in, where that is not the project's own. */
  readonly uri?: string;
  /** Declared name of the manifest's line that it is about, or that brings it in. */
  readonly line: string;
  /** For what no line names, the shortest way to it: `['express', 'body-parser', 'qs@6.7.0']`. */
  readonly path?: readonly string[];
  /** Of that line in the manifest, counted from 0. */
  readonly range: RiskRange;
  readonly findings: readonly RiskFinding[];
}

export interface RiskRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface RiskFinding {
  readonly pointer: FindingPointer;
  readonly level: RiskLevel;
  readonly message: string;
  readonly evidence: readonly RiskEvidence[];
  /** A language model's claim, and nothing that a rule has found: it can neither be accepted nor reported. */
  readonly isOpinion?: true;
}

/** One of `source`, `url` and `place` says where it can be read; otherwise the label is all there is. */
export interface RiskEvidence {
  readonly label: string;
  readonly source?: SourceParams;
  /** Of a web page. */
  readonly url?: string;
  /** Where it stands in the window's own folders. */
  readonly place?: { readonly uri: string; readonly range: RiskRange };
}

/** Server → client. A manifest, or the lockfile beside it, has changed, and something critical is in it now. */
export const CRITICAL_NOTIFICATION = 'packageRisk/critical';
export interface CriticalParams {
  /** Of the manifest. */
  readonly uri: string;
  readonly packages: readonly RiskPackage[];
}

/** Client → server request: the edit that puts a line of a manifest back as it was, or takes it out where it was not there. */
export const UNDO_REQUEST = 'packageRisk/undo';
export interface UndoParams {
  /** Of the manifest, which need not be open. */
  readonly uri: string;
  /** Declared name of the line. */
  readonly line: string;
  /** The manifest's text as it was; absent where nobody knows it: the line is taken out. */
  readonly before?: string;
}
export interface UndoResult {
  /** An LSP WorkspaceEdit to apply; absent with a sentence where it cannot be made. */
  readonly edit?: unknown;
  readonly problem?: string;
}

/** Commands of the view, and of its items. The same ids stand in package.json; a test holds the two together. */
export const RISK_VIEW_COMMANDS = Object.freeze({
  reveal: 'packageRisk.revealRisk',
  fix: 'packageRisk.fixRisk',
  accept: 'packageRisk.acceptRisk',
  openEvidence: 'packageRisk.openRiskEvidence',
  group: 'packageRisk.groupRisks',
  sort: 'packageRisk.sortRisks',
  filter: 'packageRisk.filterRisks',
  showAll: 'packageRisk.showAllRisks',
});
