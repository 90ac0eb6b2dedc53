import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { RISK_VIEW_COMMANDS, type RiskLevel } from '../../../server/src/protocol/risk-view.js';
import type { RiskNode } from './nodes.js';

/** Told apart by their shape; the colour only helps. */
const LEVEL_ICONS: Readonly<Record<RiskLevel, readonly [icon: string, color: string]>> = Object.freeze({
  critical: ['circle-slash', 'problemsErrorIcon.foreground'],
  high: ['error', 'problemsErrorIcon.foreground'],
  medium: ['warning', 'problemsWarningIcon.foreground'],
  low: ['info', 'problemsInfoIcon.foreground'],
});

/** What VS Code paints for a node. */
export function treeItem(node: RiskNode): TreeItem {
  const item = new TreeItem(node.label, folding(node));
  item.id = node.id;
  item.description = node.description ?? false;
  item.contextValue = contextOf(node);
  item.iconPath = iconOf(node);
  item.tooltip = [node.label, node.description].filter((text) => text !== undefined && text !== '').join('\n');
  item.accessibilityInformation = { label: item.tooltip.replaceAll('\n', ', ') };
  const command = commandOf(node);
  if (command !== undefined) item.command = { command, title: '', arguments: [node] };
  return item;
}

/** What is worth stopping for is open from the start. */
function folding({ kind, children, ...node }: RiskNode): TreeItemCollapsibleState {
  if (children.length === 0) return TreeItemCollapsibleState.None;
  const isOpen = kind === 'project' || (kind === 'group' && 'level' in node && node.level !== 'low');
  return isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

/** For the `when` clauses of the menus. */
function contextOf(node: RiskNode): string {
  if (node.kind === 'finding' && node.finding.isOpinion === true) return 'opinion';
  if (node.kind !== 'evidence') return node.kind;
  const { source, url, place } = node.evidence;
  return source === undefined && url === undefined && place === undefined ? 'note' : 'evidence';
}

function iconOf(node: RiskNode): ThemeIcon {
  switch (node.kind) {
    case 'project':
      return new ThemeIcon(node.isRepository ? 'repo' : 'json');
    case 'group':
      return levelIcon(node.level);
    case 'package':
      return levelIcon(node.about.level);
    case 'path':
      return new ThemeIcon('type-hierarchy-sub');
    case 'finding':
      return levelIcon(node.finding.level);
    case 'evidence':
      return new ThemeIcon(evidenceIcon(node));
  }
}

function evidenceIcon({ evidence: { source, url, place } }: RiskNode & { readonly kind: 'evidence' }): string {
  if (source !== undefined || place !== undefined) return 'file-code';
  return url === undefined ? 'quote' : 'link-external';
}

function levelIcon(level: RiskLevel): ThemeIcon {
  const [icon, color] = LEVEL_ICONS[level];
  return new ThemeIcon(icon, new ThemeColor(color));
}

function commandOf(node: RiskNode): string | undefined {
  const context = contextOf(node);
  if (context === 'evidence') return RISK_VIEW_COMMANDS.openEvidence;
  return ['package', 'path', 'finding', 'opinion'].includes(context) ? RISK_VIEW_COMMANDS.reveal : undefined;
}
