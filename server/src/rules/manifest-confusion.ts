import semver from 'semver';
import {
  allOf,
  judgedVersion,
  phrase,
  valueOf,
  type ArtifactManifest,
  type Evidence,
  type FindingDraft,
  type Level,
  type Phrase,
  type Subject,
  type VersionFacts,
  type Words,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { differingDependencies } from './support/differing-dependencies.js';
import { labelOf, shorten } from './support/text.js';

/** More differences than these are read in the files themselves. */
const MAX_SHOWN = 3;

/**
 * A registry takes the manifest and the package file apart and never compares them ("manifest confusion", 2023): people
 * and tools read the one, package managers run the other. What npm itself changes while it publishes is no difference.
 */
export const manifestConfusion = defineRule({
  id: 'manifest-confusion',
  title: "Manifest that is not the registry's",
  needs: ['artifact', 'packument'],
  find({ subject, facts }) {
    const inside = valueOf(facts.artifact)?.manifest;
    const document = valueOf(facts.packument);
    const told = document?.versions[judgedVersion(subject) ?? ''];
    if (inside === undefined || document === undefined || told === undefined) return [];
    return [
      ...scripts(subject, inside, told),
      ...identity(subject, inside, { name: document.name, version: told.version }),
      ...dependencies(subject, inside, told),
    ];
  },
});

interface Difference {
  readonly key: string;
  readonly level: Level;
  readonly message: Words;
  readonly evidence: readonly Evidence[];
}

function draft({ key, level, message, evidence }: Difference): FindingDraft {
  return { key, level, message, evidence: evidence.slice(0, 2 * MAX_SHOWN), target: 'specifier' };
}

const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'] as const;

/** npm runs what the package file says. A script that only the registry has is one that a publishing tool took out. */
function scripts(subject: Subject, inside: ArtifactManifest, told: VersionFacts): readonly FindingDraft[] {
  const { installScripts } = told;
  if (installScripts === undefined) return [];
  const differing = INSTALL_SCRIPTS.filter((name) => {
    const own = oneLine(inside.scripts[name]);
    return own !== '' && own !== NODE_GYP && own !== oneLine(installScripts[name]);
  });
  if (differing.length === 0) return [];
  const isHidden = differing.some((name) => oneLine(installScripts[name]) === '');
  const about = { package: labelOf(subject), names: differing.join(', ') };
  const message = isHidden
    ? phrase('{package} runs a script at install that the registry does not tell of: {names}', about)
    : phrase('{package} runs another script at install than the registry tells: {names}', about);
  const evidence = differing.flatMap((name) => [
    inFile(`scripts.${name}`, inside.scripts[name] ?? ''),
    inRegistry(`scripts.${name}`, installScripts[name] ?? 'none'),
  ]);
  return [draft({ key: 'scripts', level: isHidden ? 'high' : 'medium', message, evidence })];
}

/** What npm runs for a `binding.gyp`; clients differ in whether they write it down. */
const NODE_GYP = 'node-gyp rebuild';

function oneLine(command = ''): string {
  return command.replace(/\s+/g, ' ').trim();
}

interface Identity {
  readonly name: string;
  readonly version: string;
}

function identity(subject: Subject, inside: ArtifactManifest, told: Identity): readonly FindingDraft[] {
  const differing = (['name', 'version'] as const).filter((field) => {
    const own = inside[field];
    return own !== undefined && normal[field](own) !== normal[field](told[field]);
  });
  if (differing.length === 0) return [];
  const evidence = differing.flatMap((field) => [inFile(field, inside[field] ?? ''), inRegistry(field, told[field])]);
  const message = phrase('{package} calls itself {names} in its own package.json', {
    package: labelOf(subject),
    names: allOf(differing.map((field) => shorten(inside[field] ?? '', 100))),
  });
  return [draft({ key: 'identity', level: 'medium', message, evidence })];
}

/** As npm writes them: names were not always in small letters; `v1.0.0` and `1.0.0+build` are published as `1.0.0`. */
const normal = {
  name: (name: string) => name.trim().toLowerCase(),
  version: (version: string) => semver.parse(version, { loose: true })?.version ?? version.trim(),
};

function dependencies(subject: Subject, inside: ArtifactManifest, told: VersionFacts): readonly FindingDraft[] {
  const { hidden, missing, changed } = differingDependencies(inside, told);
  const shown = [hidden, changed, missing].find(({ length }) => length > 0);
  if (shown === undefined) return [];
  const names = shown.slice(0, MAX_SHOWN).map(({ name }) => shorten(name, 100));
  const more = shown.length - names.length;
  const list = names.join(', ');
  const about = {
    package: labelOf(subject),
    names: more > 0 ? phrase('{shown} and {more} more', { shown: list, more }) : list,
  };
  const evidence = shown
    .slice(0, MAX_SHOWN)
    .flatMap(({ name, own = 'none', published = 'none' }) => [
      inFile(`dependencies.${name}`, own),
      inRegistry(`dependencies.${name}`, published),
    ]);
  if (shown === hidden) {
    const message = phrase('{package} depends on what the registry does not tell of: {names}', about);
    return [draft({ key: 'dependencies', level: 'medium', message, evidence })];
  }
  const message: Phrase =
    shown === changed
      ? phrase('{package} asks for other versions in its own package.json than the registry tells: {names}', about)
      : phrase('{package} does not name in its own package.json what the registry lets it depend on: {names}', about);
  return [draft({ key: 'dependencies', level: 'low', message, evidence })];
}

function inFile(field: string, value: string): Evidence {
  return { kind: 'file', file: 'package.json', field: shorten(field, 200), value: shorten(value, 200) };
}

function inRegistry(field: string, value: string): Evidence {
  return { kind: 'metadata', field: shorten(field, 200), value: shorten(value, 200) };
}
