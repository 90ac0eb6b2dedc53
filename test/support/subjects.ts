/**
 * Subjects, facts and assessments in few words, for tests of whatever reads them.
 *
 * Everything left out gets a plain value that no rule objects to, and every fact left out is unknown,
 * so a test states exactly what its case is about:
 *
 *   subject({ name: 'lodash', version: '4.17.20', declared: '^4.17.20' })
 *   facts({ packument: packument({ name: 'lodash', versions: ['4.17.20', '4.17.21'] }) })
 *   assessment({ subject: …, findings: [finding({ rule: 'deprecated', level: 'low' })] })
 */
import semver from 'semver';
import {
  ok,
  skipped,
  worstLevel,
  type Advisory,
  type Assessment,
  type Dependency,
  type DependencySection,
  type Facts,
  type FactTypes,
  type KnownRegistries,
  type Finding,
  type Outcome,
  type Packument,
  type Question,
  type RepositoryHook,
  type Specifier,
  type Subject,
  type VersionFacts,
  type Weakening,
} from '../../server/src/model/index.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A machine whose configuration names one registry. */
export const EXAMPLE_REGISTRY: KnownRegistries = { hosts: new Set(['registry.npm.example']), unused: new Set() };

/** The moment at which every test happens. */
export const NOW = Date.UTC(2026, 10, 22, 12);

export interface SubjectGiven extends Partial<Omit<Subject, 'dependency'>> {
  /** The judged version, resolved in the registry; for other resolutions give `resolution`. */
  readonly version?: string;
  /** What the manifest says. A text is read as npm reads a version, range or dist-tag; give other kinds as specifiers. */
  readonly declared?: string | Specifier;
  /** The value as written, where `declared` is a specifier. */
  readonly raw?: string;
  readonly section?: DependencySection;
  readonly optionalPeer?: boolean;
  /** Null: no manifest line, as for a package that only the lockfile names. */
  readonly dependency?: Dependency | null;
}

/** Something of a repository that makes other programs run something. */
export function hookSubject(given: Partial<RepositoryHook> = {}): Subject {
  const hook: RepositoryHook = {
    ...{ file: 'package.json', name: 'postinstall', label: 'The script postinstall', trigger: 'install' },
    ...{
      place: { line: 3, column: 20, endLine: 3, endColumn: 30 },
      commands: ['node x.js'],
      digest: '0123456789abcdef',
      files: [],
    },
    ...given,
  };
  const resolution = { from: 'nowhere', because: 'not-from-registry' } as const;
  return { name: `${hook.file}#${hook.name}`, resolution, direct: true, paths: [], hook };
}

/** What a branch makes laxer of a team's decisions. */
export function decisionsSubject(weakenings: readonly Weakening[]): Subject {
  const resolution = { from: 'nowhere', because: 'not-from-registry' } as const;
  return { name: 'package-risk.json', resolution, direct: true, paths: [], weakenings };
}

/** A direct dependency with its manifest line, unless told otherwise. */
export function subject(given: SubjectGiven = {}): Subject {
  const { version = '1.0.0', declared, raw, section, optionalPeer, dependency: line, ...rest } = given;
  const name = given.name ?? 'some-package';
  const specifier = typeof declared === 'string' ? registrySpecifier(name, declared) : declared;
  const dependency =
    line === null
      ? undefined
      : (line ?? manifestLine({ name, specifier, raw: raw ?? written(declared, version), section, optionalPeer }));
  return {
    resolution: { from: 'registry', version },
    direct: dependency !== undefined,
    dev: section === 'devDependencies',
    paths: [],
    ...rest,
    name,
    ...(dependency === undefined ? {} : { dependency }),
  };
}

function written(declared: string | Specifier | undefined, version: string): string {
  if (typeof declared === 'string') return declared;
  if (declared === undefined) return `^${version}`;
  if (declared.kind === 'git' || declared.kind === 'tarball-url') return declared.url;
  return declared.kind;
}

export interface LineGiven {
  readonly name: string;
  readonly raw: string;
  readonly specifier?: Specifier;
  readonly section?: DependencySection;
  readonly optionalPeer?: boolean;
}

/** A manifest line; its spans are those of a document that holds nothing but `"name": "raw"`. */
export function manifestLine(given: LineGiven): Dependency {
  const { name, raw, section = 'dependencies', optionalPeer } = given;
  const key = JSON.stringify(name);
  const start = key.length + ': '.length;
  const end = start + JSON.stringify(raw).length;
  return {
    name,
    raw,
    section,
    specifier: given.specifier ?? registrySpecifier(name, raw),
    path: [section, name],
    span: { start: 0, end },
    nameSpan: { start: 0, end: key.length },
    specifierSpan: { start, end },
    ...(optionalPeer === undefined ? {} : { optionalPeer }),
  };
}

