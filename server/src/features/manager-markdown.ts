import { ageFor, isNamed, judgedVersion, lengthInWords, type Assessment, type ManagerPolicy } from '../model/index.js';
import type { Escapes } from './support/escapes.js';

const MAX_FILE_LENGTH = 100;

/** How long the project's own package manager waits before it takes a version of a package. */
export function managerMarkdown(assessment: Assessment, escapes: Escapes): string | undefined {
  const { manager } = assessment;
  if (manager === undefined) return undefined;
  return waitText(assessment, manager, escapes);
}

function waitText({ subject }: Assessment, policy: ManagerPolicy, escapes: Escapes): string | undefined {
  const { wait, manager, exempt } = policy;
  if (wait === undefined) return undefined;
  const wanted = { name: subject.name, version: judgedVersion(subject) };
  const where =
    wait.file === undefined
      ? 'by itself'
      : `${escapes.code(wait.setting)} in ${escapes.code(wait.file, MAX_FILE_LENGTH)}`;
  if (isNamed(wanted, exempt)) return `Your ${manager} does not wait for this package (${where} has exceptions)`;
  if (wait.until !== undefined) {
    return `Your ${manager} takes nothing newer than ${new Date(wait.until).toISOString().slice(0, 10)} (${where})`;
  }
  const age = ageFor(wait, subject.name);
  return age === 0 ? undefined : `Your ${manager} waits ${lengthInWords(age)} (${where})`;
}
