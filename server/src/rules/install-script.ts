import {
  judgedVersion,
  phrase,
  valueOf,
  type Evidence,
  type Packument,
  type Subject,
  type TarballManifest,
  type Words,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { isOnlyOffered } from './support/presence.js';
import { withEffectHere } from './support/scripts-here.js';
import { labelOf, shorten } from './support/text.js';

/** What npm runs of a package that comes from a registry, in its order. `prepare` runs for git dependencies only. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'] as const;

/** What npm runs for a `binding.gyp` at the root where the package names no `install` or `preinstall` of its own. */
const IMPLICIT_INSTALL = 'node-gyp rebuild';

/** Installing this version runs commands of its publisher. A capability to know of, not an accusation. */
export const installScript = defineRule({
  id: 'install-script',
  title: 'Script that runs at install',
  needs: ['packument', 'tarballManifest'],
  find({ subject, facts, manager }) {
    if (judgedVersion(subject) === undefined || isOnlyOffered(subject)) return [];
    const tarball = valueOf(facts.tarballManifest);
    const scripts = scriptsOf(subject, valueOf(facts.packument), tarball);
    if (scripts.size > 0) {
      const sentence = sentenceFor(labelOf(subject), [...scripts.keys()]);
      return [draft(withEffectHere(sentence, subject, manager), evidenceOf(scripts))];
    }
    // The tarball is what gets installed: where it was opened and shows no script, a mere flag does not count.
    const flag = tarball === undefined ? flagOf(subject, valueOf(facts.packument)) : undefined;
    if (flag === undefined) return [];
    const sentence = phrase('{package} runs a script when it is installed', { package: labelOf(subject) });
    return [draft(withEffectHere(sentence, subject, manager), [flag])];
  },
});

function draft(message: Words, evidence: readonly Evidence[]) {
  return { message, evidence, target: 'specifier' as const };
}

/** By name. Registry document and tarball can differ ("manifest confusion"): what either of them shows counts. */
function scriptsOf(
  subject: Subject,
  packument: Packument | undefined,
  tarball: TarballManifest | undefined,
): ReadonlyMap<string, string> {
  const published = packument?.versions[judgedVersion(subject) ?? '']?.installScripts;
  const scripts = new Map([...installScriptsIn(published), ...installScriptsIn(tarball?.scripts)]);
  const namesOwn = scripts.has('install') || scripts.has('preinstall');
  if (tarball?.hasBindingGyp === true && !namesOwn) scripts.set('install', IMPLICIT_INSTALL);
  return scripts;
}

function installScriptsIn(scripts: Readonly<Record<string, string>> = {}): readonly (readonly [string, string])[] {
  return INSTALL_SCRIPTS.map((name) => [name, scripts[name]?.trim() ?? ''] as const).filter(
    ([, command]) => command !== '',
  );
}

function sentenceFor(label: Words, names: readonly string[]): Words {
  const about = { package: label, names: names.join(', ') };
  return names.length === 1
    ? phrase('{package} runs a script when it is installed: {names}', about)
    : phrase('{package} runs scripts when it is installed: {names}', about);
}

function evidenceOf(scripts: ReadonlyMap<string, string>): readonly Evidence[] {
  return [...scripts].map(([name, command]) => ({
    kind: 'metadata',
    field: `scripts.${name}`,
    value: shorten(command),
  }));
}

function flagOf(subject: Subject, packument: Packument | undefined): Evidence | undefined {
  const version = judgedVersion(subject) ?? '';
  const value = 'true';
  if (packument?.versions[version]?.hasInstallScript === true)
    return { kind: 'metadata', field: 'hasInstallScript', value };
  const { locked } = subject;
  const says = locked?.version === version && locked.hasInstallScript === true;
  return says ? { kind: 'lockfile', field: 'hasInstallScript', value } : undefined;
}
