import { distinctWords, phrase, worstLevel, type Assessment, type Policy, type Words } from '../model/index.js';
import type { AnyRule } from '../rules/rule.js';
import type { JudgeScope, Project, ProjectAssessment } from './engine.js';
import { uselessEntries } from './useless-entries.js';

/** What is said of a project as a whole, of what is said of its packages. */
export function assessmentOf(
  project: Project,
  scope: JudgeScope,
  assessments: readonly Assessment[],
  rules: readonly AnyRule[],
): ProjectAssessment {
  return {
    assessments,
    level: worstLevel(assessments.map((assessment) => assessment.level)),
    problems: project.manifest.problems,
    notes: [
      ...project.notes,
      ...project.policy.problems,
      ...unknownRules(project.policy, rules),
      ...distinctWords(assessments.flatMap(({ notices }) => notices ?? [])),
      ...uselessEntries(project, assessments, scope),
    ],
    pending: assessments.some((assessment) => assessment.pending),
  };
}

/** A misspelt rule in the policy would silently do nothing. */
function unknownRules(policy: Policy, rules: readonly AnyRule[]): readonly Words[] {
  const known = new Set(rules.map((rule) => rule.id));
  const named = [...Object.keys(policy.rules), ...policy.accept.map((acceptance) => acceptance.rule)];
  return [...new Set(named)]
    .filter((rule) => !known.has(rule))
    .map((rule) => phrase('The policy names a rule that does not exist: {rule}.', { rule }));
}
