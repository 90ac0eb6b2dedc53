import type { AliasFormat, InTextFormat, LockfileFormat, ManifestFormat } from '../formats/format.js';
import type {
  Acceptance,
  Assessment,
  JsonChange,
  OrganisationRules,
  Remedy,
  ScriptReview,
  TextEdit,
  Words,
} from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { Files } from '../platform/files.js';
import type { Logger } from '../platform/logger.js';
import type { PolicyFormat, TeamSettingsReader } from '../policies/policy.js';
import type { NewLine, RemedyContext, ScriptSite, TransitiveContext } from '../remedies/remedy.js';
import type { AnyRule } from '../rules/rule.js';
import type { Scorer } from '../scoring/scorer.js';
import type { SourceProvider, SuggestNames } from '../sources/source.js';

/** What the engine is put together from; `compose.ts` chooses each. */
export interface EngineParts {
  readonly files: Files;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Lets whatever waits have its turn, between two slices of long work. */
  readonly breathe: () => Promise<void>;
  /** `package.json`. */
  readonly manifestFormat: ManifestFormat;
  /** Other files that declare dependencies: where workspaces keep their catalogs. */
  readonly settingsFormats: readonly ManifestFormat[];
  readonly lockfileFormats: readonly LockfileFormat[];
  /** Reads pnpm's settings file, where pnpm 10 and later look for overrides. */
  readonly pnpmSettingsFormat: ManifestFormat;
  /** Files that name packages beside manifests. */
  readonly inTextFormats: readonly InTextFormat[];
  /** Settings that give names to a project's files. */
  readonly aliasFormats: readonly AliasFormat[];
  readonly policyFormat: PolicyFormat;
  /** What the project's package manager, and other tools, have been told. */
  readonly readTeamSettings: TeamSettingsReader;
  readonly sources: SourceProvider;
  readonly suggestNames: SuggestNames;
  readonly rules: readonly AnyRule[];
  readonly scorer: Scorer;
  /** Best first. */
  readonly offerRemedies: (context: RemedyContext) => readonly Remedy[];
  /** The same for a package that no line names. */
  readonly offerTransitiveRemedies: (context: TransitiveContext) => readonly Remedy[];
  /** Those that say whose install scripts run. @param lockedVersions all of the package that the lockfile has */
  readonly offerScriptRemedies: (
    assessment: Assessment,
    site: ScriptSite,
    lockedVersions: readonly string[],
  ) => readonly Remedy[];
  /** The same for a whole project. */
  readonly reviewScripts: (assessments: readonly Assessment[], site: ScriptSite) => ScriptReview;
  /** Undefined where the text is no longer what the changes were made for. */
  readonly changeText: (file: string, text: string, changes: readonly JsonChange[]) => readonly TextEdit[] | undefined;
  /** The change of a manifest that adds a line; undefined for what cannot be written. */
  readonly lineToAdd: (line: NewLine) => JsonChange | undefined;
  /** The policy file's new text; `undefined` stands for a file that does not exist yet. */
  readonly addAcceptance: (
    text: string | undefined,
    acceptance: Acceptance,
  ) => { readonly text: string } | { readonly problem: Words };
  readonly cooldownHours: number;
  /** What the machine's settings say for all projects. */
  readonly organisation?: OrganisationRules;
}
