import type { Assessment, Subject } from '../model/index.js';
import { assess, type Judgement } from './assess.js';
import type { DecisionChange } from './engine.js';
import type { EngineParts } from './parts.js';
import { weakenedDecisions } from './weakened-decisions.js';

/** For a rule whose findings carry their own levels: to make them less than this is to make them less. */
const USUAL_LEVEL = 'high';

/** See `Engine.judgeDecisions`. */
export function judgeDecisions(
  { before, now, more }: DecisionChange,
  judgement: Judgement,
  { scorer, policyFormat, cooldownHours }: Pick<EngineParts, 'scorer' | 'policyFormat' | 'cooldownHours'>,
): Assessment | undefined {
  const file = policyFormat.fileName;
  const draft = { message: '', evidence: [], target: 'name', level: USUAL_LEVEL } as const;
  const weakenings = [
    ...weakenedDecisions(before, now, { file, levelOf: (rule) => scorer.levelOf(rule, draft), cooldownHours }),
    ...more,
  ];
  if (weakenings.length === 0) return undefined;
  const resolution = { from: 'nowhere', because: 'not-from-registry' } as const;
  const subject: Subject = { name: file, resolution, direct: true, paths: [], weakenings };
  return assess(subject, {}, false, judgement);
}
