/** What a project's own settings say about names that code imports and that are no packages. */
export interface ImportAliases {
  /** Names, with one `*` for any letters at most: `@app/*`, `config`. A name also stands for what lies below it. */
  readonly patterns: readonly string[];
  /** Folders, relative to the settings' own: what lies in them can be imported by its bare name. */
  readonly roots: readonly string[];
  /** Files, relative to the settings' own, whose settings hold as well. */
  readonly extended: readonly string[];
}

export const NO_ALIASES: ImportAliases = Object.freeze({ patterns: [], roots: [], extended: [] });
