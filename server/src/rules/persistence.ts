import { phrase } from '../model/index.js';
import { defineBehaviourRule } from './support/behaviour-rule.js';

/** It stays when the package is gone. */
export const persistence = defineBehaviourRule({
  id: 'persistence',
  title: 'Code that nests in the system',
  kinds: {
    'ssh-key-planted': { install: 'critical', import: 'critical', command: 'critical', call: 'critical' },
    'ssh-access': { install: 'high', import: 'high' },
    // Programs that manage others write such files when they are asked to.
    autostart: { install: 'critical', import: 'critical' },
  },
  does: (about, { kind }) =>
    kind === 'autostart'
      ? phrase('{package} has itself started again and again by the system {moment}', about)
      : phrase('{package} lets somebody log in to the machine {moment}', about),
});
