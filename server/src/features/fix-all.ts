import { CodeActionKind, CodeActionTriggerKind, type CodeAction, type CodeActionContext } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Assessment } from '../model/index.js';
import { lineAssessments } from './support/judged-manifest.js';
import type { Translate } from '../protocol/translate.js';

/** What `editor.codeActionsOnSave` can name. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.packageRisk`;

/** What the action carries until it is chosen. */
export interface FixAllData {
  readonly kind: 'packageRisk.fixAll';
  readonly uri: string;
  readonly version: number;
}

/**
 * Whether all safe fixes are asked for. Where that comes from saving, only by their own name: whoever has their linter fix files
 * on save has not asked for other versions of their dependencies.
 */
export function wantsFixAll({ only = [], triggerKind }: Pick<CodeActionContext, 'only' | 'triggerKind'>): boolean {
  if (only.includes(FIX_ALL_KIND)) return true;
  const isAsked = triggerKind === CodeActionTriggerKind.Invoked;
  return isAsked && only.some((kind) => kind === CodeActionKind.Source || kind === CodeActionKind.SourceFixAll);
}

/** The action without its edit, where there is anything to fix. */
export function fixAllAction(
  document: TextDocument,
  assessments: readonly Assessment[],
  t: Translate,
): CodeAction | undefined {
  if (!lineAssessments(assessments).some(({ findings }) => findings.length > 0)) return undefined;
  const data: FixAllData = { kind: 'packageRisk.fixAll', uri: document.uri, version: document.version };
  return { title: `Package Risk: ${t('apply all safe fixes')}`, kind: FIX_ALL_KIND, data };
}

export function readFixAllData(data: unknown): FixAllData | undefined {
  const isOurs = typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'packageRisk.fixAll';
  return isOurs ? (data as FixAllData) : undefined;
}
