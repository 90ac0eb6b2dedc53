import type { StatusParams } from '../../server/src/protocol/messages.js';
import { levelCounts } from './level-words.js';
import type { Translate } from '../../server/src/protocol/translate.js';

/** The states of the server that only the client can tell. */
export type ServerState = 'starting' | 'running' | 'stopped';

export interface StatusText {
  /** May hold `$(icon)`. */
  readonly text: string;
  /** Plain text, one fact per line. */
  readonly tooltip: string;
}

/** What the status bar says. `status` is what the server said last, if anything. */
export function statusText(server: ServerState, status: StatusParams | undefined, t: Translate): StatusText {
  if (server === 'stopped') {
    return { text: `$(shield) ${t('off')}`, tooltip: `Package Risk: ${t('the language server is not running.')}` };
  }
  if (server === 'starting' || status === undefined) {
    return { text: '$(shield)', tooltip: `Package Risk: ${t('starting.')}` };
  }
  return { text: shortText(status), tooltip: ['Package Risk', ...facts(status, t)].join('\n') };
}

function shortText(status: StatusParams): string {
  if (status.state === 'checking' && status.total > 0) return `$(sync~spin) ${status.done}/${status.total}`;
  const { critical, high, medium } = status.counts;
  const atRisk = critical + high + medium;
  const icon = status.offline ? '$(debug-disconnect)' : '$(shield)';
  return atRisk > 0 ? `${icon} ${atRisk}` : icon;
}

function facts({ counts, incomplete, state, done, total, offline }: StatusParams, t: Translate): readonly string[] {
  const found = levelCounts(counts, t);
  return [
    found === '' ? t('No dependency of the open manifests is at risk.') : t('Dependencies at risk: {found}', { found }),
    ...(incomplete > 0 ? [t('Not fully checked: {incomplete}', { incomplete })] : []),
    ...(state === 'checking' ? [t('Checking {done} of {total}.', { done, total })] : []),
    ...(offline ? [t('Offline: only the data on this machine is used.')] : []),
  ];
}
