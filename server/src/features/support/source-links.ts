import type { Assessment, Evidence } from '../../model/index.js';
import type { SourceParams } from '../../protocol/messages.js';

/** Addresses of a piece of evidence in a package's own files. */
export interface SourceLink {
  /** Of the read-only document that shows the file. */
  readonly document: string;
  /** Of the command that opens it at the place: safe between the brackets of a link, and without any text of the package. */
  readonly command: string;
  /** The same place as seen from a document of `CASE_SCHEME`; just as harmless. */
  readonly relative: string;
  /** What that command takes. */
  readonly params: SourceParams;
}

/** Undefined where the evidence stands in no file of a package, or the editor cannot show one. */
export type SourceLinks = (assessment: Assessment, evidence: Evidence) => SourceLink | undefined;

export const NO_SOURCE_LINKS: SourceLinks = () => undefined;
