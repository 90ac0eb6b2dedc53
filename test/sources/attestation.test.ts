import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { phrase, type AttestationFacts, type Outcome } from '../../server/src/model/index.js';
import { createAttestationSource } from '../../server/src/sources/attestation.js';
import type { LookUp } from '../../server/src/sources/source.js';
import { createRegistryKeys } from '../../server/src/sources/support/signatures/registry-keys.js';
import { integrityOf } from '../support/packuments.js';
import { startRegistry, type RegistryServer, type RegistryServerOptions } from '../support/registry-server.js';
import { signingKey } from '../support/signing-keys.js';
import { inWords, lookUp, onlineSetup, type OnlineSetup } from './online-setup.js';

/** What npm's registry answers for sigstore@0.4.0, with the certificate of its build and the entry in the public log. */
const REAL = path.resolve(import.meta.dirname, '../../../test/fixtures/attestations/sigstore-0.4.0.json');

interface Recorded {
  readonly attestations: {
    readonly bundle: {
      readonly dsseEnvelope: { payload: string; readonly signatures: { sig: string; keyid: string }[] };
    };
  }[];
}
const recorded = (): Recorded => JSON.parse(readFileSync(REAL, 'utf8')) as Recorded;

/** npm's key of 2022, as its registry lists it. */
const NPM_KEY = {
  expires: '2025-01-29T00:00:00.000Z',
  keyid: 'SHA256:jl3bwswu80PjjokCgh0o2w5c2U4LhQAE57gj9cz1kzA',
  keytype: 'ecdsa-sha2-nistp256',
  scheme: 'ecdsa-sha2-nistp256',
  key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1Olb3zMAFFxXKHiIkQO5cJ3Yhl5i6UPp+IhuteBJbuHcA5UogKo0EWtlWwW6KSaKoTNEYL7JlCQiVnkhBktUgg==',
};
const SHA512 =
  '282c0c5fa936d264321643581b65d3de5c0af6ed4fdfac12f5851115df39cc25cfaf0ad22d908487bfef30114d61c25746206d1834be4f8fd16591' +
  '78f77cc004';
const REQUEST: LookUp = {
  name: 'sigstore',
  version: '0.4.0',
  signed: { integrity: `sha512-${Buffer.from(SHA512, 'hex').toString('base64')}`, signatures: [] },
};
const REPOSITORY = 'https://github.com/sigstore/sigstore-js';

describe('what a build has stated about a version', function () {
  // Certificates of the P-384 kind take their time on a busy machine.
  this.timeout(60_000);
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function start(options: RegistryServerOptions): Promise<readonly [OnlineSetup, RegistryServer]> {
    const server = await startRegistry(options);
    const setup = await onlineSetup({ user: `registry=${server.url}/\n` });
    open.push(server, setup);
    return [setup, server];
  }
  const answering = (attestations: object, keys: readonly object[] = [NPM_KEY]): RegistryServerOptions => ({
    keys,
    attestations: { 'sigstore@0.4.0': attestations },
  });
  async function ask(setup: OnlineSetup, request = REQUEST): Promise<Outcome<AttestationFacts> | undefined> {
    const parts = await setup.parts();
    const [outcome] = await lookUp(createAttestationSource({ ...parts, keys: createRegistryKeys(parts) }), setup, [
      request,
    ]);
    return outcome;
  }
  const factsOf = async (options: RegistryServerOptions, request = REQUEST) => {
    const [setup] = await start(options);
    const outcome = await ask(setup, request);
    return outcome?.status === 'ok' ? outcome.value : inWords(outcome);
  };

  const inText = (found: AttestationFacts | string): string => (typeof found === 'string' ? found : found.verdict);

  it('is verified: its certificate, the registry’s key, the public log, and the bytes', async () => {
    assert.deepEqual(await factsOf(answering(recorded())), { verdict: 'verified', repository: REPOSITORY });
  });

  it('is asked for once, of the registry that is configured', async () => {
    const [setup, server] = await start(answering(recorded()));
    assert.deepEqual(await ask(setup), await ask(setup));
    assert.deepEqual(
      server.requests.map(({ path: asked }) => asked),
      ['/-/npm/v1/attestations/sigstore@0.4.0', '/-/npm/v1/keys'],
    );
  });

  it('does not hold where it is about other bytes or another version', async () => {
    const other = { integrity: integrityOf('other bytes'), signatures: [] };
    assert.deepEqual(await factsOf(answering(recorded()), { ...REQUEST, signed: other }), {
      verdict: 'invalid',
      why: phrase('it is about other bytes'),
      repository: REPOSITORY,
    });
    const moved = { ...answering({}), attestations: { 'sigstore@0.4.1': recorded() } };
    const found = await factsOf(moved, { ...REQUEST, version: '0.4.1' });
    assert.deepEqual(found, {
      verdict: 'invalid',
      why: phrase('it is about another package or version'),
      repository: REPOSITORY,
    });
  });

  it('does not hold where another build is written into it', async () => {
    const changed = recorded();
    const envelope = changed.attestations[0]?.bundle.dsseEnvelope;
    assert.ok(envelope !== undefined);
    const statement = Buffer.from(envelope.payload, 'base64').toString('utf8');
    envelope.payload = Buffer.from(statement.replaceAll('sigstore/sigstore-js', 'somebody/else-here')).toString(
      'base64',
    );
    const found = await factsOf(answering(changed));
    assert.ok(typeof found === 'object');
    assert.equal(found.verdict, 'invalid');
  });

  it('cannot be verified where the registry does not name its key, or the key had expired', async () => {
    const unnamed = await factsOf(answering(recorded(), [signingKey('SHA256:other').listed]));
    assert.deepEqual(unnamed, {
      verdict: 'unverifiable',
      why: phrase('the registry does not name the key'),
      repository: REPOSITORY,
    });
    const expired = await factsOf(answering(recorded(), [{ ...NPM_KEY, expires: '2022-06-01T00:00:00.000Z' }]));
    assert.ok(typeof expired === 'object');
    assert.equal(expired.verdict, 'unverifiable');
  });

  it('is absent where nothing was stated', async () => {
    assert.equal(await factsOf({ keys: [NPM_KEY] }), 'absent');
    assert.equal(await factsOf(answering({ attestations: [] })), 'absent');
  });

  it('is unknown where the answer is of no use', async () => {
    assert.match(inText(await factsOf(answering({ attestations: {} }))), /^failed malformed: /);
    assert.match(inText(await factsOf(answering({ attestations: [{ bundle: 7 }] }))), /^failed malformed: /);
    const [setup, server] = await start(answering(recorded()));
    server.fail('/attestations/', { kind: 'answer', answer: { status: 429, headers: { 'retry-after': '100000' } } });
    assert.match(inWords(await ask(setup)), /^failed rate-limited: /);
    server.fail('/attestations/', { kind: 'truncated-gzip' }, { kind: 'truncated-gzip' }, { kind: 'truncated-gzip' });
    assert.match(inWords(await ask(setup)), /^failed /);
  });

  it('is not asked for without a hash of the kind that statements have', async () => {
    const sha1 = { integrity: 'sha1-AAAA', signatures: [] };
    assert.match(inText(await factsOf(answering(recorded()), { ...REQUEST, signed: sha1 })), /^skipped not-resolved/);
  });
});
