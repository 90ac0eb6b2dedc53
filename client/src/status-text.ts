import type { StatusParams } from '../../server/src/protocol/messages.js';

/** The states of the server that only the client can tell. */
export type ServerState = 'starting' | 'running' | 'stopped';

export interface StatusText {
  /** May hold `$(icon)`. */
  readonly text: string;
  /** Plain text, one fact per line. */
  readonly tooltip: string;
}

const LEVELS = ['critical', 'high', 'medium', 'low'] as const;

/** What the status bar says. `status` is what the server said last, if anything. */
export function statusText(server: ServerState, status: StatusParams | undefined): StatusText {
  if (server === 'stopped')
    return { text: '$(shield) off', tooltip: 'Package Risk: the language server is not running.' };
  if (server === 'starting' || status === undefined) {
    return { text: '$(shield)', tooltip: 'Package Risk: starting.' };
  }
  return { text: shortText(status), tooltip: ['Package Risk', ...facts(status)].join('\n') };
}

function shortText(status: StatusParams): string {
  if (status.state === 'checking' && status.total > 0) return `$(sync~spin) ${status.done}/${status.total}`;
  const { critical, high, medium } = status.counts;
  const atRisk = critical + high + medium;
  const icon = status.offline ? '$(debug-disconnect)' : '$(shield)';
  return atRisk > 0 ? `${icon} ${atRisk}` : icon;
}

function facts(status: StatusParams): readonly string[] {
  const found = LEVELS.filter((level) => status.counts[level] > 0).map((level) => `${status.counts[level]} ${level}`);
  return [
    found.length > 0 ? `Dependencies at risk: ${found.join(', ')}` : 'No dependency of the open manifests is at risk.',
    ...(status.incomplete > 0 ? [`Not fully checked: ${status.incomplete}`] : []),
    ...(status.state === 'checking' ? [`Checking ${status.done} of ${status.total}.`] : []),
    ...(status.offline ? ['Offline: only the data on this machine is used.'] : []),
  ];
}
