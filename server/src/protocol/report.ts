/** The report of a window's projects, as client, server and the page itself say it. Plain types and names; imports nothing. */

/** Client → server: judges the projects whole, and answers with one page that shows all of them. */
export const REPORT_REQUEST = 'packageRisk/report';
export interface ReportParams {
  /** Where the paths start, as an absolute address: what has changed is told since the last report of the same projects there. */
  readonly folder: string;
  /** Of members of a workspace the root alone is asked about, which stands for all of them. */
  readonly manifests: readonly ReportedManifest[];
}
export interface ReportedManifest {
  readonly uri: string;
  /** As the reader knows it. */
  readonly path: string;
}
/** One of them is there. */
export interface ReportResult {
  /** A whole page, safe to show: nothing in it runs but its own script. */
  readonly html?: string;
  readonly problem?: string;
}

/** Server → client, while a report is made. */
export const REPORT_PROGRESS_NOTIFICATION = 'packageRisk/reportProgress';
export interface ReportProgressParams {
  /** The manifest that is being judged, as the reader knows it. */
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

/** What the page tells an editor that shows it. */
export type PageMessage =
  | { readonly kind: 'save'; readonly name: string; readonly text: string }
  /** Of a manifest, as the reader knows it, the line that declares `line`. */
  | { readonly kind: 'reveal'; readonly manifest: string; readonly line: string };
