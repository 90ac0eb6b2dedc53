import { phrase } from '../model/index.js';
import { defineBehaviourRule } from './support/behaviour-rule.js';

/** Unreadable on purpose, which is more than small. */
export const obfuscatedCode = defineBehaviourRule({
  id: 'obfuscated-code',
  title: 'Code made unreadable by a tool',
  kinds: { obfuscated: { install: 'medium', import: 'medium', command: 'medium', call: 'medium' } },
  does: (about) => phrase('{package} has code that a tool has made unreadable, and that runs {moment}', about),
});
