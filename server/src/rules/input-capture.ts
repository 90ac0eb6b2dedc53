import { valueOf } from '../model/index.js';
import { defineRule } from './rule.js';
import { dataIn, evidenceOfFlows, flowsTo, momentOf } from './support/code-flows.js';
import { labelOf } from './support/text.js';

/** What somebody types, copies or looks at leaves the machine for a host that stands in the code. */
export const inputCapture = defineRule({
  id: 'input-capture',
  title: 'Code that spies on the user',
  needs: ['artifact'],
  find({ subject, facts }) {
    const flows = valueOf(facts.artifact)?.flows ?? [];
    const sent = flowsTo(
      flows,
      ['network', 'dns', 'command-argument'],
      ['keystrokes', 'screenshot', 'clipboard'],
    ).filter(({ host }) => host !== undefined);
    if (sent.length === 0) return [];
    return [
      {
        message: `${labelOf(subject)} sends ${dataIn(sent)} away ${momentOf(sent)}`,
        evidence: evidenceOfFlows(sent),
        target: 'specifier',
      },
    ];
  },
});
