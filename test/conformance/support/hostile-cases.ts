import {
  absent,
  FILE_BEHAVIOURS,
  readDeclared,
  type LockedWords,
  type ManagerPolicy,
  type OrganisationRules,
  type Packument,
  type Resolution,
  type Subject,
  type Weakening,
} from '../../../server/src/model/index.js';
import { artifactFacts, artifactManifest, behaviour, flow } from '../../support/artifacts.js';
import { advisory, decisionsSubject, HOUR, NOW, packument, subject, type FactsGiven } from '../../support/subjects.js';

/** Line breaks, a terminal's escape sequence, Markdown, HTML, and more of it than anybody reads. */
const HOSTILE = `1.0.0\n\u001b[31m\r[x](command:evil)<img src=x>${'x'.repeat(50_000)}`;

const HOSTILE_PLACE = { file: HOSTILE, line: 1, column: 1, snippet: HOSTILE };
const hostilePlaces = { from: HOSTILE_PLACE, to: HOSTILE_PLACE, host: HOSTILE, via: [HOSTILE] };

const HOSTILE_WEAKENINGS: readonly Weakening[] = [
  { kind: 'rule', file: HOSTILE, rule: HOSTILE, now: 'off' },
  { kind: 'rule', file: HOSTILE, rule: HOSTILE, before: 'high', now: 'low' },
  { kind: 'allowed', file: HOSTILE, package: HOSTILE },
  { kind: 'accepted', file: HOSTILE, package: HOSTILE, rule: HOSTILE },
  { kind: 'cooldown', file: HOSTILE, before: 72, now: 1 },
  { kind: 'ignored', file: HOSTILE, advisory: HOSTILE },
  { kind: 'baseline', file: HOSTILE, findings: 3 },
];

/** One for each rule about code. */
const HOSTILE_FLOWS = [
  ['environment', 'network'],
  ['key-material', 'network'],
  ['keystrokes', 'network'],
  ['downloaded', 'evaluated'],
  ['decoded', 'evaluated'],
  ['request-input', 'evaluated'],
] as const;
const HOSTILE_BEHAVIOURS = [
  ...(['invisible-text', 'reverse-shell', 'autostart', 'publishes-packages', 'deletes-user-files'] as const),
  ...(['agent-configuration', 'workflow-written', 'hidden-recipient', 'obfuscated', 'encoded-command'] as const),
  'asks-wallet' as const,
  ...FILE_BEHAVIOURS,
];
const HOSTILE_MANIFEST = artifactManifest({
  name: HOSTILE,
  scripts: { postinstall: HOSTILE },
  dependencies: { [HOSTILE]: `http://packages.invalid/${HOSTILE}` },
});

const LONG_NAME = `[x](command:evil)${'x'.repeat(50_000)}`;

/** An alias that imitates a name, and names of one family. */
const MISLEADING_MANIFEST = artifactManifest({
  name: `ring-mark${'1'.repeat(6)}`,
  dependencies: {
    [`${LONG_NAME}o`]: `npm:${LONG_NAME}0@${HOSTILE}`,
    ...Object.fromEntries([1, 2, 3].map((number) => [`${'x'.repeat(50_000)}-mark${number}`, '*'])),
  },
});

/** Of a package manager that has been told much by a hostile file. */
export const HOSTILE_MANAGER: ManagerPolicy = {
  manager: 'pnpm',
  wait: { age: 400 * 24 * HOUR, setting: 'minimumReleaseAge', file: HOSTILE },
  exempt: [],
  scripts: { others: 'blocked', allowed: [], denied: [], list: { setting: 'allowBuilds', file: HOSTILE } },
  refusesExotic: HOSTILE,
  refusesTrustLoss: { file: HOSTILE, exempt: [] },
};

/** Of an organisation that denies whatever it is. */
export const HOSTILE_ORGANISATION: OrganisationRules = {
  ...{ leastLevels: {}, denied: ['*'], allowed: [], deniedLicences: [], allowedLicences: ['MIT'] },
  ...{ registries: ['registry.acme.example'], minimumAgeHours: 0 },
};

