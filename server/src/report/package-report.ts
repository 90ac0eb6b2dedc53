import {
  acceptanceId,
  compareLevels,
  judgedVersion,
  openQuestions,
  worstLevel,
  type AcceptedFinding,
  type Aftermath,
  type Assessment,
  type Coverage,
  type Finding,
  type Level,
  type PackagePlaces,
  type FilePlace,
  type Remedy,
} from '../model/index.js';
import type { KnownFinding } from './known-finding.js';

/** What the engine said of one manifest line or lockfile package. */
export interface Judged {
  readonly assessment: Assessment;
  /** Best first. */
  readonly remedies: readonly Remedy[];
  /** The manifest that was judged, as the reader knows it. */
  readonly manifest?: string;
  /** Where the project's files speak of it, where that was asked for. */
  readonly places?: PackagePlaces;
}

/** One package of a report: a manifest can name it twice and a lockfile can hold it in several places. */
export interface PackageReport {
  /** What decisions about it bind to: `name@version`, or `name@` and what stands in a version's place. */
  readonly id: string;
  readonly name: string;
  /** Absent where no version can be judged. */
  readonly version?: string;
  /** The manifest's own words, where it names the package. */
  readonly declared?: { readonly name: string; readonly specifier: string };
  /** The manifests that name it, as the reader knows them. */
  readonly manifests: readonly string[];
  readonly level: Level;
  readonly direct: boolean;
  readonly paths: readonly (readonly string[])[];
  readonly places: PackagePlaces;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** Findings that were known before; they do not count for `level`. */
  readonly known: readonly KnownFinding[];
  readonly accepted: readonly AcceptedFinding[];
  /** Of malware: whether it is installed, and what to do. */
  readonly aftermath?: Aftermath;
  readonly coverage: readonly Coverage[];
  /** What of it could not be checked. */
  readonly unchecked: readonly Coverage[];
  readonly remedies: readonly Remedy[];
}

/** Judged lines as packages, worst first; the order depends on nothing but what is in them. */
export function packageReports(judged: readonly Judged[]): readonly PackageReport[] {
  const byPackage = new Map<string, PackageReport>();
  for (const one of judged) {
    const key = packageKey(one.assessment);
    const known = byPackage.get(key);
    byPackage.set(key, known === undefined ? packageReport(one) : merged(known, packageReport(one)));
  }
  return [...byPackage.values()].sort(worstFirst);
}

/** Without a version there is only the manifest line to tell two apart. */
function packageKey({ subject }: Assessment): string {
  const place = judgedVersion(subject) ?? subject.dependency?.path ?? subject.paths;
  return JSON.stringify([subject.name, place]);
}

const NO_PLACES: PackagePlaces = Object.freeze({ declared: [], locked: [] });

function packageReport({ assessment, remedies, manifest, places = NO_PLACES }: Judged): PackageReport {
  const { subject, level, findings, accepted, aftermath, coverage } = assessment;
  const { name, dependency, direct, paths } = subject;
  return {
    id: acceptanceId(subject) ?? name,
    name,
    version: judgedVersion(subject),
    declared: dependency === undefined ? undefined : { name: dependency.name, specifier: dependency.raw },
    manifests: dependency === undefined || manifest === undefined ? [] : [manifest],
    level,
    direct,
    paths,
    places,
    findings,
    known: [],
    accepted,
    aftermath,
    coverage,
    unchecked: openQuestions(assessment),
    remedies,
  };
}

function merged(a: PackageReport, b: PackageReport): PackageReport {
  const findings = distinct([...a.findings, ...b.findings], (finding) => finding.fingerprint);
  const fuller = b.coverage.length > a.coverage.length ? b : a;
  return {
    id: a.id,
    name: a.name,
    version: a.version,
    declared: a.declared ?? b.declared,
    manifests: distinct([...a.manifests, ...b.manifests], (manifest) => manifest),
    level: worstLevel([a.level, b.level]),
    direct: a.direct || b.direct,
    paths: distinct([...a.paths, ...b.paths], (path) => path.join('\0')),
    places: {
      declared: distinct([...a.places.declared, ...b.places.declared], placeKey),
      locked: distinct([...a.places.locked, ...b.places.locked], placeKey),
      needs: distinct([...(a.places.needs ?? []), ...(b.places.needs ?? [])], (id) => id),
    },
    findings: findings.sort((one, other) => compareLevels(other.level, one.level)),
    known: [...a.known, ...b.known],
    accepted: distinct([...a.accepted, ...b.accepted], ({ finding }) => finding.fingerprint),
    aftermath: a.aftermath ?? b.aftermath,
    coverage: fuller.coverage,
    unchecked: fuller.unchecked,
    remedies: distinct([...a.remedies, ...b.remedies], (remedy) => remedy.title),
  };
}

function placeKey({ file, line, column }: FilePlace): string {
  return JSON.stringify([file, line, column]);
}

/** The first of each key. */
function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map([...items].reverse().map((item) => [keyOf(item), item])).values()].reverse();
}

export function worstFirst(a: PackageReport, b: PackageReport): number {
  return compareLevels(b.level, a.level) || Number(b.direct) - Number(a.direct) || byCodeUnits(sortKey(a), sortKey(b));
}

/** NUL comes before every character of a name, so `a` stands before `a-b`. */
function sortKey({ name, version, declared }: PackageReport): string {
  return [name, version ?? '', declared?.specifier ?? ''].join('\0');
}

/** The same on every machine, unlike `localeCompare`. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
