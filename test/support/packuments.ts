import { createHash } from 'node:crypto';

/** One version's manifest as a publisher writes it; what is missing is filled in. */
export interface VersionDraft {
  /** ISO 8601; versions without one are published a day after the one before. */
  readonly published?: string;
  readonly [field: string]: unknown;
}

export interface PackumentDraft {
  readonly distTags?: Readonly<Record<string, string>>;
  /** Replaces `time` as a whole. */
  readonly time?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** A registry document as a registry sends it in full. */
export interface RawPackument {
  readonly name: string;
  readonly 'dist-tags': Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly time: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

const FIRST_DAY = Date.UTC(2020, 0, 1);
const DAY_MS = 24 * 60 * 60_000;

/**
 * `packument('lodash', { '4.17.20': { scripts: { postinstall: 'node x.js' } } })`: a full document in which the last
 * version listed is `latest`.
 */
export function packument(
  name: string,
  versions: Readonly<Record<string, VersionDraft>>,
  { distTags, time, ...fields }: PackumentDraft = {},
): RawPackument {
  const entries = Object.entries(versions);
  const published = entries.map(
    ([, draft], index) => draft.published ?? new Date(FIRST_DAY + index * DAY_MS).toISOString(),
  );
  const latest = entries.at(-1)?.[0];
  const manifests = entries.map(([version, draft]) => [version, manifest(name, version, draft)] as const);
  return {
    _id: name,
    _rev: '1-0',
    name,
    'dist-tags': distTags ?? (latest === undefined ? {} : { latest }),
    versions: Object.fromEntries(manifests),
    time: time ?? {
      created: published[0] ?? new Date(FIRST_DAY).toISOString(),
      modified: published.at(-1) ?? new Date(FIRST_DAY).toISOString(),
      ...Object.fromEntries(entries.map(([version], index) => [version, published[index] ?? ''])),
    },
    maintainers: [{ name: 'somebody', email: 'somebody@registry.npm.example' }],
    readme: `# ${name}`,
    ...fields,
  };
}

function manifest(name: string, version: string, draft: VersionDraft) {
  const given = Object.entries(draft).filter(([field]) => field !== 'published');
  return {
    name,
    version,
    description: `The package ${name}`,
    main: 'index.js',
    license: 'MIT',
    _id: `${name}@${version}`,
    _npmUser: { name: 'somebody', email: 'somebody@registry.npm.example' },
    maintainers: [{ name: 'somebody', email: 'somebody@registry.npm.example' }],
    ...Object.fromEntries(given),
    dist: {
      integrity: integrityOf(`${name}@${version}`),
      shasum: createHash('sha1').update(`${name}@${version}`).digest('hex'),
      fileCount: 3,
      unpackedSize: 1000,
      ...(draft.dist as object | undefined),
    },
  };
}

/** Subresource integrity of some bytes, as lockfiles and registries write it. */
export function integrityOf(bytes: string | Buffer): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}

/** What a registry sends of it to `npm install`: no dates, no scripts, but whether there are some that run. */
export function abbreviated({ name, 'dist-tags': distTags, versions, time }: RawPackument): object {
  const kept = ['name', 'version', 'deprecated', 'dependencies', 'optionalDependencies', 'devDependencies'];
  const alsoKept = [
    'bundleDependencies',
    'peerDependencies',
    'peerDependenciesMeta',
    'bin',
    'dist',
    'engines',
    'cpu',
    'os',
  ];
  const short = (full: Readonly<Record<string, unknown>>): object => {
    const scripts = Object.keys((full.scripts as object | undefined) ?? {});
    const runs = scripts.some((script) => ['preinstall', 'install', 'postinstall'].includes(script));
    const fields = Object.entries(full).filter(([key]) => [...kept, ...alsoKept].includes(key));
    return { ...Object.fromEntries(fields), ...(runs ? { hasInstallScript: true } : {}) };
  };
  const shortVersions = Object.entries(versions).map(([version, full]) => [version, short(full)] as const);
  return { name, modified: time.modified, 'dist-tags': distTags, versions: Object.fromEntries(shortVersions) };
}
