import assert from 'node:assert/strict';
import { DEFAULT_REGISTRY } from '../../server/src/platform/npm/default-registry.js';
import { createHash, randomBytes } from 'node:crypto';
import type { ArtifactRequest } from '../../server/src/artifacts/artifact-reader.js';
import { createArtifactReader, type ArtifactReaderOptions } from '../../server/src/artifacts/tarballs.js';
import type { Outcome, TarballManifest } from '../../server/src/model/index.js';
import { deferred } from '../support/deferred.js';
import { certificateFile, testAuthority } from '../support/certificates.js';
import { startConnectProxy } from '../support/connect-proxy.js';
import { startLocalServer, type Fault, type LocalServer } from '../support/local-server.js';
import { npmConfigOf } from '../support/npm-machine.js';
import { integrityOf, packument } from '../support/packuments.js';
import { recordingTimers } from '../support/recording-timers.js';
import { startRegistry, type RegistryServerOptions } from '../support/registry-server.js';
import { NOW } from '../support/subjects.js';
import { packageOf } from './make-tarball.js';

const MANIFEST = { name: 'left-pad', version: '1.3.0', scripts: { postinstall: 'node setup.js' } };
const BYTES = packageOf(MANIFEST);
const OTHER_BYTES = packageOf({ ...MANIFEST, scripts: {} });
const REQUEST: ArtifactRequest = { name: 'left-pad', version: '1.3.0' };
const TIMEOUT_MS = 10_000;

function reasonOf(outcome: Outcome<unknown>): string {
  return outcome.status === 'failed' || outcome.status === 'skipped' ? outcome.reason : outcome.status;
}

function answering(status: number, body: string | Buffer = '{}'): Fault {
  return { kind: 'answer', answer: { status, headers: { 'content-encoding': 'identity' }, body } };
}

