import { Disposable, type DocumentSelector, languages, LanguageStatusSeverity } from 'vscode';
import { type LanguageStatusText, languageStatusTexts } from './language-status-text.js';
import { t } from './l10n.js';
import type { StatusPainter } from './server-status.js';

/** What stands behind the braces in the status bar, while a manifest or a lockfile is shown. */
export function createLanguageStatus(selector: DocumentSelector): StatusPainter {
  const verdict = languages.createLanguageStatusItem('packageRisk.verdict', selector);
  const knowledge = languages.createLanguageStatusItem('packageRisk.knowledge', selector);
  verdict.name = t('Package Risk: Verdict');
  knowledge.name = t('Package Risk: What Is Known');
  const fill = (item: typeof verdict, { text, detail, busy, severity, command }: LanguageStatusText): void => {
    item.text = text;
    item.detail = detail;
    item.busy = busy;
    item.command = command;
    item.severity = severity === 'error' ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.accessibilityInformation = { label: [item.name, text, detail].filter((part) => part !== '').join(', ') };
  };
  return {
    paint: (server, status) => {
      const texts = languageStatusTexts(server, status, t);
      fill(verdict, texts.verdict);
      fill(knowledge, texts.knowledge);
    },
    subscription: Disposable.from(verdict, knowledge),
  };
}