/** Subjects and facts in which every text from outside is hostile; between them every rule has something to say. */
export function hostileCases(): readonly (readonly [Subject, FactsGiven])[] {
  const said = {
    integrity: 'sha512-AAAA',
    deprecated: HOSTILE,
    installScripts: { postinstall: HOSTILE },
    publishedAt: NOW - HOUR,
  };
  const document = packument({ name: HOSTILE, createdAt: NOW - HOUR, versions: { [HOSTILE]: said } });
  const held = packument({ name: HOSTILE, versions: { [HOSTILE]: { description: 'security holding package' } } });
  const built = { provenance: 'trusted-publisher', publisher: HOSTILE } as const;
  const byHand = packument({
    name: HOSTILE,
    versions: { '1.0.0': built, '1.0.1': built, '1.0.2': { publisher: HOSTILE, publishedAt: NOW - HOUR } },
  });
  const known: FactsGiven = {
    intelligence: { malware: [{ id: HOSTILE, affects: '*', sources: [HOSTILE] }], advisories: [], origin: 'a test' },
    osv: [
      advisory({
        id: `GHSA-${HOSTILE}`,
        summary: HOSTILE,
        url: 'https://advisories.invalid/1',
        ranges: [{ introduced: '0' }],
      }),
    ],
    artifact: artifactFacts({
      flows: HOSTILE_FLOWS.map(([source, sink]) => flow(source, sink, { ...hostilePlaces, moment: 'install' })),
      behaviours: HOSTILE_BEHAVIOURS.map((kind) =>
        behaviour(kind, { file: HOSTILE, snippet: HOSTILE, detail: HOSTILE, moment: 'install' }),
      ),
      manifest: HOSTILE_MANIFEST,
      oddities: [{ kind: 'symbolic-link', path: HOSTILE, target: HOSTILE }],
      unusedDependencies: [HOSTILE],
    }),
    previousArtifact: artifactFacts({ manifest: artifactManifest() }),
    popularity: { listSize: 8000, similar: [{ name: 'lodash', rank: 1, how: 'swaps "sh"', kind: 'slip' }] },
  };
  return [
    [decisionsSubject(HOSTILE_WEAKENINGS), {}],
    [line({ from: 'lockfile', version: HOSTILE }), { ...known, packument: document }],
    [line({ from: 'lockfile', version: HOSTILE }), { ...known, packument: held }],
    [line({ from: 'registry', version: '2.0.0', lockedVersion: HOSTILE }), { ...known, packument: absent(NOW) }],
    [line({ from: 'lockfile', version: '1.0.2' }), { packument: byHand }],
    [
      line({ from: 'lockfile', version: '99.9.9' }),
      {
        packument: packument({ name: HOSTILE, registryHost: HOSTILE, createdAt: NOW - HOUR, versions: ['99.9.9'] }),
        popularity: { listSize: 8000, similar: [] },
      },
    ],
    [
      line({ from: 'lockfile', version: '1.0.0' }),
      {
        packument: packument({ name: HOSTILE, createdAt: NOW - HOUR, versions: { [HOSTILE]: said }, license: HOSTILE }),
        popularity: {
          listSize: 8000,
          similar: [],
          compound: { how: 'joins express and mongoose', meant: ['express'] },
        },
      },
    ],
    [line({ from: 'lockfile', version: '1.0.0' }), { artifact: artifactFacts({ manifest: MISLEADING_MANIFEST }) }],
    [subject({ name: `\u200b\u202e${HOSTILE}` }), known],
    ...historyCases(),
    [line({ from: 'nowhere', because: 'no-such-version' }), { ...known, packument: document }],
    [
      subject({
        name: HOSTILE,
        declared: '^2.0.0',
        resolution: { from: 'registry', version: '2.0.0', lockedVersion: HOSTILE },
      }),
      {},
    ],
    [from({ kind: 'git', url: HOSTILE, committish: HOSTILE, pinned: false, insecure: true }), {}],
    ...lockedCases(known, document),
    [from({ kind: 'tarball-url', url: `http://packages.invalid/${HOSTILE}`, insecure: true }), {}],
  ];
}

