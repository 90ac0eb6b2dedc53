/** What OpenSSF Scorecard says of the repository that a package names. Whether that is the package's own is another question. */
export interface ScorecardFacts {
  /** `owner/repository` at GitHub. */
  readonly repository: string;
  /** Of all checks together, from 0 to 10. */
  readonly score: number;
  /** When it was worked out, in milliseconds since the epoch. */
  readonly asOf: number;
  /** Nobody can change anything there any more. */
  readonly archived?: true;
  /** Checks of how changes get in that went badly, the worst first, each from 0 to 10. */
  readonly weak: readonly ScorecardCheck[];
}

export interface ScorecardCheck {
  /** As the service calls it: `Dangerous-Workflow`. */
  readonly name: string;
  readonly score: number;
}
