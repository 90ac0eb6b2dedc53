import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { coverageOf } from '../../server/src/engine/coverage.js';
import { inEnglish, type Outcome, type Question, type SignatureFacts } from '../../server/src/model/index.js';
import { breathe } from '../../server/src/platform/timers.js';
import { invalidSignature } from '../../server/src/rules/invalid-signature.js';
import { createAttestationSource } from '../../server/src/sources/attestation.js';
import { createDepsDevSource } from '../../server/src/sources/deps-dev.js';
import { createDownloadsSource } from '../../server/src/sources/downloads.js';
import { lazyIntelligence } from '../../server/src/sources/intelligence.js';
import { createOsvSource } from '../../server/src/sources/osv.js';
import { createRegistryAdvisoriesSource } from '../../server/src/sources/registry-advisories.js';
import { createRegistrySource, type RegistrySourceOptions } from '../../server/src/sources/registry.js';
import { createScorecardSource } from '../../server/src/sources/scorecard.js';
import { createSignatureSource } from '../../server/src/sources/signature.js';
import type { LookUp, Source } from '../../server/src/sources/source.js';
import { createIntelligenceStore } from '../../server/src/sources/support/intelligence-updates/intelligence-store.js';
import { createRegistryKeys } from '../../server/src/sources/support/signatures/registry-keys.js';
import { testHttp, type TestHttp } from '../platform/network/http-setup.js';
import { draftsOf, onlyDraft } from '../rules/support/drafts-of.js';
import { inWords, onlineSetup, START } from '../sources/online-setup.js';
import { compile } from '../sources/support/intelligence-samples.js';
import { startDepsDev } from '../support/deps-dev-server.js';
import { startDownloads } from '../support/downloads-server.js';
import type { Answer, Fault, LocalServer } from '../support/local-server.js';
import { malwareRecord, startOsvExport } from '../support/osv-export-server.js';
import { startOsv, type RawOsvRecord } from '../support/osv-server.js';
import { integrityOf, packument } from '../support/packuments.js';
import { startRegistry } from '../support/registry-server.js';
import { scorecardResult, startScorecard } from '../support/scorecard-server.js';
import { signingKey } from '../support/signing-keys.js';
import { subject } from '../support/subjects.js';

/** What can go wrong with an answer, each as the service itself or somebody on the way would do it. */
const FAULTS = {
  '410': () => answering({ status: 410, body: '{"error":"gone"}' }),
  '404': () => answering({ status: 404, body: '{"error":"Not found"}' }),
  '403': () => answering({ status: 403, body: 'forbidden' }),
  '429 for long': () => answering({ status: 429, headers: { 'retry-after': '3600' } }),
  '500': () => answering({ status: 500 }),
  slow: (http) => ({ kind: 'silent', heard: () => http.timers.fire() }),
  'broken off': () => ({ kind: 'broken-off' }),
  'half of a compressed body': () => ({ kind: 'truncated-gzip' }),
  'half of a text': () => answering({ status: 200, body: '{"results":[{"vulns":[{"id":"GHSA' }),
  'a page': () => answering({ status: 200, body: '<html>Please log in</html>' }),
  'another shape': () => answering({ status: 200, body: '{"success":true}' }),
  'a list': () => answering({ status: 200, body: '[]' }),
} as const satisfies Readonly<Record<string, (http: TestHttp) => Fault>>;
type FaultName = keyof typeof FAULTS;

function answering(answer: Answer): Fault {
  return { kind: 'answer', answer };
}

/** How often a fault comes: more often than anything is tried. */
const TIMES = 5;

interface Parts extends RegistrySourceOptions {
  readonly http: TestHttp;
  /** Where files may lie. */
  readonly folder: string;
}

interface Row {
  readonly service: string;
  /** What the coverage speaks of; undefined where the answer is no fact of a package. */
  readonly question?: Question;
  /** Of the request that meets the fault. */
  readonly path: string;
  readonly start: () => Promise<LocalServer>;
  readonly ask: (parts: Parts, server: LocalServer) => Promise<Outcome<unknown> | undefined>;
  /** In words, with HOST for the server's own. What is not listed is told as by `COMMON`. */
  readonly told: Readonly<Partial<Record<FaultName, string>>>;
  /** What it is when nothing goes wrong; `ok` unless given. */
  readonly well?: string;
}

