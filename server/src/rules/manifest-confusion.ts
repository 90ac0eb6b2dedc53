import semver from 'semver';
import {
  judgedVersion,
  valueOf,
  type ArtifactManifest,
  type Evidence,
  type FindingDraft,
  type Level,
  type Subject,
  type VersionFacts,
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
  /** The rest of the sentence about the package. */
  readonly what: string;
  readonly evidence: readonly Evidence[];
}

function draft(subject: Subject, { key, level, what, evidence }: Difference): FindingDraft {
  const message = `${labelOf(subject)} ${what}`;
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
  const what = isHidden
    ? `runs a script at install that the registry does not tell of: ${differing.join(', ')}`
    : `runs another script at install than the registry tells: ${differing.join(', ')}`;
  const evidence = differing.flatMap((name) => [
    inFile(`scripts.${name}`, inside.scripts[name] ?? ''),
    inRegistry(`scripts.${name}`, installScripts[name] ?? 'none'),
  ]);
  return [draft(subject, { key: 'scripts', level: isHidden ? 'high' : 'medium', what, evidence })];
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
  const what = `calls itself ${differing.map((field) => shorten(inside[field] ?? '', 100)).join(' and ')} in its own package.json`;
  return [draft(subject, { key: 'identity', level: 'medium', what, evidence })];
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
  const list = `${names.join(', ')}${shown.length > MAX_SHOWN ? ` and ${shown.length - MAX_SHOWN} more` : ''}`;
  const evidence = shown
    .slice(0, MAX_SHOWN)
    .flatMap(({ name, own = 'none', published = 'none' }) => [
      inFile(`dependencies.${name}`, own),
      inRegistry(`dependencies.${name}`, published),
    ]);
  if (shown === hidden) {
    const what = `depends on what the registry does not tell of: ${list}`;
    return [draft(subject, { key: 'dependencies', level: 'medium', what, evidence })];
  }
  const what =
    shown === changed
      ? `asks for other versions in its own package.json than the registry tells: ${list}`
      : `does not name in its own package.json what the registry lets it depend on: ${list}`;
  return [draft(subject, { key: 'dependencies', level: 'low', what, evidence })];
}

function inFile(field: string, value: string): Evidence {
  return { kind: 'file', file: 'package.json', field: shorten(field, 200), value: shorten(value, 200) };
}

function inRegistry(field: string, value: string): Evidence {
  return { kind: 'metadata', field: shorten(field, 200), value: shorten(value, 200) };
}