/** A package that somebody else has taken over after years, with everything odd about it at once. */
function historyCases(): readonly (readonly [Subject, FactsGiven])[] {
  const declares = JSON.stringify(readDeclared({ dependencies: { [HOSTILE.slice(0, 900)]: HOSTILE.slice(0, 900) } }));
  const old = { publishedAt: NOW - 20_000 * HOUR, publisher: `old ${HOSTILE}`, maintainers: `old ${HOSTILE}` };
  const late = { publishedAt: NOW - HOUR, publisher: HOSTILE, maintainers: HOSTILE };
  const packumentOf = packument({
    name: HOSTILE,
    versions: {
      '1.0.0': { ...old, publishedAt: NOW - 30_000 * HOUR, hasShrinkwrap: false },
      '1.0.1': { ...old, license: HOSTILE, hasShrinkwrap: false, declares: JSON.stringify(readDeclared({})) },
      '1.0.2': {
        ...late,
        repository: `https://github.com/owner/${HOSTILE}`,
        license: `another ${HOSTILE}`,
        hasShrinkwrap: true,
        declares,
        installScripts: { install: HOSTILE },
      },
      '99.0.0': late,
    },
    unpublished: { [HOSTILE]: NOW - HOUR, '0.9.0': NOW - HOUR },
  });
  const added = { name: HOSTILE.slice(0, 900), raw: HOSTILE, optional: false, createdAt: NOW - 2 * HOUR };
  const known: FactsGiven = {
    packument: packumentOf,
    addedDependencies: [{ ...added, runsAtInstall: true, publishers: [HOSTILE] }],
    attestation: { verdict: 'verified', repository: `https://github.com/other/${HOSTILE}` },
  };
  const doubtful: FactsGiven = {
    packument: packument({ name: HOSTILE, registryHost: HOSTILE, repository: HOSTILE, maintainers: [HOSTILE] }),
    namesake: packument({ name: HOSTILE, createdAt: 0, repository: HOSTILE, maintainers: ['somebody'] }),
    signature: { verdict: 'invalid', keyId: HOSTILE },
    attestation: { verdict: 'invalid', why: HOSTILE },
  };
  const at = (version: string): Subject => line({ from: 'lockfile', version });
  return [
    ...['1.0.2', '99.0.0', HOSTILE].map((version) => [at(version), known] as const),
    [at('1.0.0'), doubtful],
    [at('1.0.0'), { ...doubtful, signature: { verdict: 'unsigned' } }],
  ];
}

/** Entries that only the lockfile has, with everything wrong that can be. */
function lockedCases(known: FactsGiven, document: Packument): readonly (readonly [Subject, FactsGiven])[] {
  const address = `https://packages.invalid/${encodeURIComponent(HOSTILE)}/-/other-1.0.0.tgz`;
  const words = { id: HOSTILE, version: HOSTILE, alias: HOSTILE, askedPlainly: true, unreachable: true };
  const entry = (locked: Partial<LockedWords>): Subject =>
    subject({
      name: HOSTILE,
      dependency: null,
      resolution: { from: 'lockfile', version: HOSTILE },
      locked: { ...words, hasInstallScript: true, format: 'package-lock.json', ...locked },
    });
  return [
    [entry({ resolved: address }), known],
    [entry({ resolved: `${address}#${HOSTILE}`, integrity: `sha1-AAAA ${HOSTILE}` }), known],
    [entry({ resolved: `git+http://${HOSTILE}` }), known],
    [entry({ integrity: 'sha512-BBBB' }), { ...known, packument: document }],
  ];
}

function line(resolution: Resolution): Subject {
  return subject({
    name: HOSTILE,
    resolution,
    declared: { kind: 'tag', name: HOSTILE, tag: HOSTILE, alias: false },
    raw: HOSTILE,
    locked: { id: HOSTILE, version: HOSTILE, resolved: `http://packages.invalid/${HOSTILE}`, deprecated: HOSTILE },
  });
}

function from(declared: NonNullable<Parameters<typeof subject>[0]>['declared']): Subject {
  return subject({
    name: HOSTILE,
    declared,
    raw: HOSTILE,
    resolution: { from: 'nowhere', because: 'not-from-registry' },
  });
}