describe('createArtifactReader', () => {
  const servers: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  async function serve(options: RegistryServerOptions = {}) {
    const packages = [packument('left-pad', { '1.3.0': {} })];
    const registry = await startRegistry({ packages, tarballs: { 'left-pad@1.3.0': BYTES }, ...options });
    servers.push(registry);
    return registry;
  }

  async function readerAt({ url }: Pick<LocalServer, 'url'>, more: Partial<ArtifactReaderOptions> = {}) {
    return createArtifactReader({
      config: await npmConfigOf({ user: `registry=${url}` }),
      network: {},
      timeoutMs: TIMEOUT_MS,
      concurrency: 2,
      offline: false,
      clock: () => NOW,
      random: () => 0,
      timers: recordingTimers(TIMEOUT_MS),
      ...more,
    });
  }

  async function readFrom(
    registry: Pick<LocalServer, 'url'>,
    request: Partial<ArtifactRequest> = {},
    more: Partial<ArtifactReaderOptions> = {},
  ): Promise<Outcome<TarballManifest>> {
    const reader = await readerAt(registry, more);
    return reader.readManifest({ ...REQUEST, ...request }, new AbortController().signal);
  }

  const pathsOf = ({ requests }: LocalServer): readonly string[] => requests.map(({ path }) => path);

  it('reads the package file that the registry names', async () => {
    const registry = await serve();
    const outcome = await readFrom(registry);
    assert.equal(outcome.status, 'ok');
    assert.equal(outcome.asOf, NOW);
    assert.deepEqual({ ...outcome.value.scripts }, MANIFEST.scripts);
    assert.deepEqual(pathsOf(registry), ['/left-pad', '/left-pad/-/left-pad-1.3.0.tgz']);
  });

  it('asks for a file when its turn has come, and for none that nobody wants any more by then', async () => {
    const registry = await serve();
    const turn = deferred<undefined>();
    const reader = await readerAt(registry, { turns: { breathe: () => turn.promise } });
    const controller = new AbortController();
    const wanted = reader.readManifest(REQUEST, new AbortController().signal);
    const stopped = reader.readManifest(REQUEST, controller.signal);
    controller.abort(new Error('stopped'));
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(pathsOf(registry), []);
    turn.resolve(undefined);
    await assert.rejects(stopped, /stopped/);
    assert.equal((await wanted).status, 'ok');
    assert.equal(pathsOf(registry).length, 2);
  });

  it('reads a scoped package from the registry of its scope', async () => {
    const packages = [packument('@acme/left-pad', { '1.3.0': {} })];
    const registry = await serve({ packages, tarballs: { '@acme/left-pad@1.3.0': BYTES } });
    const config = await npmConfigOf({ user: `@acme:registry=${registry.url}\nregistry=https://other.invalid` });
    assert.equal((await readFrom(registry, { name: '@acme/left-pad' }, { config })).status, 'ok');
  });

  it('shows the credentials that are bound to the host, and no others', async () => {
    const registry = await serve({ token: 'mine' });
    const bound = `//127.0.0.1:${registry.port}/:_authToken=mine`;
    const user = `registry=${registry.url}\n//other.invalid/:_authToken=not-mine\n`;
    assert.equal((await readFrom(registry, {}, { config: await npmConfigOf({ user: user + bound }) })).status, 'ok');
    assert.equal(reasonOf(await readFrom(registry, {}, { config: await npmConfigOf({ user }) })), 'unauthorized');
  });

  describe('is led elsewhere', () => {
    const wherever = (status: number, url: string): Fault => ({
      kind: 'answer',
      answer: { status, headers: { location: url } },
    });
    const stranger = async (tls = false): Promise<LocalServer> => {
      const server = await startLocalServer(() => ({ status: 200, body: BYTES }), { tls });
      servers.push(server);
      return server;
    };
    const withToken = (registry: LocalServer, more = '') =>
      npmConfigOf({ user: `registry=${registry.url}\n//127.0.0.1:${registry.port}/:_authToken=secret\n${more}` });

    for (const [what, path] of [
      ['document', '/left-pad'],
      ['package file', '/left-pad/-/'],
    ] as const) {
      for (const name of ['127.0.0.1', 'localhost']) {
        it(`without taking credentials along to another port: for a ${what}, to ${name}`, async () => {
          const [registry, other] = [await serve({ token: 'secret' }), await stranger()];
          registry.fail(path, wherever(302, `http://${name}:${other.port}/left-pad`));
          await readFrom(registry, {}, { config: await withToken(registry) });
          assert.deepEqual(
            other.requests.map(({ headers }) => headers.authorization),
            [undefined],
          );
        });
      }
    }

    it('with the credentials that are bound to where it is led, once it names the file', async () => {
      const [registry, other] = [await serve({ token: 'secret' }), await serve({ token: 'other' })];
      const config = await withToken(registry, `//127.0.0.1:${other.port}/:_authToken=other\n`);
      const versions = { '1.3.0': { dist: { tarball: `${other.url}/left-pad/-/left-pad-1.3.0.tgz` } } };
      registry.publish(packument('left-pad', versions));
      assert.equal(reasonOf(await readFrom(registry, {}, { config })), 'ok');
      assert.equal(other.requests[0]?.headers.authorization, 'Bearer other');
    });

    it('without a way out of TLS for credentials, nor for a client certificate to another host', async () => {
      const [registry, plain, other] = [
        await serve({ tls: true, token: 'secret' }),
        await stranger(),
        await stranger(true),
      ];
      const file = (name: 'client.pem' | 'client.key'): string => certificateFile(name);
      const dart = `//127.0.0.1:${registry.port}/`;
      const config = await withToken(
        registry,
        `${dart}:certfile=${file('client.pem')}\n${dart}:keyfile=${file('client.key')}\n`,
      );
      for (const target of [plain, other]) {
        registry.fail('/-/', wherever(307, `${target.url}/x`));
        await readFrom(registry, {}, { config, network: { certificates: [testAuthority()] } });
        assert.deepEqual(
          target.requests.map(({ headers, clientCertificate }) => [headers.authorization, clientCertificate]),
          [[undefined, undefined]],
        );
      }
      assert.equal(registry.requests[0]?.clientCertificate, 'a customer of the registry');
    });
  });

  it('reaches a registry through the proxy and with the certificates of the editor', async () => {
    const registry = await serve({ tls: true, hosts: ['registry.npm.example'] });
    const proxy = await startConnectProxy({ routes: { 'registry.npm.example:443': registry.port } });
    servers.push(proxy);
    const network = { proxy: proxy.url, certificates: [testAuthority()] };
    const at = { url: 'https://registry.npm.example/' };
    assert.equal((await readFrom(at, {}, { network })).status, 'ok');
    assert.equal(reasonOf(await readFrom(at, {}, { network: { proxy: proxy.url } })), 'certificate');
    assert.ok(proxy.requests.every((line) => line === 'CONNECT registry.npm.example:443'));
  });

  it('goes around the proxy where a setting says so', async () => {
    const registry = await serve();
    const network = { proxy: 'http://proxy.invalid:8080', noProxy: ['127.0.0.1'] };
    assert.equal((await readFrom(registry, {}, { network })).status, 'ok');
  });

  it('accepts bytes that match the integrity of the lockfile, of whatever strength', async () => {
    const registry = await serve();
    const sha1 = `sha1-${createHash('sha1').update(BYTES).digest('base64')}`;
    for (const integrity of [integrityOf(BYTES), sha1, `${sha1} ${integrityOf(BYTES)}`]) {
      assert.equal((await readFrom(registry, { integrity })).status, 'ok', integrity);
    }
  });

  it('fails where the registry admits to other bytes than the lockfile denotes', async () => {
    assert.equal(reasonOf(await readFrom(await serve(), { integrity: integrityOf(OTHER_BYTES) })), 'integrity');
  });

  it('fails where the registry sends other bytes than it promises, and does not ask again', async () => {
    const registry = await serve();
    registry.fail('.tgz', answering(200, OTHER_BYTES));
    assert.equal(reasonOf(await readFrom(registry)), 'integrity');
    assert.equal(registry.requests.length, 2);
  });

  it('tries again where the trouble may pass', async () => {
    const registry = await serve();
    registry.fail('.tgz', { kind: 'reset' }, answering(503));
    const timers = recordingTimers(TIMEOUT_MS);
    assert.equal((await readFrom(registry, {}, { timers })).status, 'ok');
    assert.deepEqual(timers.delays, [200, 400]);
  });

  const statuses: readonly (readonly [number, string])[] = [
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'unsupported'],
    [410, 'unsupported'],
    [429, 'rate-limited'],
    [500, 'server-error'],
  ];
  for (const [status, reason] of statuses) {
    it(`says what a ${status} means`, async () => {
      const registry = await serve();
      registry.fail('.tgz', answering(status), answering(status), answering(status));
      assert.equal(reasonOf(await readFrom(registry)), reason);
    });
  }

  it('fails for a version that the registry does not list', async () => {
    assert.equal(reasonOf(await readFrom(await serve(), { version: '9.9.9' })), 'unsupported');
  });

  it('fails for a registry that nobody answers for', async () => {
    const registry = await startRegistry();
    await registry.close();
    assert.equal(reasonOf(await readFrom(registry)), 'network');
  });

  it('fails for a document that is no JSON', async () => {
    const registry = await serve();
    registry.fail('/left-pad', answering(200, '<html>'));
    assert.equal(reasonOf(await readFrom(registry)), 'malformed');
  });

  for (const tarball of ['file:///etc/passwd', 'git+ssh://git@host.invalid/a.git', '../../etc/passwd', undefined]) {
    it(`fails for a document that names ${tarball ?? 'nothing'} as the package file`, async () => {
      const registry = await serve({
        packages: [packument('left-pad', { '1.3.0': { dist: { tarball } } })],
        tarballs: {},
      });
      assert.equal(reasonOf(await readFrom(registry)), 'malformed');
      assert.equal(registry.requests.length, 1);
    });
  }

  it('fails for a file that breaks off each time', async () => {
    const registry = await serve();
    registry.fail('.tgz', { kind: 'broken-off' }, { kind: 'broken-off' }, { kind: 'broken-off' });
    assert.ok(['network', 'malformed'].includes(reasonOf(await readFrom(registry))));
  });

  it('fails with a sentence for a package file without a manifest', async () => {
    const outcome = await readFrom(
      await serve({ tarballs: { 'left-pad@1.3.0': Buffer.from('no archive'.repeat(100)) } }),
    );
    assert.equal(outcome.status, 'failed');
    assert.match(outcome.message, /^The package file of left-pad@1\.3\.0 is not a whole archive \([^.]+\)\.$/);
  });

  it('stops in the middle of a file that is too large', async () => {
    const huge = packageOf({ name: 'left-pad', data: randomBytes(6_000_000).toString('base64') });
    assert.equal(reasonOf(await readFrom(await serve({ tarballs: { 'left-pad@1.3.0': huge } }))), 'too-large');
  });

  describe('while a file does not come', () => {
    /** A registry that names the file and then says nothing more. */
    async function silentRegistry(onFileAsked: () => void): Promise<LocalServer> {
      const server = await startLocalServer(({ path, host }) => {
        if (path.endsWith('.tgz')) {
          onFileAsked();
          return new Promise(() => {});
        }
        const dist = { tarball: `http://${host}/left-pad-1.3.0.tgz` };
        return { status: 200, body: JSON.stringify(packument('left-pad', { '1.3.0': { dist } })) };
      });
      servers.push(server);
      return server;
    }

    it('gives up at the deadline', async () => {
      const timers = recordingTimers(TIMEOUT_MS);
      const registry = await silentRegistry(() => timers.fire());
      const outcome = await readFrom(registry, {}, { timers });
      assert.equal(
        outcome.status === 'failed' && outcome.message,
        'The package file of left-pad@1.3.0 did not arrive within 60 s.',
      );
      assert.equal(registry.requests.length, 2);
    });

    it("rejects with the signal's reason, at once and from then on", async () => {
      const controller = new AbortController();
      const reason = new Error('closed');
      const registry = await silentRegistry(() => controller.abort(reason));
      const reader = await readerAt(registry);
      await assert.rejects(reader.readManifest(REQUEST, controller.signal), reason);
      await assert.rejects(reader.readManifest(REQUEST, controller.signal), reason);
      assert.equal(registry.requests.length, 2);
    });
  });

  describe('hands over a whole package file', () => {
    async function bytesFrom(
      request: Partial<ArtifactRequest> = {},
      maxBytes = BYTES.length,
    ): Promise<Outcome<Uint8Array>> {
      const reader = await readerAt(await serve());
      return reader.readBytes({ ...REQUEST, ...request }, maxBytes, new AbortController().signal);
    }

    it('as it came, where its integrity is right', async () => {
      const outcome = await bytesFrom({ integrity: integrityOf(BYTES) });
      assert.equal(outcome.status, 'ok');
      assert.deepEqual(Buffer.from(outcome.value), BYTES);
    });

    it('unless it is another one, or has more bytes than are wanted', async () => {
      assert.equal(reasonOf(await bytesFrom({ integrity: integrityOf(OTHER_BYTES) })), 'integrity');
      assert.equal(reasonOf(await bytesFrom({}, BYTES.length - 1)), 'too-large');
    });
  });

  it('fetches nothing offline', async () => {
    const registry = await serve();
    assert.equal(reasonOf(await readFrom(registry, {}, { offline: true })), 'offline');
    assert.equal(registry.requests.length, 0);
  });

  describe('asks nobody for', () => {
    const elsewhere = `${DEFAULT_REGISTRY}evil/-/evil-1.3.0.tgz`;
    const hostile: readonly (readonly [string, Partial<ArtifactRequest>, string])[] = [
      ['a version that is a git URL', { version: 'git+ssh://git@host.invalid/a.git' }, 'unsupported'],
      ['a version that is a folder', { version: 'file:../../..' }, 'unsupported'],
      ['a version that is a URL', { version: 'https://host.invalid/a.tgz' }, 'unsupported'],
      ['a version that is a range', { version: '^1.0.0' }, 'unsupported'],
      ['a version that is a tag', { version: 'latest' }, 'unsupported'],
      ['a version that is an alias', { version: 'npm:other@1.0.0' }, 'unsupported'],
      ['a name that is a path', { name: '../../etc' }, 'unsupported'],
      ['a name with an at sign in it', { name: 'a@file:..' }, 'unsupported'],
      [
        'a file of another host',
        { resolved: 'https://host.invalid/left-pad/-/left-pad-1.3.0.tgz' },
        'not-from-registry',
      ],
      ['a file of another package', { resolved: elsewhere }, 'not-from-registry'],
      [
        'a file of another package under no real integrity',
        { resolved: elsewhere, integrity: 'x' },
        'not-from-registry',
      ],
      ['something that is no URL', { resolved: 'left-pad-1.3.0.tgz' }, 'not-from-registry'],
    ];
    for (const [what, request, reason] of hostile) {
      it(what, async () => {
        const registry = await serve();
        assert.equal(reasonOf(await readFrom(registry, request)), reason);
        assert.equal(registry.requests.length, 0);
      });
    }
  });

  it("takes npm's own registry in a lockfile for the registry that is configured", async () => {
    const resolved = `${DEFAULT_REGISTRY}left-pad/-/left-pad-1.3.0.tgz`;
    assert.equal((await readFrom(await serve(), { resolved })).status, 'ok');
  });

  it('reads a file of another host where an integrity says which bytes it has', async () => {
    const resolved = 'https://host.invalid/left-pad-1.3.0.tgz';
    assert.equal((await readFrom(await serve(), { resolved, integrity: integrityOf(BYTES) })).status, 'ok');
  });
});
