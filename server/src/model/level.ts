import { phrase, type Phrase } from './phrase.js';

/** How much a finding, a package or a project is worth stopping for, mildest first. */
export const LEVELS = ['none', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof LEVELS)[number];

export function isLevel(value: unknown): value is Level {
  return (LEVELS as readonly unknown[]).includes(value);
}

/** Negative where `a` is milder than `b`, positive where it is worse. */
export function compareLevels(a: Level, b: Level): number {
  return LEVELS.indexOf(a) - LEVELS.indexOf(b);
}

export function isAtLeast(level: Level, threshold: Level): boolean {
  return compareLevels(level, threshold) >= 0;
}

export function worstLevel(levels: Iterable<Level>): Level {
  let worst: Level = 'none';
  for (const level of levels) if (compareLevels(level, worst) > 0) worst = level;
  return worst;
}

/** As a part of a sentence. */
export const LEVEL_WORDS: Readonly<Record<Level, Phrase>> = Object.freeze({
  critical: phrase('critical'),
  high: phrase('high'),
  medium: phrase('medium'),
  low: phrase('low'),
  none: phrase('none'),
});
