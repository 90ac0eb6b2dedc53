import {
  installScriptsOf,
  isNamed,
  judgedVersion,
  managerName,
  phrase,
  splitPackageId,
  type Evidence,
  type Level,
  type ManagerPolicy,
  type Subject,
  type Words,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { isOnlyOffered } from './support/presence.js';
import { labelOf, shorten } from './support/text.js';

/** Paths in settings can be as long as the system allows. */
const LONGEST_FILE = 100;
const MAX_VERSIONS = 3;

/** The project says whose install scripts run, and this version has some that nobody has allowed. */
export const beyondAllowList = defineRule({
  id: 'beyond-allow-list',
  title: 'Install script that the project’s list does not allow',
  needs: ['packument', 'tarballManifest'],
  find({ subject, facts, manager }) {
    const version = judgedVersion(subject);
    if (manager === undefined || version === undefined || !hasList(manager) || isOnlyOffered(subject)) return [];
    const { allowed, denied } = manager.scripts;
    const wanted = { name: subject.name, version };
    if (isNamed(wanted, denied) || isNamed(wanted, allowed)) return [];
    // Registry document and package can differ: what either of them shows counts.
    const scripts = Object.entries({
      ...installScriptsOf({ subject, facts: { packument: facts.packument } }),
      ...installScriptsOf({ subject, facts: { tarballManifest: facts.tarballManifest } }),
    });
    if (scripts.length === 0) return [];
    return [
      {
        message: sentence(subject, manager),
        evidence: scripts.map(([event, command]): Evidence => ({
          kind: 'metadata',
          ...(command === '' ? { field: 'hasInstallScript', value: 'true' } : scriptOf(event, command)),
        })),
        target: 'specifier' as const,
        level: levelOf(manager),
      },
    ];
  },
});

/** A list that only denies allows everything else, unless the manager runs nothing that is not named. */
function hasList({ scripts: { list, allowed, others } }: ManagerPolicy): boolean {
  return list !== undefined && (allowed.length > 0 || others === 'blocked');
}

function levelOf({ scripts: { others } }: ManagerPolicy): Level {
  return others === 'run' ? 'medium' : 'low';
}

function scriptOf(event: string, command: string): Pick<Evidence, 'field' | 'value'> {
  return { field: `scripts.${event}`, value: shorten(command) };
}

function sentence(subject: Subject, { manager, scripts: { list, allowed, others } }: ManagerPolicy): Words {
  const pinned = allowed.map((pattern) => splitPackageId(pattern)).filter(({ name }) => name === subject.name);
  const versions = pinned.flatMap(({ version }) => version ?? []).slice(0, MAX_VERSIONS);
  const about = {
    package: labelOf(subject),
    setting: list?.setting ?? '',
    file: shorten(list?.file ?? '', LONGEST_FILE),
  };
  const what =
    versions.length === 0
      ? phrase('{package} has install scripts, and {setting} in {file} does not name it', about)
      : phrase('{package} has install scripts, and {setting} in {file} allows those of {versions}', {
          ...about,
          versions: shorten(versions.join(', '), 64),
        });
  if (others !== 'run') return what;
  return phrase('{sentence}; {manager} runs them all the same', { sentence: what, manager: managerName(manager) });
}
