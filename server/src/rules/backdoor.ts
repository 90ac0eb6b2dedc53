import { phrase, type Crossing, type Evidence, type Exchange, type Flow } from '../model/index.js';
import { evidenceAt } from './support/code-evidence.js';
import { aboutCode, evidenceOfFlows, firstLevel, flowsTo, runsUnasked } from './support/code-flows.js';
import { defineCodeRule } from './support/code-rule.js';

/** Whoever can reach the server says what runs on it. */
export const backdoor = defineCodeRule({
  id: 'backdoor',
  title: 'Server that runs what it is sent',
  find({ flows, exchange }, subject) {
    const run = flowsTo(flows, ['evaluated', 'run-as-command', 'loaded-as-module'], ['request-input']).filter(
      (flow) => isCode(flow) || runsUnasked(flow),
    );
    const hidden = hiddenOrders(exchange);
    const level = firstLevel([
      ['high', run.some(isCode) || hidden.length > 0],
      ['medium', run.length > 0],
    ]);
    if (level === undefined) return [];
    const message =
      run.length > 0
        ? phrase('{package} runs what others send to a server {moment}', aboutCode(run, subject))
        : phrase('{package} decodes code out of what it is given and runs it {moment}', aboutCode(hidden, subject));
    return [
      {
        message,
        evidence: run.length > 0 ? evidenceOfFlows(run) : evidenceOf(hidden),
        target: 'specifier',
        level,
      },
    ];
  },
});

/** Servers for development load modules by what a page asks for, once somebody has started them; none has to evaluate a request. */
function isCode({ sink }: Flow): boolean {
  return sink !== 'loaded-as-module';
}

const HIDING = /^(?:hex|base64|base64url|gzip|cipher|xor)$/;

/** An export takes code out of what it is called with, where that stands written so that nobody sees it. */
function hiddenOrders(exchange: Exchange | undefined): readonly Crossing[] {
  return (exchange?.crossings ?? []).filter(
    ({ from, to, via }) =>
      from.kind === 'parameter' &&
      to.kind === 'sink' &&
      (to.sink === 'evaluated' || to.sink === 'run-as-command') &&
      via.some((one) => HIDING.test(one)),
  );
}

const MAX_SHOWN = 2;

function evidenceOf(orders: readonly Crossing[]): readonly Evidence[] {
  return orders.flatMap(({ to }) => (to.kind === 'sink' ? [evidenceAt(to.at)] : [])).slice(0, MAX_SHOWN);
}
