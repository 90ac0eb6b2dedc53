import semver from 'semver';

/** A registry document as a registry sends it: whatever is in it that is not looked at stays. */
export type RawDocument = Readonly<Record<string, unknown>>;

/** Version → a clause that says why it is hidden: `it is known malware (MAL-2026-1)`. */
export type Hidden = ReadonlyMap<string, string>;

export interface Judge {
  /** A clause, where a version is known malware. */
  readonly malware: (version: string) => string | undefined;
  readonly cooldownHours: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const MS_PER_HOUR = 3_600_000;

/** The versions of a document that nobody is to get, and why. A version without a date is not held to be young. */
export function hiddenVersions(document: RawDocument, { malware, cooldownHours, now }: Judge): Hidden {
  const times = recordIn(document, 'time');
  const hidden = new Map<string, string>();
  for (const version of Object.keys(recordIn(document, 'versions'))) {
    const reason = malware(version) ?? tooYoung(times[version], cooldownHours, now);
    if (reason !== undefined) hidden.set(version, reason);
  }
  return hidden;
}

function tooYoung(time: unknown, cooldownHours: number, now: number): string | undefined {
  const published = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  const hours = (now - published) / MS_PER_HOUR;
  if (Number.isNaN(hours) || hours >= cooldownHours) return undefined;
  return `it is ${Math.max(0, Math.floor(hours))} hours old, and versions are to be ${cooldownHours} hours old`;
}

/** @param tarballAt where the package file of a version is to be had instead */
export function withoutHidden(
  document: RawDocument,
  hidden: Hidden,
  tarballAt: (version: string, url: string) => string,
): RawDocument {
  const versions = Object.entries(recordIn(document, 'versions')).filter(([version]) => !hidden.has(version));
  const kept = versions.map(([version, manifest]) => [
    version,
    withTarball(manifest, (url) => tarballAt(version, url)),
  ]);
  const times = Object.entries(recordIn(document, 'time')).filter(([version]) => !hidden.has(version));
  const names = versions.map(([version]) => version);
  return {
    ...document,
    versions: Object.fromEntries(kept) as unknown,
    time: Object.fromEntries(times),
    'dist-tags': tagsWithout(recordIn(document, 'dist-tags'), hidden, names),
    readme: '',
  };
}

/**
 * A tag of a hidden version goes to the newest one below it that is left: of the same kind, so that nobody gets a prerelease
 * who has not asked for one. Where there is none, it is gone.
 */
function tagsWithout(tags: Readonly<Record<string, unknown>>, hidden: Hidden, left: readonly string[]): object {
  const entries = Object.entries(tags).flatMap(([tag, version]) => {
    if (typeof version !== 'string' || !hidden.has(version)) return [[tag, version] as const];
    const instead = below(version, left);
    return instead === undefined ? [] : [[tag, instead] as const];
  });
  return Object.fromEntries(entries);
}

function below(hidden: string, left: readonly string[]): string | undefined {
  const isPrerelease = semver.prerelease(hidden) !== null;
  const candidates = left.filter(
    (version) =>
      semver.valid(version) !== null &&
      semver.valid(hidden) !== null &&
      semver.lt(version, hidden) &&
      (isPrerelease || semver.prerelease(version) === null),
  );
  return semver.rsort([...candidates])[0];
}

function withTarball(manifest: unknown, replace: (url: string) => string): unknown {
  const dist = recordIn(manifest, 'dist');
  const { tarball } = dist;
  if (typeof tarball !== 'string') return manifest;
  return { ...(manifest as object), dist: { ...dist, tarball: replace(tarball) } };
}

/** Where a document says that a version's package file lies. */
export function tarballOf(document: RawDocument, version: string): string | undefined {
  const { tarball } = recordIn(recordIn(recordIn(document, 'versions'), version), 'dist');
  return typeof tarball === 'string' ? tarball : undefined;
}

/** The version whose package file has this name; undefined where none has, or several. */
export function versionOfFile(document: RawDocument, file: string): string | undefined {
  const versions = Object.keys(recordIn(document, 'versions'));
  const found = versions.filter((version) => fileName(tarballOf(document, version) ?? '') === file);
  return found.length === 1 ? found[0] : undefined;
}

export function fileName(url: string): string {
  return URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '';
}

export function recordIn(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  const found = isObject ? (value as Record<string, unknown>)[key] : undefined;
  return typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>) : {};
}
