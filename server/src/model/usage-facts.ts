/** How much a name is used. */
export interface Downloads {
  /** In the last whole week, by npm's own count, mirrors and build machines included. */
  readonly lastWeek: number;
}

/** What deps.dev finds about a version; its interface is an early one and may change. */
export interface DepsDevFindings {
  /** `package`: every version of the name was published to do harm; `version`: this one. */
  readonly malicious?: 'package' | 'version';
  /** Much-used names that were perhaps meant, where hardly anybody uses this one. */
  readonly alternatives?: readonly string[];
}
