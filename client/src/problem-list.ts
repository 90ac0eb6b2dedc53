import {
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  languages,
  type QuickPickItem,
  Selection,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  DIAGNOSTIC_SOURCE,
  SHOW_PROBLEMS_COMMAND,
  type ShowProblemsParams,
} from '../../server/src/protocol/messages.js';
import { t } from './l10n.js';

const ICONS: Readonly<Record<DiagnosticSeverity, string>> = {
  [DiagnosticSeverity.Error]: '$(error)',
  [DiagnosticSeverity.Warning]: '$(warning)',
  [DiagnosticSeverity.Information]: '$(info)',
  [DiagnosticSeverity.Hint]: '$(info)',
};

interface ProblemItem extends QuickPickItem {
  readonly problem: Diagnostic;
}

/** Behind the code lens only, so it does not stand in the command palette. */
export function registerProblemList(): Disposable {
  return commands.registerCommand(SHOW_PROBLEMS_COMMAND, (params: ShowProblemsParams) => showProblems(params));
}

/** The problems of some lines to choose from; the cursor goes to the one that is chosen. */
async function showProblems({ uri, lines }: ShowProblemsParams): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri, true));
  const wanted = new Set(lines);
  const items = languages
    .getDiagnostics(document.uri)
    .filter(({ source, range }) => source === DIAGNOSTIC_SOURCE && wanted.has(range.start.line))
    .sort((a, b) => a.severity - b.severity || a.range.start.compareTo(b.range.start))
    .map((problem) => itemOf(problem, document));
  const chosen = await window.showQuickPick(items, {
    title: `Package Risk: ${t('problems of this section')}`,
    placeHolder: t('Choose one to go there'),
    matchOnDetail: true,
  });
  if (chosen === undefined) return;
  const editor = await window.showTextDocument(document);
  const { start } = chosen.problem.range;
  editor.selection = new Selection(start, start);
  editor.revealRange(chosen.problem.range);
}

function itemOf(problem: Diagnostic, document: TextDocument): ProblemItem {
  const line = document.lineAt(problem.range.start.line).text.trim().replace(/,$/, '');
  const [first = ''] = problem.message.split('\n');
  return { label: `${ICONS[problem.severity]} ${withoutIcons(line)}`, detail: withoutIcons(first), problem };
}

/** Lists paint icons wherever a text names one. */
function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