/** What each fault is told as, whoever is asked. */
const COMMON: Readonly<Partial<Record<FaultName, string>>> = {
  '410': 'failed unsupported: HOST gave no answer of use (410).',
  '404': 'failed unsupported: HOST gave no answer of use (404).',
  '403': 'failed forbidden: HOST refuses to answer (403).',
  '429 for long': 'failed rate-limited: HOST is asked too often (429).',
  '500': 'failed server-error: HOST has a problem of its own (500).',
  slow: 'failed timeout: HOST did not answer within 20 s.',
  'broken off': 'failed network: HOST could not be reached (ECONNRESET).',
  'half of a compressed body': 'failed malformed: HOST sent a broken answer (Z_BUF_ERROR).',
};

/** Every answer that is none of the expected kind. */
function shapeless(sentence: string): Row['told'] {
  return { 'half of a text': sentence, 'a page': sentence, 'another shape': sentence, 'a list': sentence };
}

const KIT: LookUp = { name: 'kit', version: '1.0.0' };
const KEY = signingKey('SHA256:one');
const INTEGRITY = integrityOf('kit');
const SIGNATURE = KEY.sign('kit', '1.0.0', INTEGRITY);
const SIGNED: LookUp = {
  ...KIT,
  signed: {
    integrity: INTEGRITY,
    publishedAt: START,
    signatures: [{ keyId: SIGNATURE.keyid, signature: SIGNATURE.sig }],
  },
};
const FLAW: RawOsvRecord = {
  id: 'GHSA-35jh-r3h4-6jhm',
  modified: '2026-01-01T00:00:00Z',
  summary: 'A flaw of kit',
  affected: [{ package: { ecosystem: 'npm', name: 'kit' }, versions: ['1.0.0'] }],
};
const EVIL = malwareRecord('MAL-2026-1', 'evil', '2026-05-01T00:00:00Z');
/** What npm's registry answers for sigstore@0.4.0. */
const STATED = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../../test/fixtures/attestations/sigstore-0.4.0.json'), 'utf8'),
) as object;

const publicScopes = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set());
const registry = (): Promise<LocalServer> =>
  startRegistry({
    packages: [packument('kit', { '1.0.0': {} })],
    keys: [KEY.listed],
    attestations: { 'kit@1.0.0': STATED },
    advisories: {},
  });
const shipped = lazyIntelligence(compile({}));

async function first<Q extends Question>(source: Source<Q>, request: LookUp): Promise<Outcome<unknown> | undefined> {
  const [outcome] = await source.lookUp([request], { signal: new AbortController().signal, freshness: 'cached' });
  return outcome;
}

function storeOf({ http, clock, folder }: Parts) {
  return createIntelligenceStore({ shipped, file: path.join(folder, 'intelligence.bin'), http, clock, breathe });
}
const request = (from: string) => ({ from, signal: new AbortController().signal, onProgress: () => undefined });

/** With a record that came later than those of the export that is known. */
const exported = (): Promise<LocalServer> =>
  startOsvExport(EVIL, malwareRecord('MAL-2026-2', 'worse', '2026-05-20T00:00:00Z'));

/** Above an asset that holds the earlier record, so that only what has changed is asked for. */
async function updated(parts: Parts, { url }: LocalServer): Promise<Outcome<unknown>> {
  const store = storeOf(parts);
  const earlier = await startOsvExport(EVIL);
  const whole = await store.build(request(`${earlier.url}/npm`));
  await earlier.close();
  assert.equal(whole.status, 'ok');
  return store.update(request(`${url}/npm`));
}

const BARE = 'ok OSV lists this version; the record itself could not be read.';

