import {
  allOf,
  phrase,
  type Behaviour,
  type BehaviourKind,
  type FindingDraft,
  type Flow,
  type Level,
  type Phrase,
  type Place,
  type Words,
} from '../model/index.js';
import { evidenceAt } from './support/code-evidence.js';
import { runsUnasked } from './support/code-flows.js';
import { defineCodeRule } from './support/code-rule.js';
import { labelOf, shorten } from './support/text.js';

interface About {
  readonly package: Words;
  /** What was found, as far as there are words for it. */
  readonly names: Words;
}

interface Hiding {
  /** Or by what is done with it. */
  readonly level: Level | ((found: readonly Behaviour[], flows: readonly Flow[]) => Level);
  readonly has: (about: About) => Phrase;
}

/** Bidirectional controls alone are medium: a translation can have them for a reason that this rule does not see. */
const HIDINGS: Readonly<Partial<Record<BehaviourKind, Hiding>>> = Object.freeze({
  'padded-code': {
    level: 'high',
    has: (about) => phrase('{package} has code far to the right of the screen, behind hundreds of blanks', about),
  },
  'padded-text': {
    level: (found, flows) =>
      found.some(({ place }) => flows.some(({ to }) => isBehind(to, place))) ? 'high' : 'medium',
    has: (about) => phrase('{package} has code far to the right of the screen, behind hundreds of blanks', about),
  },
  'invisible-text': {
    level: 'high',
    has: (about) => phrase('{package} has text in its code that is made of invisible characters', about),
  },
  'invisible-data': {
    level: 'medium',
    has: (about) => phrase('{package} has data in its code that is made of invisible characters', about),
  },
  'bidi-controls': {
    level: 'medium',
    has: (about) =>
      phrase('{package} has control characters that show its code in another order than it runs in', about),
  },
  'decoded-module': {
    level: ifUnasked('high'),
    has: (about) => phrase('{package} hides in an encoding which modules of Node.js it loads: {names}', about),
  },
  'decoded-address': {
    level: ifUnasked('high'),
    has: (about) => phrase('{package} hides in an encoding which hosts it asks: {names}', about),
  },
});

function isBehind(to: Place, { file, line, column }: Place): boolean {
  return to.file === file && to.line === line && to.column >= column;
}

/** What waits for a call may be there for whoever knows it. */
function ifUnasked(level: Level): (found: readonly Behaviour[]) => Level {
  return (found) => (found.some(runsUnasked) ? level : 'medium');
}

/** Code that is there and that a reader does not see. */
export const hiddenCode = defineCodeRule({
  id: 'hidden-code',
  title: 'Code that readers do not see',
  find({ behaviours, flows }, subject) {
    return Object.entries(HIDINGS).flatMap(([kind, hiding]): readonly FindingDraft[] => {
      const found = behaviours.filter((behaviour) => behaviour.kind === kind);
      return found.length === 0
        ? []
        : [
            draft({ package: labelOf(subject), names: namesOf(found) }, kind, found, {
              has: hiding.has,
              level: typeof hiding.level === 'function' ? hiding.level(found, flows) : hiding.level,
            }),
          ];
    });
  },
});

const MAX_NAMES = 3;
const MAX_NAME_LENGTH = 80;

function namesOf(found: readonly Behaviour[]): Words {
  const names = new Set(found.map(({ detail = '' }) => shorten(detail, MAX_NAME_LENGTH)));
  return allOf([...names].slice(0, MAX_NAMES));
}

function draft(
  about: About,
  kind: string,
  found: readonly Behaviour[],
  { level, has }: { readonly level: Level; readonly has: Hiding['has'] },
): FindingDraft {
  return {
    message: has(about),
    evidence: found.slice(0, 3).map(({ place }) => evidenceAt(place)),
    target: 'specifier',
    key: kind,
    level,
  };
}
