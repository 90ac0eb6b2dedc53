import type { Behaviour, BehaviourKind, Level, Moment, Phrase } from '../../model/index.js';
import type { AnyRule } from '../rule.js';
import { aboutCode, behavioursOf, evidenceOfBehaviours, type AboutCode } from './code-flows.js';
import { defineCodeRule } from './code-rule.js';

/** How much one kind of behaviour weighs at each moment; where a moment is left out, it says nothing. */
export type Grades = Readonly<Partial<Record<Moment, Level>>>;

export interface BehaviourRule {
  readonly id: string;
  readonly title: string;
  readonly kinds: Readonly<Partial<Record<BehaviourKind, Grades>>>;
  /** The sentence: `a 1.0.0 opens a shell to another machine when it is installed`. */
  readonly does: (about: AboutCode, worst: Behaviour) => Phrase;
}

const LEVELS: readonly Level[] = ['critical', 'high', 'medium', 'low'];

/** A rule about single things that code does, graded by what it is and when it happens. */
export function defineBehaviourRule({ id, title, kinds, does }: BehaviourRule): AnyRule {
  const gradeOf = ({ kind, moment }: Behaviour): Level | undefined => kinds[kind]?.[moment];
  return defineCodeRule({
    id,
    title,
    find({ behaviours }, subject) {
      const all = behavioursOf(behaviours, Object.keys(kinds) as BehaviourKind[]);
      const level = LEVELS.find((one) => all.some((behaviour) => gradeOf(behaviour) === one));
      const worst = all.filter((behaviour) => gradeOf(behaviour) === level);
      const [first] = worst;
      if (level === undefined || first === undefined) return [];
      const message = does(aboutCode(worst, subject), first);
      return [{ message, evidence: evidenceOfBehaviours(worst), target: 'specifier' as const, level }];
    },
  });
}
