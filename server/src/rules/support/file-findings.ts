import {
  valueOf,
  type ArtifactFacts,
  type Behaviour,
  type BehaviourKind,
  type FindingDraft,
  type Level,
  type Outcome,
  type Subject,
  type Words,
} from '../../model/index.js';
import { evidenceAt } from './code-evidence.js';
import { newSinceBefore, shorten, shortened } from './text.js';

/** How much one behaviour weighs, and the sentence about the package. */
export interface Grade {
  readonly level: Level;
  readonly message: Words;
}

export interface Graded {
  readonly subject: Subject;
  readonly facts: {
    readonly artifact: Outcome<ArtifactFacts>;
    readonly previousArtifact: Outcome<ArtifactFacts>;
  };
  readonly kinds: readonly BehaviourKind[];
  /** Undefined: this one says nothing. */
  readonly gradeOf: (behaviour: Behaviour, subject: Subject) => Grade | undefined;
  /** The grades know already what the version before did. */
  readonly comparesItself?: boolean;
}

const GRAVEST_FIRST: readonly Level[] = ['critical', 'high', 'medium', 'low'];
/** More places than this are read in the package. */
const MAX_PLACES = 3;

/** One draft for each kind of behaviour, by its gravest occurrence. What the version before did not have weighs more. */
export function fileFindings({ subject, facts, kinds, gradeOf, comparesItself }: Graded): readonly FindingDraft[] {
  const behaviours = valueOf(facts.artifact)?.behaviours ?? [];
  const before = valueOf(facts.previousArtifact)?.behaviours;
  return kinds.flatMap((kind) => {
    const graded = behaviours
      .filter((behaviour) => behaviour.kind === kind)
      .flatMap((behaviour) => {
        const grade = gradeOf(behaviour, subject);
        return grade === undefined ? [] : [{ behaviour, grade }];
      })
      .sort((a, b) => GRAVEST_FIRST.indexOf(a.grade.level) - GRAVEST_FIRST.indexOf(b.grade.level));
    const [worst] = graded;
    if (worst === undefined) return [];
    const isNew = before?.every((old) => old.kind !== kind) === true;
    const { level, message } = worst.grade;
    return [
      {
        message: isNew ? newSinceBefore(message) : message,
        evidence: graded.slice(0, MAX_PLACES).map(({ behaviour: { place } }) => evidenceAt(place)),
        target: 'specifier' as const,
        key: kind,
        level: isNew && level === 'medium' && comparesItself !== true ? 'high' : level,
      },
    ];
  });
}

const LONGEST_DETAIL = 120;

/** What a behaviour's detail says, short enough for a sentence. */
export function said({ detail = '', wording }: Behaviour): Words {
  return wording === undefined ? shorten(detail, LONGEST_DETAIL) : shortened(wording, LONGEST_DETAIL);
}