/** What npm makes of a plain value: an exact version, a range or a dist-tag. */
export function registrySpecifier(name: string, text: string): Specifier {
  if (semver.valid(text) !== null) return { kind: 'version', name, version: text, alias: false };
  if (semver.validRange(text) !== null) return { kind: 'range', name, range: text, alias: false };
  return { kind: 'tag', name, tag: text, alias: false };
}

/** For each question its value, or a whole outcome where the case is about how the question was answered. */
export type FactsGiven = { readonly [Q in Question]?: FactTypes[Q] | Outcome<FactTypes[Q]> };

/** What `facts` gives: an outcome for every question. */
export type AllFacts = { readonly [Q in Question]: Outcome<FactTypes[Q]> };

const NOT_GIVEN = skipped('switched-off', 'not part of this test');

/** A value becomes an `ok` outcome as of `NOW`; what is not given is unknown. */
export function facts(given: FactsGiven = {}): AllFacts {
  const as = <Q extends Question>(question: Q): Outcome<FactTypes[Q]> => {
    const value = given[question];
    if (value === undefined) return NOT_GIVEN;
    return isOutcome(value) ? value : ok(value as FactTypes[Q], NOW);
  };
  return {
    packument: as('packument'),
    intelligence: as('intelligence'),
    registryAdvisories: as('registryAdvisories'),
    osv: as('osv'),
    popularity: as('popularity'),
    tarballManifest: as('tarballManifest'),
    replacements: as('replacements'),
    downloads: as('downloads'),
    depsDev: as('depsDev'),
    scorecard: as('scorecard'),
    publicName: as('publicName'),
    signature: as('signature'),
    attestation: as('attestation'),
    artifact: as('artifact'),
    previousArtifact: as('previousArtifact'),
    addedDependencies: as('addedDependencies'),
    namesake: as('namesake'),
    meantPackage: as('meantPackage'),
    meantDownloads: as('meantDownloads'),
  };
}

function isOutcome(value: object): value is Outcome<never> {
  return 'status' in value;
}

export interface PackumentGiven extends Partial<Omit<Packument, 'versions'>> {
  /** Versions alone, or with what the registry says of each. The last one is `latest` unless `distTags` says otherwise. */
  readonly versions?: readonly string[] | Readonly<Record<string, Partial<VersionFacts>>>;
}

/** A registry document whose versions are old, undeprecated and without install scripts, unless told otherwise. */
export function packument(given: PackumentGiven = {}): Packument {
  const { versions = ['1.0.0'], ...rest } = given;
  const told = isList(versions) ? Object.fromEntries(versions.map((version) => [version, {}])) : versions;
  const entries = Object.entries(told).map(([version, said]) => [version, { ...settled(version), ...said }] as const);
  return {
    name: 'some-package',
    distTags: { latest: entries.at(-1)?.[0] ?? '' },
    createdAt: NOW - 5 * 365 * DAY,
    registryHost: 'registry.npm.example',
    ...rest,
    versions: Object.fromEntries(entries),
  };
}

function settled(version: string): VersionFacts {
  return { version, publishedAt: NOW - 365 * DAY, installScripts: {} };
}

function isList(versions: NonNullable<PackumentGiven['versions']>): versions is readonly string[] {
  return Array.isArray(versions);
}

/** An advisory that affects nothing until `versions`, `ranges` or `semverRange` is given. */
export function advisory(given: Partial<Advisory> & Pick<Advisory, 'id'>): Advisory {
  return { aliases: [], summary: 'Something is wrong', url: `https://advisories.invalid/${given.id}`, ...given };
}

export function finding(given: Partial<Finding> & Pick<Finding, 'rule'>): Finding {
  return {
    level: 'medium',
    message: `what ${given.rule} has to say`,
    evidence: [],
    fingerprint: `${given.rule}|some-package@1.0.0`,
    target: 'specifier',
    ...given,
  };
}

/** The level is the worst finding's unless given; facts are all unknown unless given. */
export function assessment(given: Partial<Omit<Assessment, 'facts'>> & { readonly facts?: Facts } = {}): Assessment {
  const findings = given.findings ?? [];
  return {
    subject: subject(),
    level: worstLevel(findings.map((one) => one.level)),
    findings,
    accepted: [],
    coverage: [],
    pending: false,
    ...given,
    facts: given.facts ?? facts(),
  };
}
