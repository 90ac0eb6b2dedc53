/**
 * What the examples on the rules' pages need to know of real packages: the part of registry documents, advisories and
 * malware records that the examples turn on, as those stood when the pages were written. Dates are relative to `NOW`.
 */
import {
  absent,
  readDeclared,
  skipped,
  type AddedDependency,
  type Advisory,
  type AttestationFacts,
  type MalwareRecord,
  type ManagerPolicy,
  type SignatureFacts,
  type OrganisationRules,
} from '../../../server/src/model/index.js';
import { createCompoundFinder } from '../../../server/src/sources/support/names/name-compounds.js';
import { createNameSimilarity } from '../../../server/src/sources/support/names/name-similarity.js';
import { artifactFacts } from '../../support/artifacts.js';
import { ARTIFACTS, BEFORE, HARMLESS } from './doc-artifacts.js';
import {
  advisory,
  DAY,
  facts,
  HOUR,
  NOW,
  packument,
  type AllFacts,
  type PackumentGiven,
} from '../../support/subjects.js';

interface Known {
  /** Null: the registry has no such name. */
  readonly document: Omit<PackumentGiven, 'name'> | null;
  readonly malware?: readonly MalwareRecord[];
  readonly advisories?: readonly Advisory[];
  readonly signature?: SignatureFacts;
  readonly attestation?: AttestationFacts;
  readonly namesake?: PackumentGiven;
  /** New dependencies of its newest version. */
  readonly added?: readonly AddedDependency[];
}

/** The examples' project is told to wait for a week, except for packages of its own. */
export const DOC_MANAGER: ManagerPolicy = {
  manager: 'pnpm',
  wait: { age: 7 * DAY, setting: 'minimumReleaseAge', file: 'pnpm-workspace.yaml' },
  exempt: ['vapi-*'],
  scripts: {
    others: 'blocked',
    allowed: ['esbuild@0.21.5', 'bcrypt@5.1.0'],
    denied: [],
    list: { setting: 'allowBuilds', file: 'pnpm-workspace.yaml' },
  },
  refusesExotic: 'pnpm-workspace.yaml',
  refusesTrustLoss: { file: 'pnpm-workspace.yaml', exempt: [] },
};

/** The examples' organisation wants no `colors`, and no package under the AGPL. */
export const DOC_ORGANISATION: OrganisationRules = {
  ...{ leastLevels: {}, denied: ['colors'], allowed: [], deniedLicences: ['AGPL-3.0-only'], allowedLicences: [] },
  ...{ registries: [], minimumAgeHours: 0 },
};

const POPULAR = [
  ...['chalk', 'express', 'lodash', 'react', 'axios', 'uuid', 'cross-env', 'lodash.pick', 'lodash-es', 'preact'],
  ...['express-session', 'esbuild', 'fsevents', 'moment', 'mongoose', 'qs', 'request'],
  'eslint-plugin-unused-imports',
];
const similarity = createNameSimilarity(POPULAR);
const compounds = createCompoundFinder(POPULAR);

const malware = (id: string, affects: MalwareRecord['affects']): readonly MalwareRecord[] => [
  { id, affects, sources: ['ossf-malicious-packages'] },
];
const old = (...versions: readonly string[]): Known => ({ document: { versions } });
const young = (...versions: readonly string[]): Known => ({ document: { versions, createdAt: NOW - 20 * HOUR } });

