import { phrase } from '../model/index.js';
import { defineBehaviourRule } from './support/behaviour-rule.js';

/** A shell whose keyboard is somewhere else. */
export const reverseShell = defineBehaviourRule({
  id: 'reverse-shell',
  title: 'Shell that somebody else commands',
  kinds: { 'reverse-shell': { install: 'critical', import: 'critical', command: 'high', call: 'high' } },
  does: (about) => phrase('{package} opens a shell to another machine {moment}', about),
});
