import path from 'node:path';
import {
  judgedVersion,
  listed,
  managerName,
  phrase,
  scriptsRun,
  valueOf,
  type Assessment,
  type InstalledCopy,
  type ManagerPolicy,
  type Phrase,
  type VersionFacts,
  type Words,
} from '../../model/index.js';
import type { Files } from '../../platform/files.js';

const INSTALL_EVENTS = ['preinstall', 'install', 'postinstall'] as const;

/** Events at which something of a package runs when it is installed. */
export interface InstallScripts {
  readonly events: readonly string[];
  /** What was published is known: there are no others. */
  readonly certain: boolean;
}

/**
 * What was published, and what installed copies say. Those alone are not enough: packages have been seen to put a harmless
 * `package.json` in the place of their own once they had run (plain-crypto-js, 2026).
 */
export async function installScripts(
  root: string,
  installed: readonly InstalledCopy[],
  assessment: Assessment,
  files: Files,
): Promise<InstallScripts> {
  const published = publishedEvents(assessment);
  const events = new Set(published);
  for (const { place } of installed)
    for (const event of await eventsIn(path.join(root, place), files)) events.add(event);
  return { events: [...events], certain: published !== undefined };
}

/** By the package itself, else by the registry, else by the lockfile. Undefined where nobody tells. */
function publishedEvents({ facts, subject }: Assessment): readonly string[] | undefined {
  const own = valueOf(facts.tarballManifest) ?? valueOf(facts.artifact)?.manifest;
  if (own !== undefined) return eventsOf(own.scripts, own.hasBindingGyp);
  const published = valueOf(facts.packument)?.versions[judgedVersion(subject) ?? ''];
  return toldEvents(published) ?? toldEvents({ hasInstallScript: subject.locked?.hasInstallScript });
}

function toldEvents(told: Partial<VersionFacts> = {}): readonly string[] | undefined {
  if (told.installScripts !== undefined) return Object.keys(told.installScripts);
  if (told.hasInstallScript === undefined) return undefined;
  return told.hasInstallScript ? ['install'] : [];
}

/** npm builds what has a binding.gyp, where no script of its own takes that place. */
function eventsOf(scripts: Readonly<Record<string, unknown>>, hasBindingGyp: boolean): readonly string[] {
  const own = INSTALL_EVENTS.filter((event) => typeof scripts[event] === 'string');
  return hasBindingGyp && own.every((event) => event === 'postinstall') ? ['install', ...own] : own;
}

async function eventsIn(folder: string, files: Files): Promise<readonly string[]> {
  const text = await files.read(path.join(folder, 'package.json'));
  if (text.status !== 'ok') return [];
  try {
    const { scripts = {} } = JSON.parse(text.value) as { readonly scripts?: Readonly<Record<string, unknown>> };
    return eventsOf(scripts, await files.exists(path.join(folder, 'binding.gyp')));
  } catch {
    return [];
  }
}

/** Whether they could have run. Whoever has installed it may have given other options: it is never said that they did. */
export function scriptsSentence({ events, certain }: InstallScripts, { subject, manager }: Assessment): Words {
  if (events.length === 0 && certain) {
    return phrase('It has no install scripts: installing it alone has run nothing of it.');
  }
  const runs =
    manager === undefined ? 'unknown' : scriptsRun(manager, { name: subject.name, version: judgedVersion(subject) });
  const said = runsSentence(runs, manager);
  return events.length === 0
    ? phrase('Whether it was published with install scripts is not known, whatever the copy here says. {sentence}', {
        sentence: said,
      })
    : phrase('It has scripts that run at install ({events}). {sentence}', { events: listed(events), sentence: said });
}

function runsSentence(runs: ReturnType<typeof scriptsRun>, manager: ManagerPolicy | undefined): Phrase {
  const who = manager === undefined ? phrase('the package manager') : managerName(manager.manager);
  if (runs === 'yes') return phrase('They could have run when {who} installed it.', { who });
  if (runs === 'unknown') {
    return phrase('They could have run when {who} installed it, which depends on its version.', { who });
  }
  const because = manager?.scripts.because;
  return because === undefined
    ? phrase(
        '{who} would not run them as it is set up now, as it is not named among those that may; by another set-up they could have run.',
        { who },
      )
    : phrase('{who} would not run them as it is set up now ({because}); by another set-up they could have run.', {
        ...{ who, because },
      });
}
