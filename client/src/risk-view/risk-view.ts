import { commands, Disposable, type ExtensionContext, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  RISK_VIEW_COMMANDS,
  RISKS_CHANGED_NOTIFICATION,
  RISKS_REQUEST,
  type RisksChangedParams,
  type RisksResult,
} from '../../../server/src/protocol/risk-view.js';
import { accept, fix, openEvidence, reveal } from './actions.js';
import { chooseFilter, chooseGrouping, chooseOrder, NO_FILTER } from './choices.js';
import type { RiskNode } from './nodes.js';
import { RiskTree } from './risk-tree.js';
import { WorkspaceManifests } from './workspace-manifests.js';
import { t } from '../l10n.js';

/** The view's id in package.json. */
const VIEW = 'packageRisk.risks';

/** The view of everything at risk in the window's folders. */
export function createRiskView(client: LanguageClient, { workspaceState }: ExtensionContext): Disposable {
  const manifests = new WorkspaceManifests(client);
  const tree = new RiskTree(workspaceState);
  const view = window.createTreeView(VIEW, { treeDataProvider: tree, showCollapseAll: true });
  // Whoever does not look at it gets the count alone.
  const refresh = async (): Promise<void> => {
    if (!view.visible || !client.isRunning()) return;
    tree.show((await client.sendRequest<RisksResult>(RISKS_REQUEST)).projects);
  };
  const start = (): void => {
    if (!view.visible) return;
    manifests.start();
    void refresh();
  };
  start();
  return Disposable.from(
    ...[manifests, tree, view],
    view.onDidChangeVisibility(start),
    tree.onDidChangeTreeData(() => (view.message = tree.message)),
    client.onNotification(RISKS_CHANGED_NOTIFICATION, async ({ atRisk }: RisksChangedParams) => {
      view.badge =
        atRisk === 0 ? undefined : { value: atRisk, tooltip: t('{atRisk} at medium risk or above', { atRisk }) };
      await refresh();
    }),
    ...commandsOf({
      ...{ reveal, fix, openEvidence },
      accept: (node) => accept(client, node),
      group: async () => tree.choose(await chooseGrouping(tree.options)),
      sort: async () => tree.choose(await chooseOrder(tree.options)),
      filter: async () => tree.choose(await chooseFilter(tree.options)),
      showAll: () => tree.choose(NO_FILTER),
    }),
  );
}

type Handlers = Readonly<Record<keyof typeof RISK_VIEW_COMMANDS, (node: RiskNode) => unknown>>;

function commandsOf(handlers: Handlers): readonly Disposable[] {
  const names = Object.keys(handlers) as readonly (keyof Handlers)[];
  return names.map((name) => commands.registerCommand(RISK_VIEW_COMMANDS[name], handlers[name]));
}
