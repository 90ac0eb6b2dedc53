import type { Behaviour } from '../model/index.js';
import { behavioursOf, evidenceOfBehaviours, evidenceOfFlows, flowsTo, momentOf } from './support/code-flows.js';
import { defineCodeRule } from './support/code-rule.js';
import { labelOf } from './support/text.js';

/** Keys and addresses that money hangs on end up with somebody else. */
export const keyTheft = defineCodeRule({
  id: 'key-theft',
  title: 'Code that goes for wallets and keys',
  find({ flows, behaviours }, subject) {
    const keys = flowsTo(flows, ['network', 'dns'], ['key-material']).filter(({ host }) => host !== undefined);
    const done = swapsIn(behaviours) ?? drainsIn(behaviours);
    if (keys.length === 0 && done === undefined) return [];
    const does = done?.does ?? 'sends private keys to a host in its code';
    const shown = done?.shown ?? keys;
    return [
      {
        message: `${labelOf(subject)} ${does} ${momentOf(shown, subject)}`,
        evidence: done === undefined ? evidenceOfFlows(keys) : evidenceOfBehaviours(done.shown),
        target: 'specifier',
      },
    ];
  },
});

interface Done {
  readonly does: string;
  readonly shown: readonly Behaviour[];
}

function swapsIn(behaviours: readonly Behaviour[]): Done | undefined {
  const hooks = behavioursOf(behaviours, ['hooks-wallet', 'hooks-requests']);
  const addresses = behavioursOf(behaviours, ['replaces-addresses']);
  const inClipboard = addresses.some(({ detail }) => detail === 'clipboard');
  if (!inClipboard && (hooks.length === 0 || addresses.length === 0)) return undefined;
  const watches = inClipboard ? 'watches the clipboard' : 'hooks requests';
  return { does: `${watches} and replaces addresses that money is sent to`, shown: [...hooks, ...addresses] };
}

function drainsIn(behaviours: readonly Behaviour[]): Done | undefined {
  const shown = behavioursOf(behaviours, ['drains-wallet']);
  return shown.length === 0 ? undefined : { does: 'sends all that wallets hold to an address in its code', shown };
}
