import type { Flow } from '../model/index.js';
import { evidenceOfFlows, firstLevel, flowsTo, momentOf } from './support/code-flows.js';
import { defineCodeRule } from './support/code-rule.js';
import { labelOf } from './support/text.js';

/** Whoever can reach the server says what runs on it. */
export const backdoor = defineCodeRule({
  id: 'backdoor',
  title: 'Server that runs what it is sent',
  find({ flows }, subject) {
    const run = flowsTo(flows, ['evaluated', 'run-as-command', 'loaded-as-module'], ['request-input']);
    const level = firstLevel([
      ['high', run.some(isCode)],
      ['medium', run.length > 0],
    ]);
    if (level === undefined) return [];
    return [
      {
        message: `${labelOf(subject)} runs what others send to a server ${momentOf(run)}`,
        evidence: evidenceOfFlows(run),
        target: 'specifier',
        level,
      },
    ];
  },
});

/** Servers for development load modules by what a page asks for; none has to evaluate a request. */
function isCode({ sink }: Flow): boolean {
  return sink !== 'loaded-as-module';
}
