import {
  ageFor,
  isNamed,
  judgedVersion,
  lengthInWords,
  managerName,
  scriptsRun,
  type Assessment,
  type ManagerPolicy,
} from '../model/index.js';
import type { Escapes } from './support/escapes.js';
import { installScriptsOf } from './support/install-scripts.js';

const MAX_FILE_LENGTH = 100;

/** What the project's own package manager is told of a package: how long it waits, and whether it runs its scripts. */
export function managerMarkdown(assessment: Assessment, escapes: Escapes): string | undefined {
  const { manager } = assessment;
  if (manager === undefined) return undefined;
  const parts = [waitText(assessment, manager, escapes), scriptsText(assessment, manager, escapes)];
  const said = parts.filter((part) => part !== undefined).join(' · ');
  return said === '' ? undefined : said;
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

/** Only where there are scripts that could be run. */
function scriptsText(assessment: Assessment, policy: ManagerPolicy, escapes: Escapes): string | undefined {
  const { subject } = assessment;
  if (Object.keys(installScriptsOf(assessment) ?? {}).length === 0) return undefined;
  const runs = scriptsRun(policy, { name: subject.name, version: judgedVersion(subject) });
  if (runs !== 'no') return undefined;
  const { because } = policy.scripts;
  return `Your ${managerName(policy.manager)} does not run its scripts${because === undefined ? '' : ` (${escapes.markdown(because)})`}`;
}
