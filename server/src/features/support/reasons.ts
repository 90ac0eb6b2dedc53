import { DiagnosticSeverity } from 'vscode-languageserver';
import type { EditorSeverity, Level, SeverityByLevel } from '../../model/index.js';
import type { Translate } from '../../protocol/translate.js';

/** More reasons than these are read in the hover; the Problems panel stays a list. */
export const MAX_FURTHER_REASONS = 3;

const SEVERITIES: Readonly<Record<Exclude<EditorSeverity, 'off'>, DiagnosticSeverity>> = Object.freeze({
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
});

/** Undefined: findings of this level are not shown. */
export function severityOf(level: Level, severity: SeverityByLevel): DiagnosticSeverity | undefined {
  if (level === 'none') return undefined;
  const shown = severity[level];
  return shown === 'off' ? undefined : SEVERITIES[shown];
}

/** The first reason, then some more in lines of their own. Only what is shown is put into words. */
export function messageOf(reasons: readonly (() => string)[], t: Translate): string {
  const [worst, ...further] = reasons;
  const shown = further.slice(0, MAX_FURTHER_REASONS).map((say) => `• ${say()}`);
  const more = further.length - shown.length;
  return [worst?.() ?? '', ...shown, ...(more > 0 ? [`• ${t('and {more} more', { more })}`] : [])].join('\n');
}
