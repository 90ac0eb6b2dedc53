import { phrase, type Flow } from '../model/index.js';
import { aboutCode, dataIn, evidenceOfFlows, flowsTo, runsUnasked } from './support/code-flows.js';
import { defineCodeRule } from './support/code-rule.js';

/** What somebody types, copies or looks at, what their pages store and what other code hands on leaves the machine for a host that stands in the code. */
export const inputCapture = defineCodeRule({
  id: 'input-capture',
  title: 'Code that spies on the user',
  find({ flows }, subject) {
    const sent = flowsTo(
      flows,
      ['network', 'dns', 'command-argument'],
      ['keystrokes', 'screenshot', 'clipboard', 'page-storage', 'intercepted', 'others-request'],
    ).filter(({ host }) => host !== undefined);
    if (sent.length === 0) return [];
    return [
      {
        message: phrase('{package} sends {data} away {moment}', { ...aboutCode(sent, subject), data: dataIn(sent) }),
        evidence: evidenceOfFlows(sent),
        target: 'specifier',
        level: sent.every(isTrace) ? 'medium' : sent.some(isSmuggled) ? 'critical' : 'high',
      },
    ];
  },
});

/** What other code gives to functions goes out in names that are looked up: nobody who may know of it needs that. */
function isSmuggled(flow: Flow): boolean {
  return flow.source === 'intercepted' && flow.sink === 'dns' && runsUnasked(flow);
}

/** OpenTelemetry's own addresses: what measures a page's requests, where somebody has asked it to, tells how long each took. */
const TRACES = /\/v1\/(?:traces|metrics|logs)$/;

function isTrace({ source, moment, address = '' }: Flow): boolean {
  return source === 'intercepted' && moment === 'call' && TRACES.test(address);
}