const WORLD: Readonly<Record<string, Known>> = {
  axois: young('1.14.1'),
  basementio: {
    document: { versions: { '0.0.1-security': { description: 'security holding package' } } },
    malware: malware('MAL-2024-7874', '*'),
  },
  bufferutil: { document: { versions: { '4.0.8': { installScripts: { install: 'node-gyp-build' } } } } },
  c: {
    document: {
      versions: { '1.1.1': {}, '0.0.1-security': { description: 'security holding package' } },
      distTags: { latest: '0.0.1-security' },
    },
  },
  axios: { document: { versions: { '1.13.2': {}, '1.14.1': { publishedAt: NOW - 5 * HOUR } } } },
  chalk: { ...old('4.1.2', '5.6.0', '5.6.2'), malware: malware('MAL-2025-46969', ['5.6.1']) },
  colors: old('1.4.0'),
  'cross-env': old('5.0.1', '7.0.3'),
  'cross-env.js': young('5.0.1'),
  crossenv: {
    document: { versions: { '0.0.2-security': { description: 'security holding package' } } },
    malware: malware('MAL-2017-1', '*'),
  },
  esbuild: { document: { versions: { '0.21.5': { installScripts: { postinstall: 'node install.js' } } } } },
  bcrypt: {
    document: { versions: { '5.1.0': {}, '6.0.0': { installScripts: { install: 'node-gyp-build' } } } },
  },
  'event-stream': {
    document: {
      versions: {
        '3.3.5': { declares: JSON.stringify(readDeclared({ dependencies: { through: '~2.3.1' } })) },
        '3.3.6': { publishedAt: NOW - 20 * HOUR },
      },
    },
    added: [
      { name: 'flatmap-stream', raw: '^0.1.0', optional: false, createdAt: NOW - 30 * HOUR, publishers: ['eve'] },
    ],
  },
  'eslint-scope': old('3.7.1', '3.7.2'),
  'http-retry-client': {
    document: {
      versions: {
        '3.4.0': { provenance: 'trusted-publisher' },
        '3.4.1': { provenance: 'trusted-publisher' },
        '3.4.2': { publisher: 'hrc', publishedAt: NOW - 6 * DAY },
      },
    },
  },
  'darcyclarke-manifest-pkg': { document: { versions: { '2.1.15': { declares: JSON.stringify(readDeclared({})) } } } },
  'fast-config-skill': old('1.0.2'),
  'font-loader-kit': old('1.0.2'),
  'grafana-plugin-sdk-util': old('9.9.9'),
  'express-fast-kit': {
    document: {
      versions: { '1.0.0': { publisher: 'eve' } },
      createdAt: NOW - 9 * DAY,
      repository: 'https://github.com/expressjs/express',
    },
    namesake: { repository: 'https://github.com/expressjs/express', maintainers: ['wesleytodd'] },
  },
  'mirrored-parser': {
    document: { versions: ['3.0.1', '3.0.2'] },
    signature: { verdict: 'invalid', keyId: 'SHA256:AAAA' },
  },
  'mirrored-lexer': { document: { versions: ['1.4.0'] }, signature: { verdict: 'unsigned' } },
  'hosted-search-client': {
    document: { versions: { '2.3.1': { license: 'MIT' }, '2.4.0': { license: 'BUSL-1.1', publishedAt: NOW - DAY } } },
  },
  'table-stream-kit': {
    document: {
      versions: { '3.2.0': { hasShrinkwrap: false }, '3.2.1': { hasShrinkwrap: true, publishedAt: NOW - DAY } },
    },
  },
  'ipc-legacy-bus': {
    document: {
      versions: {
        '9.2.2': { publisher: 'riaevangel', publishedAt: NOW - 1500 * DAY },
        '12.0.0': { publisher: 'riaevangel', publishedAt: NOW - 800 * DAY },
        '12.0.1': { publisher: 'atiertant2', publishedAt: NOW - 2 * DAY },
      },
      maintainers: ['atiertant2'],
      unpublished: { '9.1.6': NOW - 2 * DAY, '9.2.3': NOW - 2 * DAY },
    },
  },
  'img-multipart-copy': old('1.0.4'),
  'internal-deploy-kit': old('0.3.0'),
  'monorepo-preset-kit': old('2.2.0'),
  'intranet-widgets': { document: { versions: { '99.9.9': {} }, createdAt: NOW - 5 * DAY, license: 'ISC' } },
  'quick-shell-tools': old('1.0.0'),
  'react-auth-kit-core': old('3.1.1'),
  'ts-schema-validate-lite': old('1.0.7'),
  'unused-imports': old('1.0.7'),
  'vapi-server-kit': old('1.9.3'),
  'web-browserify': old('1.0.1'),
  'zip-slip-kit': old('1.0.0'),
  expres: old('0.0.1', '0.0.4', '0.0.5'),
  express: old('4.17.1', '4.21.2'),
  'express-mongoose': { document: { versions: { '0.1.0': {} }, license: 'MIT' } },
  'mongoose-express': { document: { versions: { '1.0.0': {} }, createdAt: NOW - 5 * DAY, license: 'ISC' } },
  'express-rate-shield': { document: null },
  'express-session': old('1.18.0'),
  expresss: { document: null },
  fs: old('0.0.1-security'),
  fsevents: { ...old('1.2.4', '1.2.11', '2.3.3'), malware: malware('MAL-2023-462', { range: '>=1.0.0 <1.2.11' }) },
  lodahs: young('1.0.0'),
  lоdash: { document: null },
  lodash: {
    signature: { verdict: 'valid', keyId: 'SHA256:AAAA' },
    document: { versions: { '4.17.20': {}, '4.17.21': { integrity: 'sha512-AAAA' } } },
    advisories: [
      advisory({
        id: 'GHSA-35jh-r3h4-6jhm',
        aliases: ['CVE-2021-23337'],
        summary: 'Command Injection in lodash',
        severity: 'high',
        ranges: [{ introduced: '0', fixed: '4.17.21' }],
      }),
    ],
  },
  'lodash-es': old('4.17.21'),
  'lodash.pick': old('4.4.0'),
  'node-uuid': { document: { versions: { '1.4.8': { deprecated: 'Use uuid module instead' } } } },
  'plain-crypto-js': young('4.2.1'),
  preact: old('10.24.0'),
  qs: {
    ...old('6.7.0', '6.7.3'),
    advisories: [
      advisory({ id: 'GHSA-hrpp-h998-j3pp', severity: 'high', ranges: [{ introduced: '6.7.0', fixed: '6.7.3' }] }),
    ],
  },
  react: old('16.14.0', '18.3.1'),
  rnoment: young('2.30.1'),
  request: {
    document: {
      versions: {
        '2.88.2': { deprecated: 'request has been deprecated, see https://github.com/request/request/issues/3142' },
      },
    },
    advisories: [advisory({ id: 'GHSA-p8p7-x288-28g6', severity: 'moderate', semverRange: '<=2.88.2' })],
  },
  'ua-parser-js': { document: { versions: ['0.7.28', '0.7.30'], createdAt: NOW - 4000 * DAY } },
  xrpl: old('4.2.1'),
  semver: {
    document: {
      versions: {
        '6.3.0': { publishedAt: NOW - 900 * DAY },
        '6.3.1': { publishedAt: NOW - 5 * DAY },
        '7.5.4': { publishedAt: NOW - 90 * DAY, provenance: 'attestation' },
      },
    },
  },
  uuid: { document: { versions: { '9.0.1': { integrity: 'sha512-AAAA', shasum: '000000' }, '11.0.0': {} } } },
};

