/** The kinds of fix, in the order in which they are offered for equal merit. */
export const REMEDY_KINDS = ['upgrade', 'downgrade', 'pin', 'replace', 'remove', 'accept'] as const;
export type RemedyKind = (typeof REMEDY_KINDS)[number];

/** A change of one JSON document at one path. Applied with jsonc-parser, so that formatting and comments stay. */
export type JsonChange =
  | { readonly op: 'set'; readonly path: readonly string[]; readonly value: string }
  | { readonly op: 'remove'; readonly path: readonly string[] }
  /** Renames a key in place: the value, the order and the comments around stay. */
  | { readonly op: 'rename'; readonly path: readonly string[]; readonly name: string; readonly value: string };

/** A fix that can be applied to a manifest as a text edit. */
export interface Remedy {
  readonly kind: RemedyKind;
  /** What the menu says, in plain text: `Upgrade lodash to 4.17.21 (lowest safe version)`. */
  readonly title: string;
  /** Rules whose findings it answers. */
  readonly rules: readonly string[];
  /** The version or name that the manifest will hold, where there is one. */
  readonly version?: string;
  readonly packageName?: string;
  /** Empty for `accept`: the policy file changes instead, after a reason was asked for. */
  readonly changes: readonly JsonChange[];
  /** A safe version inside what the manifest already allows as a major: may be applied without a second look. */
  readonly preferred: boolean;
  /** What was not checked about the proposed version, in one sentence. */
  readonly caveat?: string;
}
