import { COMMANDS, type StatusParams } from '../../server/src/protocol/messages.js';
import { levelCounts } from './level-words.js';
import type { ServerState } from './status-text.js';
import type { Translate } from '../../server/src/protocol/translate.js';

/** Focuses the risk view; VS Code has it for each view. */
const SHOW_RISKS = 'packageRisk.risks.focus';

export interface LanguageStatusText {
  /** Plain text. */
  readonly text: string;
  readonly detail: string;
  readonly busy: boolean;
  readonly severity: 'information' | 'error';
  readonly command: { readonly title: string; readonly command: string };
}

export interface LanguageStatusTexts {
  /** What is judged. */
  readonly verdict: LanguageStatusText;
  /** What is missing for it. */
  readonly knowledge: LanguageStatusText;
}

/** `status` is what the server said last, if anything. */
export function languageStatusTexts(
  server: ServerState,
  status: StatusParams | undefined,
  t: Translate,
): LanguageStatusTexts {
  if (server === 'running' && status !== undefined)
    return { verdict: verdict(status, t), knowledge: knowledge(status, t) };
  const log = {
    ...QUIET,
    text: t('Nothing is known yet'),
    command: { title: t('Show Log'), command: COMMANDS.showLog },
  };
  if (server !== 'stopped') {
    const start = {
      ...QUIET,
      text: t('Starting'),
      busy: true,
      command: { title: t('Show Risks'), command: SHOW_RISKS },
    };
    return { verdict: start, knowledge: log };
  }
  const again = { title: t('Start Again'), command: COMMANDS.rescan };
  const stopped = {
    ...QUIET,
    text: t('The language server is not running'),
    severity: 'error',
    command: again,
  } as const;
  return { verdict: stopped, knowledge: log };
}

const QUIET = { detail: '', busy: false, severity: 'information' } as const;

function verdict(status: StatusParams, t: Translate): LanguageStatusText {
  const { done, total, judged } = status;
  const busy = status.state === 'checking';
  const found = levelCounts(status.counts, t);
  const [first, ...further] = [
    ...(busy ? [t('Checking {done} of {total}', { done, total })] : []),
    ...(found === '' ? [] : [found]),
    ...(judged === 0 ? [] : [judgedText(judged, t)]),
  ];
  const none = found === '' && judged > 0 && !busy;
  return {
    ...QUIET,
    text: none ? t('No risk found') : (first ?? t('No dependencies are judged here')),
    detail: (none ? [judgedText(judged, t)] : further).join(' · '),
    busy,
    command: { title: t('Show Risks'), command: SHOW_RISKS },
  };
}

function judgedText(judged: number, t: Translate): string {
  return judged === 1 ? t('1 package judged') : t('{judged} packages judged', { judged });
}

function knowledge({ offline, incomplete }: StatusParams, t: Translate): LanguageStatusText {
  const log = { title: t('Show Log'), command: COMMANDS.showLog };
  const missing = incomplete === 0 ? '' : t('{incomplete} not fully checked', { incomplete });
  if (!offline) {
    if (missing === '') return { ...QUIET, text: t('All was checked'), command: log };
    return { ...QUIET, text: missing, detail: t('hovers say what is missing'), command: log };
  }
  return {
    ...QUIET,
    text: t('Offline'),
    detail: missing === '' ? t('only the data on this machine is used') : missing,
    command: { title: t('Go Online'), command: COMMANDS.toggleOffline },
  };
}
