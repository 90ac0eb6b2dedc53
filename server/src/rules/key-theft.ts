import { phrase, type Behaviour, type FindingDraft, type Flow, type Phrase, type Subject } from '../model/index.js';
import {
  aboutCode,
  behavioursOf,
  dataIn,
  evidenceOfBehaviours,
  evidenceOfFlows,
  flowsTo,
  type AboutCode,
} from './support/code-flows.js';
import { defineCodeRule } from './support/code-rule.js';

/** Keys and addresses that money hangs on end up with somebody else. */
export const keyTheft = defineCodeRule({
  id: 'key-theft',
  title: 'Code that goes for wallets and keys',
  find({ flows, behaviours }, subject) {
    const keys = flowsTo(flows, ['network', 'dns'], ['key-material']).filter(({ host }) => host !== undefined);
    const done = swapsIn(behaviours) ?? drainsIn(behaviours);
    if (keys.length === 0 && done === undefined) return loginsIn(flows, subject);
    const about = aboutCode(done?.shown ?? keys, subject);
    return [
      {
        message: done?.does(about) ?? phrase('{package} sends private keys to a host in its code {moment}', about),
        evidence: done === undefined ? evidenceOfFlows(keys) : evidenceOfBehaviours(done.shown),
        target: 'specifier',
        level: 'critical',
      },
    ];
  },
});

/** What callers have for one service, hidden in a request to a host in the code that is not a login. Flows hold no other. */
function loginsIn(flows: readonly Flow[], subject: Subject): readonly FindingDraft[] {
  const sent = flowsTo(flows, ['network', 'dns'], ['login']).filter(({ host }) => host !== undefined);
  if (sent.length === 0) return [];
  const about = { ...aboutCode(sent, subject), data: dataIn(sent) };
  return [
    {
      message: phrase('{package} sends {data} that callers give it, encoded, to a host in its code {moment}', about),
      evidence: evidenceOfFlows(sent),
      target: 'specifier',
      level: 'high',
    },
  ];
}

interface Done {
  readonly does: (about: AboutCode) => Phrase;
  readonly shown: readonly Behaviour[];
}

function swapsIn(behaviours: readonly Behaviour[]): Done | undefined {
  const hooks = behavioursOf(behaviours, ['hooks-wallet', 'hooks-requests']);
  const addresses = behavioursOf(behaviours, ['replaces-addresses']);
  const inClipboard = addresses.some(({ detail }) => detail === 'clipboard');
  if (!inClipboard && (hooks.length === 0 || addresses.length === 0)) return undefined;
  const does = (about: AboutCode): Phrase =>
    inClipboard
      ? phrase('{package} watches the clipboard and replaces addresses that money is sent to {moment}', about)
      : phrase('{package} hooks requests and replaces addresses that money is sent to {moment}', about);
  return { does, shown: [...hooks, ...addresses] };
}

function drainsIn(behaviours: readonly Behaviour[]): Done | undefined {
  const shown = behavioursOf(behaviours, ['drains-wallet']);
  if (shown.length === 0) return undefined;
  return {
    does: (about) => phrase('{package} sends all that wallets hold to an address in its code {moment}', about),
    shown,
  };
}