const ANY: Known = old('1.0.0');

function known(name: string): Known | undefined {
  if (Object.hasOwn(WORLD, name)) return WORLD[name];
  return Object.hasOwn(ARTIFACTS, name) || HARMLESS.includes(name) ? ANY : undefined;
}

/** True for names that the examples may use without a local address. */
export function isKnown(name: string): boolean {
  return known(name) !== undefined;
}

/** All facts about a name of the world; about any other nothing is known. */
export function factsAbout(name: string): AllFacts {
  const told = known(name);
  if (told === undefined) return facts({ packument: skipped('not-from-registry', 'not from a registry') });
  const rank = similarity.rankOf(name);
  return facts({
    packument: told.document === null ? absent(NOW) : packument({ name, ...told.document }),
    intelligence: { malware: told.malware ?? [], advisories: told.advisories ?? [], origin: 'the examples' },
    registryAdvisories: [],
    osv: [],
    popularity: {
      rank,
      listSize: similarity.size,
      similar: similarity.similarTo(name),
      compound: compounds.compoundOf(name),
    },
    tarballManifest: { scripts: {}, hasBindingGyp: false, declares: readDeclared({}), fileCount: 1, unpackedSize: 1 },
    replacements: [],
    artifact: ARTIFACTS[name] ?? artifactFacts(),
    previousArtifact: BEFORE[name],
    addedDependencies: told.added,
    signature: told.signature,
    attestation: told.attestation,
    namesake: told.namesake === undefined ? undefined : packument({ name: 'express', ...told.namesake }),
  });
}
