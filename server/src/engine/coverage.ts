import type { Coverage, Facts, Outcome, Question } from '../model/index.js';

/** How each question that was put came out, in the order in which questions are declared. */
export function coverageOf(facts: Facts): readonly Coverage[] {
  return (Object.entries(facts) as [Question, Outcome<unknown>][]).map(([question, outcome]) => {
    switch (outcome.status) {
      case 'ok':
      case 'absent':
        return {
          question,
          status: 'answered' as const,
          asOf: outcome.asOf,
          ...(outcome.stale === true
            ? { stale: true, reason: 'An older answer is used, as nothing newer could be had.' }
            : {}),
        };
      case 'failed':
        return { question, status: 'unknown' as const, reason: outcome.message };
      case 'skipped':
        return { question, status: 'skipped' as const, reason: outcome.message };
    }
  });
}
