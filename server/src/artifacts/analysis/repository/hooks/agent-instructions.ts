import { ownInstructionSignals } from '../../files/agent-files.js';
import { injectionSignals, mayHoldInjection } from '../../files/prompt-injection.js';
import type { ShellSignal } from '../../shell/signals.js';
import { findInvisibleText } from '../../text/hidden-text.js';
import type { HookReader } from '../found-hook.js';

/** That a person need not be asked is what many projects tell their assistants. */
const ASKS = /\bask(?:ing)?\b/i;

/** What an assistant takes for orders, where something is wrong with it. */
export const agentInstructions: HookReader = (path, text) => {
  const hidden = findInvisibleText(text).map(({ offset, detail }): ShellSignal => ({
    kind: 'agent-instruction',
    offset,
    detail,
  }));
  const signals = [
    ...hidden,
    ...ownInstructionSignals(text),
    ...(mayHoldInjection(text) ? injectionSignals(text).filter(({ detail = '' }) => !ASKS.test(detail)) : []),
  ];
  const [first] = signals;
  if (first === undefined) return [];
  const end = text.indexOf('\n', first.offset);
  return [
    {
      ...{ file: path, name: 'instructions', label: path, trigger: 'assistant', folder: '', commands: [], signals },
      span: { start: first.offset, end: end === -1 ? text.length : end },
    },
  ];
};
