import type { StatusParams } from '../../server/src/protocol/messages.js';
import type { Translate } from './translate.js';

/** `1 critical, 2 high`; empty where there is nothing. */
export function levelCounts({ critical, high, medium, low }: StatusParams['counts'], t: Translate): string {
  return [
    ...(critical > 0 ? [t('{critical} critical', { critical })] : []),
    ...(high > 0 ? [t('{high} high', { high })] : []),
    ...(medium > 0 ? [t('{medium} medium', { medium })] : []),
    ...(low > 0 ? [t('{low} low', { low })] : []),
  ].join(', ');
}
