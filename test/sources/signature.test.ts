import assert from 'node:assert/strict';
import type { Outcome, SignatureFacts } from '../../server/src/model/index.js';
import { createSignatureSource } from '../../server/src/sources/signature.js';
import type { LookUp } from '../../server/src/sources/source.js';
import { createRegistryKeys } from '../../server/src/sources/support/signatures/registry-keys.js';
import type { Fault } from '../support/local-server.js';
import { integrityOf } from '../support/packuments.js';
import { startRegistry, type RegistryServer, type RegistryServerOptions } from '../support/registry-server.js';
import { signingKey, type SigningKey } from '../support/signing-keys.js';
import { inWords, lookUp, MINUTE_MS, onlineSetup, START, type OnlineSetup } from './online-setup.js';

const DAY_MS = 24 * 60 * MINUTE_MS;
const KEY = signingKey('SHA256:one');
const OLD = signingKey('SHA256:old', new Date(START - 100 * DAY_MS).toISOString());
const STRANGER = signingKey('SHA256:stranger');

interface Given {
  readonly about?: string;
  readonly publishedAt?: number;
}

/** `kit@1.0.0` as a document has it that was signed with a key. */
function signed(key: SigningKey, { about, publishedAt = START }: Given = {}): LookUp {
  const integrity = integrityOf('kit');
  const { keyid: keyId, sig: signature } = key.sign('kit', '1.0.0', about ?? integrity);
  return { name: 'kit', version: '1.0.0', signed: { integrity, publishedAt, signatures: [{ keyId, signature }] } };
}
const UNSIGNED: LookUp = { ...signed(KEY), signed: { integrity: integrityOf('kit'), signatures: [] } };

