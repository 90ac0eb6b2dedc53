import { phrase } from '../model/index.js';
import { aboutCode, behavioursOf, evidenceOfBehaviours, evidenceOfFlows, runsUnasked } from './support/code-flows.js';
import { defineCodeRule } from './support/code-rule.js';

/** It publishes packages in somebody else's name, or goes to other machines with somebody else's keys. */
export const selfPropagation = defineCodeRule({
  id: 'self-propagation',
  title: 'Code that spreads by itself',
  find({ flows, behaviours }, subject) {
    const copies = behavioursOf(behaviours, ['copies-itself']);
    if (copies.length > 0) {
      const message = phrase('{package} copies itself to other machines {moment}', aboutCode(copies, subject));
      return [{ message, evidence: evidenceOfBehaviours(copies), target: 'specifier' }];
    }
    const publishes = behavioursOf(behaviours, ['publishes-packages']);
    // Which packages somebody may publish is asked of the registry, and each of them is published.
    const found = flows.filter(({ source, sink }) => source === 'downloaded' && sink === 'run-as-command');
    const unasked = publishes.filter(runsUnasked);
    if (unasked.length === 0 && (publishes.length === 0 || found.length === 0)) return [];
    return [
      {
        message: phrase('{package} publishes packages by itself {moment}', aboutCode(publishes, subject)),
        evidence: [...evidenceOfBehaviours(publishes), ...evidenceOfFlows(found)].slice(0, 4),
        target: 'specifier',
      },
    ];
  },
});
