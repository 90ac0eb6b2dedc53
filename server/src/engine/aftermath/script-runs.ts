import path from 'node:path';
import {
  judgedVersion,
  managerName,
  scriptsRun,
  valueOf,
  type Assessment,
  type InstalledCopy,
} from '../../model/index.js';
import type { Files } from '../../platform/files.js';

const INSTALL_EVENTS = ['preinstall', 'install', 'postinstall'] as const;

/** Events at which something of a package runs when it is installed; undefined: not known. */
export type InstallEvents = readonly string[] | undefined;

/** What an installed copy says itself, else the registry or the lockfile. */
export async function installScripts(
  root: string,
  installed: readonly InstalledCopy[],
  assessment: Assessment,
  files: Files,
): Promise<InstallEvents> {
  for (const { place } of installed) {
    const own = await eventsIn(path.join(root, place), files);
    if (own !== undefined) return own;
  }
  return publishedEvents(assessment);
}

function publishedEvents({ facts, subject }: Assessment): InstallEvents {
  const published = valueOf(facts.packument)?.versions[judgedVersion(subject) ?? ''];
  if (published?.installScripts !== undefined) return Object.keys(published.installScripts);
  return (published?.hasInstallScript ?? subject.locked?.hasInstallScript) === true ? ['install'] : undefined;
}

async function eventsIn(folder: string, files: Files): Promise<InstallEvents> {
  const text = await files.read(path.join(folder, 'package.json'));
  if (text.status !== 'ok') return undefined;
  try {
    const { scripts } = JSON.parse(text.value) as { readonly scripts?: Readonly<Record<string, unknown>> };
    const own = INSTALL_EVENTS.filter((event) => typeof scripts?.[event] === 'string');
    // npm builds what has a binding.gyp, where no script of its own takes that place.
    const builds =
      own.every((event) => event === 'postinstall') && (await files.exists(path.join(folder, 'binding.gyp')));
    return builds ? ['install', ...own] : own;
  } catch {
    return undefined;
  }
}

/** Whether they could have run. Whoever has installed it may have given other options: it is never said that they did. */
export function scriptsSentence(events: InstallEvents, { subject, manager }: Assessment): string {
  if (events?.length === 0) return 'It has no install scripts: installing it alone has run nothing of it.';
  const what =
    events === undefined ? 'whether it has install scripts is not known; such' : `its ${events.join(' and ')} scripts`;
  const runs =
    manager === undefined ? 'unknown' : scriptsRun(manager, { name: subject.name, version: judgedVersion(subject) });
  const who = manager === undefined ? 'the package manager' : managerName(manager.manager);
  if (runs === 'no') {
    const because =
      manager?.scripts.because === undefined
        ? 'as it is not named among those that may'
        : `(${manager.scripts.because})`;
    return capitalized(
      `${what} would not be run by ${who} as it is set up now ${because}; by another set-up they could have run.`,
    );
  }
  return capitalized(
    `${what} could have run when ${who} installed it${runs === 'unknown' ? ', which depends on its version' : ''}.`,
  );
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
