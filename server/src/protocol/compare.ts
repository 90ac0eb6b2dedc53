/** Comparing the package files of two versions, as client and server say it. Plain types and names; imports nothing. */

/** Whose versions: what a hover's link names by an id, the package at a place in a document, or one that the risk view shows. */
export type ComparedPlace =
  | { readonly id: string }
  /** Counted from 0. */
  | { readonly uri: string; readonly line: number }
  /** As in `FindingPointer`. */
  | { readonly uri: string; readonly package: string; readonly broughtInBy?: string };

/** Client → server request with a `ComparedPlace`: what the judged version there can be compared with. */
export const COMPARABLE_REQUEST = 'packageRisk/comparable';
export interface ComparableResult {
  /** A sentence where there is nothing to compare; then nothing else is there. */
  readonly problem?: string;
  /** What `CompareParams` take. */
  readonly id?: string;
  /** Both plain text. */
  readonly name?: string;
  readonly version?: string;
  /** The likeliest first. */
  readonly others?: readonly ComparableVersion[];
}
export interface ComparableVersion {
  readonly version: string;
  /** In a few words: `the version before`, `latest`. */
  readonly what?: string;
  /** `3 days ago` */
  readonly age?: string;
}

/** Client → server request: what has changed between the judged version and another one. */
export const COMPARE_REQUEST = 'packageRisk/compare';
export interface CompareParams {
  readonly id: string;
  readonly version: string;
}
export interface CompareResult {
  readonly problem?: string;
  /** `lodash 4.17.20 → 4.17.21`, plain text. */
  readonly title?: string;
  /** The riskiest first. */
  readonly files?: readonly ComparedFile[];
  /** What is to be known of the order or of what is left out, in one sentence each. */
  readonly notes?: readonly string[];
}
export interface ComparedFile {
  /** Addresses of read-only documents; absent on the side where there is no such file. */
  readonly before?: string;
  readonly after?: string;
  /** Where to look first in `after`, counted from 1. */
  readonly line?: number;
}
