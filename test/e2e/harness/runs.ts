/** One start of the editor: a folder, and the suites that run in it. */
export interface RunPlan {
  readonly name: string;
  /** Folder in `fixtures/`; the editor gets a copy. */
  readonly fixture: string;
  /** A `.code-workspace` file in the fixture: the folders that it names are opened, and not the fixture. */
  readonly window?: string;
  /** `proxied`: https, and only through the proxy that the editor's settings name. */
  readonly registry?: 'plain' | 'proxied';
  /** The offline data counts as old, and is updated from the local export. */
  readonly offersUpdates?: boolean;
  /** The editor's display language, as VS Code names it; English where absent. */
  readonly language?: string;
  /** Folder in `extensions/` of an extension that the editor has besides. */
  readonly companion?: string;
  /** The registry counts as one whose every name is public. */
  readonly publicRegistry?: boolean;
  /** A shell is started, which not every host can do. */
  readonly inTerminal?: boolean;
  /** False switches Workspace Trust off. */
  readonly workspaceTrust: boolean;
  /** In this order. A `*.test.ts` that no plan names is an error. */
  readonly suites: readonly string[];
}

export const RUN_PLANS: readonly RunPlan[] = Object.freeze([
  {
    name: 'the editor',
    fixture: 'shop',
    workspaceTrust: false,
    // The crash suite comes last: what it leaves behind is a server that has died a few times.
    suites: ['diagnostics', 'hover', 'code-actions', 'commands', 'crash'],
  },
  {
    name: 'a manifest that is worked on',
    fixture: 'shop',
    workspaceTrust: false,
    suites: ['code-lens', 'fix-all', 'completion', 'line-extras'],
  },
  { name: 'agents', fixture: 'shop', workspaceTrust: false, suites: ['agents', 'next-start'] },
  { name: 'another language', fixture: 'shop', language: 'de', workspaceTrust: false, suites: ['language'] },
  { name: 'what a manifest brings in', fixture: 'transitive', workspaceTrust: false, suites: ['transitive-fixes'] },
  {
    name: 'manifests that are not open',
    fixture: 'several',
    workspaceTrust: false,
    // The report first: what it leads to must not hang on a look at the risk view before.
    suites: ['report', 'risk-view', 'renames'],
  },
  { name: 'a large project', fixture: 'large', workspaceTrust: false, suites: ['large-project'] },
  { name: 'imports and commands', fixture: 'imports', workspaceTrust: false, suites: ['imports'] },
  { name: 'a terminal', fixture: 'imports', inTerminal: true, workspaceTrust: false, suites: ['terminal'] },
  { name: 'the code of packages', fixture: 'code', workspaceTrust: false, suites: ['evidence'] },
  {
    name: 'language models',
    fixture: 'models',
    companion: 'models',
    publicRegistry: true,
    workspaceTrust: true,
    suites: ['second-opinion'],
  },
  { name: 'what packages may do', fixture: 'scripts', workspaceTrust: false, suites: ['least-privilege'] },
  { name: 'the network', fixture: 'network', registry: 'proxied', workspaceTrust: false, suites: ['network'] },
  {
    name: 'old offline data',
    fixture: 'old-data',
    offersUpdates: true,
    workspaceTrust: false,
    suites: ['intelligence'],
  },
  { name: 'a yarn workspace', fixture: 'berry', workspaceTrust: false, suites: ['berry'] },
  { name: 'an npm project', fixture: 'npm-tree', workspaceTrust: false, suites: ['npm-tree'] },
  {
    name: 'several folders',
    fixture: 'folders',
    window: 'shop.code-workspace',
    workspaceTrust: false,
    suites: ['folders'],
  },
  { name: 'a pnpm workspace with catalogs', fixture: 'catalogs', workspaceTrust: false, suites: ['catalogs'] },
  // Its trust is never granted: what it would run then is what the suite is about.
  { name: 'a hostile repository', fixture: 'test-task', workspaceTrust: true, suites: ['repository'] },
  { name: 'workspace trust', fixture: 'hostile', workspaceTrust: true, suites: ['trust'] },
]);

/** Suites that are there and would never run. */
export function unplannedSuites(suites: readonly string[], plans: readonly RunPlan[]): readonly string[] {
  const planned = new Set(plans.flatMap((plan) => plan.suites));
  return suites.filter((suite) => !planned.has(suite));
}
