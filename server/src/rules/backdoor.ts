import {
  phrase,
  type Behaviour,
  type Crossing,
  type Evidence,
  type Exchange,
  type FindingDraft,
  type Flow,
  type Place,
  type Subject,
} from '../model/index.js';
import { evidenceAt } from './support/code-evidence.js';
import {
  aboutCode,
  behavioursOf,
  evidenceOfBehaviours,
  evidenceOfFlows,
  firstLevel,
  flowsTo,
  runsUnasked,
} from './support/code-flows.js';
import { defineCodeRule } from './support/code-rule.js';

/** Whoever can reach the server says what runs on it, or who they are. */
export const backdoor = defineCodeRule({
  id: 'backdoor',
  title: 'Server that runs what it is sent',
  find({ flows, behaviours, exchange }, subject) {
    const listening = behavioursOf(behaviours, ['server-listens']);
    const run = flowsTo(flows, ['evaluated', 'run-as-command', 'loaded-as-module'], ['request-input'])
      .filter((flow) => isCode(flow) || runsUnasked(flow))
      .filter(({ from }) => !isLocal(listening.filter(({ place }) => isSamePlace(place, from))));
    const hidden = hiddenOrders(exchange);
    const wallet = behavioursOf(behaviours, ['wallet-obeys-host']);
    const keys = behavioursOf(behaviours, ['master-key']);
    const level = firstLevel([
      ['critical', run.some((flow) => isCode(flow) && isHidden(flow))],
      ['high', run.some(isCode) || hidden.length > 0],
      ['medium', run.length > 0 || wallet.length > 0 || keys.length > 0],
    ]);
    if (level === undefined) return [];
    return [{ ...told({ run, hidden, wallet, keys }, subject), target: 'specifier', level }];
  },
});

interface Found {
  readonly run: readonly Flow[];
  readonly hidden: readonly Crossing[];
  readonly wallet: readonly Behaviour[];
  readonly keys: readonly Behaviour[];
}

function told({ run, hidden, wallet, keys }: Found, subject: Subject): Pick<FindingDraft, 'message' | 'evidence'> {
  if (run.length > 0) {
    const message = phrase('{package} runs what others send to a server {moment}', aboutCode(run, subject));
    return { message, evidence: evidenceOfFlows(run) };
  }
  if (hidden.length > 0) {
    const about = aboutCode(hidden, subject);
    const message = phrase('{package} decodes code out of what it is given and runs it {moment}', about);
    return { message, evidence: evidenceOf(hidden) };
  }
  if (keys.length > 0) {
    const message = phrase('{package} lets in whoever knows a key that stands in its code', aboutCode(keys, subject));
    return { message, evidence: evidenceOfBehaviours(keys) };
  }
  const about = aboutCode(wallet, subject);
  const message = phrase('{package} lets a host in its code ask the wallet for whatever it wants {moment}', about);
  return { message, evidence: evidenceOfBehaviours(wallet) };
}

/** Whoever is on the machine already has no need of a server to run something. */
function isLocal(listening: readonly Behaviour[]): boolean {
  return listening.length > 0 && listening.every(({ detail }) => detail !== undefined);
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column;
}

/** Servers for development load modules by what a page asks for, once somebody has started them; none has to evaluate a request. */
function isCode({ sink }: Flow): boolean {
  return sink !== 'loaded-as-module';
}

/** It is not seen in the request that it is code. */
function isHidden({ via }: Pick<Flow, 'via'>): boolean {
  return via.some((one) => HIDING.test(one));
}

const HIDING = /^(?:hex|base64|base64url|gzip|cipher|xor)$/;

/** An export takes code out of what it is called with, where that stands written so that nobody sees it. */
function hiddenOrders(exchange: Exchange | undefined): readonly Crossing[] {
  return (exchange?.crossings ?? []).filter(
    (crossing) =>
      crossing.from.kind === 'parameter' &&
      crossing.to.kind === 'sink' &&
      (crossing.to.sink === 'evaluated' || crossing.to.sink === 'run-as-command') &&
      isHidden(crossing),
  );
}

const MAX_SHOWN = 2;

function evidenceOf(orders: readonly Crossing[]): readonly Evidence[] {
  return orders.flatMap(({ to }) => (to.kind === 'sink' ? [evidenceAt(to.at)] : [])).slice(0, MAX_SHOWN);
}
