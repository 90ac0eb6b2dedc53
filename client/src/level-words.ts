import type { RiskLevel } from '../../server/src/protocol/risk-view.js';
import type { Translate } from '../../server/src/protocol/translate.js';

/** `1 critical, 2 high`; empty where there is nothing. */
export function levelCounts(
  { critical, high, medium, low }: Readonly<Record<RiskLevel, number>>,
  t: Translate,
): string {
  return [
    ...(critical > 0 ? [t('{critical} critical', { critical })] : []),
    ...(high > 0 ? [t('{high} high', { high })] : []),
    ...(medium > 0 ? [t('{medium} medium', { medium })] : []),
    ...(low > 0 ? [t('{low} low', { low })] : []),
  ].join(', ');
}

/** As a heading. */
export function levelTitle(level: RiskLevel, t: Translate): string {
  const titles = { critical: t('Critical'), high: t('High'), medium: t('Medium'), low: t('Low') };
  return titles[level];
}
