import { defineBehaviourRule } from './support/behaviour-rule.js';

/** Assistants do what their files say. */
export const agentAbuse = defineBehaviourRule({
  id: 'agent-abuse',
  title: 'Code that misuses AI assistants',
  kinds: {
    'agent-configuration': { install: 'high', import: 'high' },
    'agent-without-permissions': { install: 'critical', import: 'critical' },
  },
  does: ({ kind }) =>
    kind === 'agent-configuration'
      ? 'writes files from which AI assistants and editors take orders'
      : 'lets an AI assistant work without asking for permission',
});
