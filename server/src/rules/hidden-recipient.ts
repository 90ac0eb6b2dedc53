import { phrase, type Crossing, type Exchange } from '../model/index.js';
import { evidenceAt } from './support/code-evidence.js';
import { aboutCode, behavioursOf, evidenceOfBehaviours } from './support/code-flows.js';
import { defineCodeRule } from './support/code-rule.js';
import { isLetterBox } from './support/letter-boxes.js';

/** Somebody reads along. */
export const hiddenRecipient = defineCodeRule({
  id: 'hidden-recipient',
  title: 'Copy for somebody in the code',
  find({ behaviours, exchange }, subject) {
    const copies = behavioursOf(behaviours, ['hidden-recipient']);
    const posted = postedOf(exchange);
    if (posted.length > 0) {
      const message = phrase(
        '{package} sends what it is given to a chat whose key stands in its code {moment}',
        aboutCode(posted, subject),
      );
      const evidence = [...posted.flatMap(({ to }) => (to.kind === 'sink' ? [evidenceAt(to.at)] : []))];
      return [{ message, evidence: evidence.slice(0, MAX_SHOWN), target: 'specifier', level: 'high' }];
    }
    if (copies.length === 0) return [];
    const message = phrase(
      '{package} sends a blind copy of every mail to an address in its code {moment}',
      aboutCode(copies, subject),
    );
    return [{ message, evidence: evidenceOfBehaviours(copies), target: 'specifier', level: 'medium' }];
  },
});

const MAX_SHOWN = 2;

/** What the package's callers give, and what goes to a letter box of which nobody but its author knows. */
function postedOf(exchange: Exchange | undefined): readonly Crossing[] {
  return (exchange?.crossings ?? []).filter(
    ({ from, to }) =>
      from.kind === 'parameter' && to.kind === 'sink' && to.sink === 'network' && isLetterBox(to.address ?? ''),
  );
}
