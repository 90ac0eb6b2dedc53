import {
  commands,
  type Event,
  EventEmitter,
  type Memento,
  type TreeDataProvider,
  type TreeItem,
  Uri,
  workspace,
} from 'vscode';
import type { RiskProject } from '../../../server/src/protocol/risk-view.js';
import { type RiskNode, riskTree } from './nodes.js';
import { DEFAULT_OPTIONS, readOptions, type RiskViewOptions } from './options.js';
import { treeItem } from './tree-items.js';
import { t } from '../l10n.js';

/** Under this name the choices are kept for the workspace. */
const OPTIONS_KEY = 'riskView.options';

/** For the `when` clause of the command that shows all again. */
const FILTERED_CONTEXT = 'packageRisk.risksFiltered';

/** What the view shows, and how it was chosen to be shown. */
export class RiskTree implements TreeDataProvider<RiskNode> {
  readonly #changed = new EventEmitter<undefined>();
  readonly #kept: Memento;
  #projects: readonly RiskProject[] = [];
  #options: RiskViewOptions;
  #roots: readonly RiskNode[] = [];
  #hidden = 0;

  /** @param kept where choices outlive the window */
  constructor(kept: Memento) {
    this.#kept = kept;
    this.#options = readOptions(kept.get(OPTIONS_KEY));
    void this.#tellWhetherFiltered();
  }

  get onDidChangeTreeData(): Event<undefined> {
    return this.#changed.event;
  }

  get options(): RiskViewOptions {
    return this.#options;
  }

  getTreeItem(node: RiskNode): TreeItem {
    return treeItem(node);
  }

  getChildren(node?: RiskNode): RiskNode[] {
    return [...(node === undefined ? this.#roots : node.children)];
  }

  show(projects: readonly RiskProject[]): void {
    this.#projects = projects;
    this.#build();
  }

  async choose(chosen: Partial<RiskViewOptions> | undefined): Promise<void> {
    if (chosen === undefined) return;
    this.#options = { ...this.#options, ...chosen };
    this.#build();
    await this.#kept.update(OPTIONS_KEY, this.#options);
    await this.#tellWhetherFiltered();
  }

  /** What is left out, in a sentence. */
  get message(): string | undefined {
    if (this.#hidden === 0) return undefined;
    const filter = this.#options.filter.trim();
    const amount = this.#hidden;
    const hidden = amount === 1 ? t('1 package is not shown.') : t('{amount} packages are not shown.', { amount });
    return [hidden, ...(filter === '' ? [] : [t('Filtered by "{filter}".', { filter })])].join(' ');
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #build(): void {
    const { roots, hidden } = riskTree(this.#projects, this.#options, nameOf, t);
    this.#roots = roots;
    this.#hidden = hidden;
    this.#changed.fire(undefined);
  }

  async #tellWhetherFiltered(): Promise<void> {
    const { leastLevel, filter } = this.#options;
    const isFiltered = leastLevel !== DEFAULT_OPTIONS.leastLevel || filter !== DEFAULT_OPTIONS.filter;
    await commands.executeCommand('setContext', FILTERED_CONTEXT, isFiltered);
  }
}

/** Its path in the workspace, with the folder's name where there are several. */
function nameOf(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri, true));
}
