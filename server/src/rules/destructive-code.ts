import { defineBehaviourRule } from './support/behaviour-rule.js';

const WORDS = {
  'endless-loop': 'runs a loop without an end',
  'deletes-user-files': "deletes the user's files",
} as const;

/** It breaks what it gets its hands on. */
export const destructiveCode = defineBehaviourRule({
  id: 'destructive-code',
  title: 'Code that destroys data or blocks',
  kinds: {
    'deletes-user-files': { install: 'critical', import: 'critical', command: 'high', call: 'high' },
    'destructive-command': { install: 'critical', import: 'critical', call: 'high' },
    'endless-loop': { install: 'medium', import: 'medium' },
  },
  does: ({ kind }) => (kind in WORDS ? WORDS[kind as keyof typeof WORDS] : 'runs a command that destroys data'),
});
