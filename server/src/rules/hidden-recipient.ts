import { phrase } from '../model/index.js';
import { defineBehaviourRule } from './support/behaviour-rule.js';

/** Somebody reads along. */
export const hiddenRecipient = defineBehaviourRule({
  id: 'hidden-recipient',
  title: 'Blind copy of every mail',
  kinds: {
    'hidden-recipient': { install: 'medium', import: 'medium', command: 'medium', call: 'medium' },
  },
  does: (about) => phrase('{package} sends a blind copy of every mail to an address in its code {moment}', about),
});