describe('the signature of a registry', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function serve(options: RegistryServerOptions = { keys: [KEY.listed, OLD.listed] }): Promise<RegistryServer> {
    const server = await startRegistry(options);
    open.push(server);
    return server;
  }
  async function setupFor(server: RegistryServer): Promise<OnlineSetup> {
    const setup = await onlineSetup({ user: `registry=${server.url}/\n` });
    open.push(setup);
    return setup;
  }
  async function ask(setup: OnlineSetup, requests: readonly LookUp[], offline = false) {
    const parts = await setup.parts({ offline });
    return lookUp(createSignatureSource({ ...parts, keys: createRegistryKeys(parts) }), setup, requests);
  }
  const verdicts = (outcomes: readonly Outcome<SignatureFacts>[]) =>
    outcomes.map((outcome) => (outcome.status === 'ok' ? outcome.value.verdict : inWords(outcome)));

  it('is verified with the keys that it publishes', async () => {
    const server = await serve();
    const setup = await setupFor(server);
    const cases: readonly (readonly [LookUp, string])[] = [
      [signed(KEY), 'valid'],
      [signed(KEY, { about: integrityOf('other bytes') }), 'invalid'],
      [{ ...signed(KEY), version: '1.0.1' }, 'invalid'],
      [{ ...signed(KEY), name: 'kat' }, 'invalid'],
      [signed(OLD, { publishedAt: START - 101 * DAY_MS }), 'valid'],
      [signed(OLD, { publishedAt: START - 100 * DAY_MS }), 'expired-key'],
      [signed(STRANGER), 'unknown-key'],
      [UNSIGNED, 'unsigned'],
    ];
    assert.deepEqual(
      verdicts(
        await ask(
          setup,
          cases.map(([request]) => request),
        ),
      ),
      cases.map(([, verdict]) => verdict),
    );
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      ['/-/npm/v1/keys'],
    );
  });

  it('has to hold in all its parts', async () => {
    const setup = await setupFor(await serve());
    const good = signed(KEY).signed?.signatures ?? [];
    const both = { ...signed(STRANGER).signed, integrity: integrityOf('kit'), publishedAt: START };
    const request = { ...signed(KEY), signed: { ...both, signatures: [...good, ...(both.signatures ?? [])] } };
    assert.deepEqual(verdicts(await ask(setup, [request])), ['unknown-key']);
  });

  it('is not there where a registry has no keys, which is no failure', async () => {
    for (const options of [{}, { keys: [] }]) {
      const setup = await setupFor(await serve(options));
      assert.deepEqual(verdicts(await ask(setup, [signed(KEY), UNSIGNED])), ['absent', 'absent']);
    }
  });

  for (const status of [400, 404, 405, 410, 501]) {
    it(`is not there where the registry answers ${status} (Nexus says 400)`, async () => {
      const server = await serve();
      const setup = await setupFor(server);
      server.fail('/keys', { kind: 'answer', answer: { status, body: '{}' } });
      assert.deepEqual(verdicts(await ask(setup, [signed(KEY)])), ['absent']);
    });
  }

  const faults: readonly (readonly [string, Fault, RegExp])[] = [
    ['wants credentials', { kind: 'answer', answer: { status: 401 } }, /^failed unauthorized: .+ \(401\)\.$/],
    [
      'is asked too often',
      { kind: 'answer', answer: { status: 429, headers: { 'retry-after': '100000' } } },
      /^failed rate-limited: /,
    ],
    [
      'answers with a page',
      { kind: 'answer', answer: { status: 200, body: '<html>' } },
      /^failed malformed: .+ no list of keys/,
    ],
    [
      'answers with another shape',
      { kind: 'answer', answer: { status: 200, body: '{"keys":{}}' } },
      /^failed malformed: /,
    ],
  ];
  for (const [what, fault, expected] of faults) {
    it(`is unknown where the registry ${what}`, async () => {
      const server = await serve();
      const setup = await setupFor(server);
      server.fail('/keys', fault);
      assert.match(verdicts(await ask(setup, [signed(KEY)]))[0] ?? '', expected);
    });
  }

  it('is verified with keys that are a day old at most, or older ones where nothing newer can be had', async () => {
    const server = await serve();
    const setup = await setupFor(server);
    await ask(setup, [signed(KEY)]);
    setup.pass(DAY_MS - 1);
    await ask(setup, [signed(KEY)]);
    assert.equal(server.requests.length, 1);
    setup.pass(1);
    assert.deepEqual(verdicts(await ask(setup, [signed(KEY)], true)), ['valid']);
    await ask(setup, [signed(KEY)]);
    assert.equal(server.requests.length, 2);
  });

  it('is verified with older keys where a registry has none all of a sudden, and asks anew soon where it never had any', async () => {
    const gone: Fault = { kind: 'answer', answer: { status: 410, body: '{}' } };
    const server = await serve();
    const setup = await setupFor(server);
    server.fail('/keys', gone);
    assert.deepEqual(verdicts(await ask(setup, [signed(KEY)])), ['absent']);
    assert.deepEqual(verdicts(await ask(setup, [signed(KEY)])), ['valid']);
    setup.pass(DAY_MS);
    server.fail('/keys', gone);
    const [older] = await ask(setup, [signed(KEY)]);
    assert.deepEqual(older?.status === 'ok' && [older.value.verdict], ['valid']);
  });

  it('is not asked about without a hash that could be signed', async () => {
    const server = await serve();
    const setup = await setupFor(server);
    assert.match(verdicts(await ask(setup, [{ name: 'kit', version: '1.0.0' }]))[0] ?? '', /^skipped not-resolved/);
    assert.deepEqual(server.requests, []);
  });

  it('counts keys that cannot be read as none, and signatures that are none as wrong', async () => {
    const broken = { keyid: 'SHA256:broken', key: 'AAAA', expires: null };
    const setup = await setupFor(await serve({ keys: [{}, { keyid: 'x' }, { ...broken, key: '-----' }, broken] }));
    const signatures = [{ keyId: 'SHA256:broken', signature: 'AAAA' }];
    const request = { ...signed(KEY), signed: { integrity: integrityOf('kit'), signatures } };
    assert.deepEqual(verdicts(await ask(setup, [request])), ['invalid']);
  });
});
