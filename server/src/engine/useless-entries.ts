import {
  acceptanceId,
  openQuestions,
  packageId,
  phrase,
  splitPackageId,
  type Assessment,
  type Policy,
  type Words,
} from '../model/index.js';
import type { JudgeScope, Project } from './engine.js';

/**
 * Entries of the policy that nothing in the project needs any more, in sentences. Said only where everything was judged: what merely
 * could not be checked may still need its acceptance.
 */
export function uselessEntries(
  project: Project,
  assessments: readonly Assessment[],
  scope: JudgeScope,
): readonly Words[] {
  const { policy } = project;
  if (policy.accept.length + policy.allow.length === 0 || !isWhole(project, scope)) return [];
  if (assessments.some(({ pending }) => pending)) return [];
  const present = packagesOf(project, assessments);
  return [...uselessAcceptances(policy, assessments, present), ...uselessAllowances(policy, present)];
}

/** Of a workspace only the root is judged with all that is locked; and a manifest alone says nothing of what comes along. */
function isWhole({ workspace, graph }: Project, scope: JudgeScope): boolean {
  return graph !== undefined && (scope === 'all' || (scope === 'brought-in' && workspace === undefined));
}

/** Names, and `name@version`. */
function packagesOf({ graph }: Project, assessments: readonly Assessment[]): ReadonlySet<string> {
  const present = new Set<string>();
  for (const { subject } of assessments) {
    present.add(subject.name);
    present.add(acceptanceId(subject) ?? subject.name);
  }
  for (const { name, version } of graph?.entries.values() ?? []) {
    present.add(name);
    if (version !== null) present.add(packageId({ name, version }));
  }
  return present;
}

/** What is declared by an address may stand in a member's manifest, which is judged by itself. */
const VERSION = /^\d+\.\d+\.\d+/;

function uselessAcceptances(
  { accept }: Policy,
  assessments: readonly Assessment[],
  present: ReadonlySet<string>,
): readonly Words[] {
  return accept.flatMap(({ package: id, rule }) => {
    if (!VERSION.test(splitPackageId(id).version ?? '')) return [];
    const what = { rule, package: id };
    if (!present.has(id)) {
      return [
        phrase('The acceptance of {rule} for {package} is not needed: the project does not use that version.', what),
      ];
    }
    const about = assessments.filter(({ subject }) => acceptanceId(subject) === id);
    const isFound = about.some(({ findings, accepted }) =>
      [...findings, ...accepted.map(({ finding }) => finding)].some((finding) => finding.rule === rule),
    );
    const isSure = about.length > 0 && about.every((assessment) => openQuestions(assessment).length === 0);
    return isFound || !isSure
      ? []
      : [phrase('The acceptance of {rule} for {package} is not needed: the rule finds nothing there.', what)];
  });
}

function uselessAllowances({ allow }: Policy, present: ReadonlySet<string>): readonly Words[] {
  return allow
    .filter(({ package: id }) => !present.has(id))
    .map(({ package: id }) => phrase('The policy allows {package}, which the project does not use.', { package: id }));
}