const ROWS: readonly Row[] = [
  {
    service: "the registry's document",
    question: 'packument',
    path: '/kit',
    start: registry,
    ask: (parts) => first(createRegistrySource(parts), KIT),
    told: {
      '404': 'absent',
      ...shapeless('failed malformed: HOST answered with something that is no package document (200, no type given).'),
    },
  },
  {
    service: "the registry's advisories",
    question: 'registryAdvisories',
    path: '/advisories/bulk',
    start: registry,
    ask: (parts) => first(createRegistryAdvisoriesSource(parts), KIT),
    told: {
      '410': 'failed unsupported: HOST has no advisories endpoint (410).',
      '404': 'failed unsupported: HOST has no advisories endpoint (404).',
      ...shapeless('failed malformed: HOST answered with something that is no list of advisories (200).'),
    },
  },
  {
    service: "the registry's keys",
    question: 'signature',
    path: '/-/npm/v1/keys',
    start: registry,
    ask: (parts) => first(createSignatureSource({ ...parts, keys: createRegistryKeys(parts) }), SIGNED),
    told: {
      '410': 'absent',
      '404': 'absent',
      ...shapeless('failed malformed: HOST answered with something that is no list of keys (200).'),
    },
  },
  {
    service: "the registry's statements about builds",
    question: 'attestation',
    path: '/attestations/',
    start: registry,
    ask: (parts) => first(createAttestationSource({ ...parts, keys: createRegistryKeys(parts) }), SIGNED),
    told: {
      '404': 'absent',
      ...shapeless('failed malformed: HOST answered with something that is no list of attestations (200).'),
    },
  },
  {
    service: 'OSV’s batch of queries',
    question: 'osv',
    path: '/v1/querybatch',
    start: () => startOsv({ records: [FLAW] }),
    ask: (parts, { url }) => first(createOsvSource({ ...parts, baseUrl: url, publicHosts: [], publicScopes }), KIT),
    told: {
      ...shapeless('failed malformed: HOST answered with something that is not from OSV (200).'),
      'another shape': 'failed malformed: HOST did not answer every query (200).',
    },
  },
  {
    service: 'download counts',
    question: 'downloads',
    path: '/last-week/',
    start: () => startDownloads({ kit: 12 }),
    ask: (parts, { url }) =>
      first(createDownloadsSource({ ...parts, baseUrl: url, publicHosts: [], publicScopes }), { name: 'kit' }),
    told: {
      '404': 'absent',
      ...shapeless('failed malformed: HOST answered with something that is no download count (200).'),
      'another shape': 'failed malformed: HOST did not tell a count of kit (200).',
    },
  },
  {
    service: 'deps.dev’s findings',
    question: 'depsDev',
    path: '/v3alpha/findingsbatch',
    start: () => startDepsDev(),
    ask: (parts, { url }) => first(createDepsDevSource({ ...parts, baseUrl: url, publicHosts: [], publicScopes }), KIT),
    told: shapeless('failed malformed: HOST answered with something that is no list of findings (200).'),
  },
  {
    service: 'scorecards of repositories',
    question: 'scorecard',
    path: '/projects/',
    start: () => startScorecard({ 'github.com/acme/kit': scorecardResult('github.com/acme/kit', 7) }),
    ask: (parts, { url }) =>
      first(createScorecardSource({ ...parts, baseUrl: url, publicHosts: [], publicScopes }), {
        name: 'kit',
        repository: 'https://github.com/acme/kit',
      }),
    told: {
      '404': 'absent',
      ...shapeless('failed malformed: HOST answered with something that is no scorecard (200).'),
    },
  },
  {
    service: "OSV's whole export",
    path: '/npm/all.zip',
    start: () => startOsvExport(EVIL),
    ask: (parts, { url }) => storeOf(parts).update(request(`${url}/npm`)),
    told: {
      '410': 'failed unsupported: URL/npm does not exist.',
      '404': 'failed unsupported: URL/npm does not exist.',
      ...shapeless(
        'failed malformed: URL/npm cannot be used: End of central directory record signature not found. Either not a zip file, or file is truncated.',
      ),
    },
  },
  {
    service: "OSV's list of changes",
    path: '/npm/modified_id.csv',
    start: exported,
    ask: updated,
    // What cannot be told by the list is read from the whole export.
    told: { '410': 'ok', '404': 'ok', ...shapeless('ok') },
  },
  {
    service: 'a record that has changed',
    path: '/npm/MAL-2026-2.json',
    start: exported,
    ask: updated,
    // A record that is gone was taken back.
    told: { '410': 'ok', '404': 'ok', ...shapeless('failed malformed: URL/npm has no OSV record MAL-2026-2.') },
  },
  {
    service: 'one of OSV’s records',
    question: 'osv',
    path: '/v1/vulns/',
    start: () => startOsv({ records: [FLAW] }),
    ask: (parts, { url }) => first(createOsvSource({ ...parts, baseUrl: url, publicHosts: [], publicScopes }), KIT),
    // That the version is in it is known by then.
    told: Object.fromEntries(Object.keys(FAULTS).map((name) => [name, BARE])),
    well: 'ok A flaw of kit',
  },
];

