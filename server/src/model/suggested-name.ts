/** A name that somebody may be about to write. */
export interface SuggestedName {
  readonly name: string;
  /** Place in the list of popular names, 1 is first. */
  readonly rank: number;
}
