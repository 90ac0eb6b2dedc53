import { behavioursOf, evidenceOfBehaviours, evidenceOfFlows, flowsTo, momentOf } from './support/code-flows.js';
import { defineCodeRule } from './support/code-rule.js';
import { labelOf } from './support/text.js';

/** Keys and addresses that money hangs on end up with somebody else. */
export const keyTheft = defineCodeRule({
  id: 'key-theft',
  title: 'Code that goes for wallets and keys',
  find({ flows, behaviours }, subject) {
    const keys = flowsTo(flows, ['network', 'dns'], ['key-material']).filter(({ host }) => host !== undefined);
    const hooks = behavioursOf(behaviours, ['hooks-wallet', 'hooks-requests']);
    const addresses = behavioursOf(behaviours, ['replaces-addresses']);
    const inClipboard = addresses.some(({ detail }) => detail === 'clipboard');
    const swaps = inClipboard || (hooks.length > 0 && addresses.length > 0);
    if (keys.length === 0 && !swaps) return [];
    const shown = swaps ? [...hooks, ...addresses] : keys;
    const does = swaps
      ? `${inClipboard ? 'watches the clipboard' : 'hooks requests'} and replaces addresses that money is sent to`
      : 'sends private keys to a host in its code';
    return [
      {
        message: `${labelOf(subject)} ${does} ${momentOf(shown)}`,
        evidence: swaps ? evidenceOfBehaviours([...hooks, ...addresses]) : evidenceOfFlows(keys),
        target: 'specifier',
      },
    ];
  },
});