describe('what goes wrong with a service', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function prepare({ start, service }: Row): Promise<readonly [Parts, LocalServer]> {
    const server = await start();
    const isRegistry = service.startsWith('the registry');
    const setup = await onlineSetup(isRegistry ? { user: `registry=${server.url}/\n` } : {});
    const { config, cache, clock, turns } = await setup.parts();
    open.push(server, setup);
    return [
      { config, cache, clock, turns, http: await testHttp({ config, clock }), folder: setup.machine.folder },
      server,
    ];
  }
  const words = (outcome: Outcome<unknown> | undefined, { service }: Row, { url }: LocalServer): string => {
    const value = outcome?.status === 'ok' ? outcome.value : undefined;
    const summary =
      service.startsWith('one of') && Array.isArray(value) ? (value as { summary: string }[])[0]?.summary : '';
    return `${inWords(outcome)} ${summary ?? ''}`.trim().replaceAll(url, 'URL').replaceAll(new URL(url).host, 'HOST');
  };

  for (const row of ROWS) {
    const { service, path: faulty, question, told, well = 'ok' } = row;
    describe(`with ${service}`, () => {
      for (const [name, fault] of Object.entries(FAULTS) as [FaultName, (http: TestHttp) => Fault][]) {
        const expected = told[name] ?? COMMON[name] ?? 'nothing, as nobody has said what';
        it(`(${name}) is told as: ${expected}`, async () => {
          const [parts, server] = await prepare(row);
          server.fail(faulty, ...Array.from({ length: TIMES }, () => fault(parts.http)));
          const outcome = await row.ask(parts, server);
          assert.equal(words(outcome, row, server), expected);
          if (question !== undefined && outcome !== undefined) assertCovered(question, outcome);
        });
      }

      it('(429 with a Retry-After of a second) is waited for, and then well', async () => {
        const [parts, server] = await prepare(row);
        server.fail(faulty, answering({ status: 429, headers: { 'retry-after': '1' } }));
        assert.equal(words(await row.ask(parts, server), row, server), well);
        assert.ok(parts.http.timers.delays.includes(1000));
        const asked = server.requests.filter((one) => one.path.includes(faulty));
        assert.equal(asked.length, 2);
      });

      it('(nothing) is well', async () => {
        const [parts, server] = await prepare(row);
        assert.equal(words(await row.ask(parts, server), row, server), well);
      });
    });
  }

  it('with a key that had expired is a finding, and no gap', async () => {
    const day = 24 * 3_600_000;
    const expired = { ...KEY.listed, expires: new Date(START - day).toISOString() };
    const start = (): Promise<LocalServer> => startRegistry({ keys: [expired] });
    const keysRow = ROWS.find(({ question }) => question === 'signature');
    assert.ok(keysRow !== undefined);
    const [parts, server] = await prepare({ ...keysRow, start });
    const outcome = (await keysRow.ask(parts, server)) as Outcome<SignatureFacts>;
    assertCovered('signature', outcome);
    const { message } = onlyDraft(draftsOf(invalidSignature, subject({ name: 'kit' }), { signature: outcome }));
    assert.equal(message, 'kit 1.0.0 is signed with a key that had expired before it was published');
  });
});

/** An answer is told as one, and everything else as unknown, with the sentence that says why. */
function assertCovered(question: Question, outcome: Outcome<unknown>): void {
  const [covered] = coverageOf({ [question]: outcome }, subject({ name: 'kit' }));
  if (outcome.status === 'failed') {
    const { wording, ...told } = covered ?? {};
    assert.deepEqual(told, { question, status: 'unknown', reason: outcome.message });
    assert.equal(inEnglish(wording ?? ''), outcome.message, 'it can be said in other languages');
    assert.match(outcome.message, /^127\.0\.0\.1:\d+ .+\.$/);
  } else {
    assert.equal(covered?.status, 'answered');
  }
}
