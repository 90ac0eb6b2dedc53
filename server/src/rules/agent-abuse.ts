import { phrase } from '../model/index.js';
import { defineBehaviourRule } from './support/behaviour-rule.js';

/** Assistants do what their files say. */
export const agentAbuse = defineBehaviourRule({
  id: 'agent-abuse',
  title: 'Code that misuses AI assistants',
  kinds: {
    'agent-configuration': { install: 'high', import: 'high' },
    'agent-without-permissions': { install: 'critical', import: 'critical' },
  },
  does: (about, { kind }) =>
    kind === 'agent-configuration'
      ? phrase('{package} writes files from which AI assistants and editors take orders {moment}', about)
      : phrase('{package} lets an AI assistant work without asking for permission {moment}', about),
});
