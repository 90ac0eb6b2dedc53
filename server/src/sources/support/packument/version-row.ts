import type { VersionFacts } from '../../../model/index.js';

/** A place in the list of values that several versions have in common. */
type Pointer = number | null;

/** Fields of which each version has its own value. */
const OWN_FIELDS = [
  ...(['publishedAt', 'integrity', 'shasum', 'hasInstallScript', 'signatures', 'hasShrinkwrap', 'partial'] as const),
] as const;

/** What versions have in common: engines, peers and descriptions repeat from one to the next. */
const SHARED_FIELDS = [
  ...(['deprecated', 'installScripts', 'engines', 'peerDependencies', 'description', 'declares'] as const),
  ...(['publisher', 'provenance', 'maintainers', 'license', 'repository', 'signingKeys'] as const),
] as const;

/** 1: the shared prefix, the version and `.tgz`, as nearly always. */
type Tarball = string | 1 | null;

/** What is kept of one version: its name, its address, its own fields, and where among the shared values the others stand. */
export type VersionRow = readonly [
  version: string,
  tarball: Tarball,
  ...values: (VersionFacts[OwnField] | null | Pointer)[],
];
type OwnField = (typeof OWN_FIELDS)[number];

/** @param place puts a value among the shared ones */
export function rowOf(facts: VersionFacts, tarballPrefix: string, place: (value: unknown) => number): VersionRow {
  return [
    facts.version,
    facts.tarball === usualTarball(tarballPrefix, facts.version) ? 1 : (facts.tarball ?? null),
    ...OWN_FIELDS.map((field) => facts[field] ?? null),
    ...SHARED_FIELDS.map((field) => (facts[field] === undefined ? null : place(facts[field]))),
  ];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export function factsOf(row: VersionRow, tarballPrefix: string, shared: readonly unknown[]): VersionFacts {
  const [version, tarball] = row;
  const facts: Writable<VersionFacts> = { version };
  if (tarball !== null) facts.tarball = tarball === 1 ? usualTarball(tarballPrefix, version) : tarball;
  let at = 2;
  for (const field of OWN_FIELDS) {
    const value = row[at];
    at += 1;
    if (value !== null && value !== undefined) facts[field] = value as never;
  }
  for (const field of SHARED_FIELDS) {
    const pointer = row[at];
    at += 1;
    if (typeof pointer === 'number') facts[field] = shared[pointer] as never;
  }
  return facts;
}

function usualTarball(prefix: string, version: string): string {
  return `${prefix}${version}.tgz`;
}

/** What stands before the version in the address of most; empty where that is not to be seen. */
export function tarballPrefixOf(versions: readonly VersionFacts[]): string {
  const sample = versions.find((facts) => facts.tarball !== undefined);
  const ending = usualTarball('', sample?.version ?? '');
  return sample?.tarball?.endsWith(ending) === true ? sample.tarball.slice(0, -ending.length) : '';
}
