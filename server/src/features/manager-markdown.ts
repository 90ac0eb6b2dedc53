import {
  ageFor,
  isNamed,
  judgedVersion,
  lengthInWords,
  spoken,
  type Assessment,
  type ManagerPolicy,
} from '../model/index.js';
import type { Escapes } from './support/escapes.js';

const MAX_FILE_LENGTH = 100;

/** How long the project's own package manager waits before it takes a version of a package. */
export function managerMarkdown(assessment: Assessment, escapes: Escapes): string | undefined {
  const { manager } = assessment;
  if (manager === undefined) return undefined;
  return waitText(assessment, manager, escapes);
}

function waitText({ subject }: Assessment, policy: ManagerPolicy, escapes: Escapes): string | undefined {
  const { t, code } = escapes;
  const { wait, manager, exempt } = policy;
  if (wait === undefined) return undefined;
  const wanted = { name: subject.name, version: judgedVersion(subject) };
  const where =
    wait.file === undefined
      ? t('by itself')
      : t('{setting} in {file}', { setting: code(wait.setting), file: code(wait.file, MAX_FILE_LENGTH) });
  if (isNamed(wanted, exempt)) {
    return t('Your {manager} does not wait for this package ({where} has exceptions)', { manager, where });
  }
  if (wait.until !== undefined) {
    const day = new Date(wait.until).toISOString().slice(0, 10);
    return t('Your {manager} takes nothing newer than {day} ({where})', { manager, day, where });
  }
  const age = ageFor(wait, subject.name);
  if (age === 0) return undefined;
  return t('Your {manager} waits {length} ({where})', { manager, length: spoken(lengthInWords(age), t), where });
}
