import { assess } from '../../server/src/engine/assess.js';
import { EMPTY_POLICY, NO_REGISTRIES, ok, type ArtifactFacts } from '../../server/src/model/index.js';
import { RULES } from '../../server/src/rules/index.js';
import { createScorer } from '../../server/src/scoring/weighted-scorer.js';
import { NOW, subject } from '../support/subjects.js';

/** What the files of a package say alone: rule and level of each finding, the worst first. */
export function verdictOf(artifact: ArtifactFacts): readonly string[] {
  const judgement = { rules: RULES, scorer: createScorer(), policy: EMPTY_POLICY, registries: NO_REGISTRIES };
  const facts = { artifact: ok(artifact, NOW) };
  const { findings } = assess(subject(), facts, false, { ...judgement, now: NOW, cooldownHours: 72 });
  return findings.map(({ rule, level }) => `${rule}: ${level}`);
}
