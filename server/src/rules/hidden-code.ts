import type { Behaviour, BehaviourKind, FindingDraft, Level } from '../model/index.js';
import { evidenceAt } from './support/code-evidence.js';
import { defineCodeRule } from './support/code-rule.js';
import { labelOf } from './support/text.js';

interface Hiding {
  readonly level: Level;
  readonly what: string;
}

/** Bidirectional controls alone are medium: a translation can have them for a reason that this rule does not see. */
const HIDINGS: Readonly<Partial<Record<BehaviourKind, Hiding>>> = Object.freeze({
  'padded-code': { level: 'high', what: 'has code far to the right of the screen, behind hundreds of blanks' },
  'invisible-text': { level: 'high', what: 'has text in its code that is made of invisible characters' },
  'invisible-data': { level: 'medium', what: 'has data in its code that is made of invisible characters' },
  'bidi-controls': {
    level: 'medium',
    what: 'has control characters that show its code in another order than it runs in',
  },
});

/** Code that is there and that a reader does not see. */
export const hiddenCode = defineCodeRule({
  id: 'hidden-code',
  title: 'Code that readers do not see',
  find({ behaviours }, subject) {
    return Object.entries(HIDINGS).flatMap(([kind, hiding]): readonly FindingDraft[] => {
      const found = behaviours.filter((behaviour) => behaviour.kind === kind);
      return found.length === 0 ? [] : [draft(labelOf(subject), kind, hiding, found)];
    });
  },
});

function draft(label: string, kind: string, { level, what }: Hiding, found: readonly Behaviour[]): FindingDraft {
  return {
    message: `${label} ${what}`,
    evidence: found.slice(0, 3).map(({ place }) => evidenceAt(place)),
    target: 'specifier',
    key: kind,
    level,
  };
}
