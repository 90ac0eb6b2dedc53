import assert from 'node:assert/strict';
import type { Outcome, Packument } from '../../server/src/model/index.js';
import { createRegistrySource } from '../../server/src/sources/registry.js';
import { deferred } from '../support/deferred.js';
import type { Fault } from '../support/local-server.js';
import { packument } from '../support/packuments.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer, RegistryServerOptions } from '../support/registry-server.js';
import type { NpmMachineOptions } from '../support/npm-machine.js';
import { MINUTE_MS, START, inWords, lookUp, onlineSetup } from './online-setup.js';
import type { OnlineSetup } from './online-setup.js';

const LODASH = packument('lodash', { '4.17.20': {}, '4.17.21': { scripts: { postinstall: 'x' } } });

describe('the registry', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function serve(options: RegistryServerOptions = { packages: [LODASH] }): Promise<RegistryServer> {
    const server = await startRegistry(options);
    open.push(server);
    return server;
  }
  /** A machine whose default registry is the server's, unless told otherwise. */
  async function setupFor(server: RegistryServer, options: NpmMachineOptions = {}): Promise<OnlineSetup> {
    const setup = await onlineSetup({ user: `registry=${server.url}/\n`, ...options });
    open.push(setup);
    return setup;
  }
  async function ask(
    setup: OnlineSetup,
    name: string,
    more: Parameters<OnlineSetup['parts']>[0] = {},
  ): Promise<Outcome<Packument>> {
    const [outcome] = await lookUp(createRegistrySource(await setup.parts(more)), setup, [{ name }]);
    assert.ok(outcome !== undefined);
    return outcome;
  }
  const hostOf = (server: RegistryServer): string => new URL(server.url).host;

  it('answers with the document, asked for in full', async () => {
    const server = await serve();
    const outcome = await ask(await setupFor(server), 'lodash');
    assert.ok(outcome.status === 'ok');
    assert.equal(outcome.asOf, START);
    assert.equal(outcome.value.registryHost, hostOf(server));
    assert.deepEqual({ ...outcome.value.versions['4.17.21']?.installScripts }, { postinstall: 'x' });
    assert.equal(outcome.value.versions['4.17.21']?.tarball, `${server.url}/lodash/-/lodash-4.17.21.tgz`);
    assert.deepEqual([server.requests[0]?.path, server.requests[0]?.headers.accept], ['/lodash', 'application/json']);
  });

  it('remembers that there was no such name, also when the document is asked for again', async () => {
    const server = await serve({ packages: [] });
    const setup = await setupFor(server);
    assert.equal(inWords(await ask(setup, 'lodash')), 'absent');
    server.publish(LODASH);
    for (const dayOfChange of [1, 2]) {
      setup.pass(dayOfChange * 24 * 60 * MINUTE_MS);
      const outcome = await ask(setup, 'lodash');
      assert.equal(outcome.status === 'ok' && outcome.value.seenAbsentAt, START);
      server.publish(packument('lodash', { '4.17.20': {}, '4.17.21': {}, '4.17.22': {} }));
    }
    assert.equal((await ask(await setupFor(server), 'lodash')).status, 'ok');
  });

  it('is asked for scoped names in one path segment, and for each of a batch in order', async () => {
    const server = await serve({ packages: [LODASH, packument('@types/node', { '1.0.0': {} })] });
    const setup = await setupFor(server);
    const names = [{ name: '@types/node' }, { name: 'nothing' }, { name: 'lodash' }];
    const outcomes = await lookUp(createRegistrySource(await setup.parts()), setup, names);
    assert.deepEqual(outcomes.map(inWords), ['ok', 'absent', 'ok']);
    assert.deepEqual(server.requests.map(({ path }) => path).sort(), ['/@types%2fnode', '/lodash', '/nothing']);
  });

  it('is never asked for what is no name', async () => {
    const server = await serve();
    const setup = await setupFor(server);
    for (const name of ['', '../-/whoami', 'a/b', 'lodash ', '.', 'http://x.invalid', '@a/../b', 'a?b', 'a#b', 'ü']) {
      assert.deepEqual(await ask(setup, name), { status: 'absent', asOf: START }, name);
    }
    assert.deepEqual(server.requests, []);
  });

  it('says of everything that goes wrong what it was, with host and status', async () => {
    const server = await serve();
    const setup = await setupFor(server);
    const host = hostOf(server);
    const answer = (status: number, body = '{"error":"no"}', type = 'application/json'): Fault => ({
      kind: 'answer',
      answer: { status, headers: { 'content-type': type }, body },
    });
    const table: readonly (readonly [Fault, string])[] = [
      [answer(401), `failed unauthorized: ${host} asks for credentials (401).`],
      [answer(403), `failed forbidden: ${host} refuses to answer (403).`],
      [answer(451), `failed forbidden: ${host} refuses to answer (451).`],
      [answer(429), `failed rate-limited: ${host} is asked too often (429).`],
      [answer(500), `failed server-error: ${host} has a problem of its own (500).`],
      [answer(400), `failed unsupported: ${host} gave no answer of use (400).`],
      [
        answer(200, '<html>log in</html>', 'text/html; charset=utf-8'),
        `failed malformed: ${host} answered with something that is no package document (200, text/html).`,
      ],
      [
        answer(200, JSON.stringify(packument('other', { '1.0.0': {} }))),
        `failed malformed: ${host} answered with something that is no package document (200, application/json).`,
      ],
      [{ kind: 'truncated-gzip' }, `failed malformed: ${host} sent a broken answer (Z_BUF_ERROR).`],
    ];
    for (const [fault, expected] of table) {
      const tries = /429|500/.test(expected) ? 3 : 1;
      server.fail('/lodash', ...Array.from({ length: tries }, () => fault));
      assert.equal(inWords(await ask(setup, 'lodash')), expected);
    }
  });

  describe('remembers on disk', () => {
    it('what it said, for five minutes without being asked', async () => {
      const server = await serve();
      const setup = await setupFor(server);
      const first = await ask(setup, 'lodash');
      setup.pass(5 * MINUTE_MS - 1);
      assert.deepEqual(await ask(setup, 'lodash'), first);
      assert.equal(server.requests.length, 1);
    });

    it('and then asks whether it still holds', async () => {
      const server = await serve();
      const setup = await setupFor(server);
      const first = await ask(setup, 'lodash');
      setup.pass(5 * MINUTE_MS);
      assert.deepEqual(await ask(setup, 'lodash'), { ...first, asOf: START + 5 * MINUTE_MS });
      assert.match(server.requests[1]?.headers['if-none-match'] ?? '', /^"[0-9a-f]{40}"$/);
      setup.pass(4 * MINUTE_MS);
      assert.deepEqual(await ask(setup, 'lodash'), { ...first, asOf: START + 5 * MINUTE_MS });
      assert.equal(server.requests.length, 2);
    });

    it('at once where a fresh answer is wanted', async () => {
      const server = await serve();
      const setup = await setupFor(server);
      await ask(setup, 'lodash');
      server.publish(packument('lodash', { '5.0.0': {} }));
      const source = createRegistrySource(await setup.parts());
      const [outcome] = await lookUp(source, setup, [{ name: 'lodash' }], { freshness: 'revalidate' });
      assert.ok(outcome?.status === 'ok');
      assert.deepEqual(Object.keys(outcome.value.versions), ['5.0.0']);
    });

    it('that a name does not exist, until it does', async () => {
      const server = await serve({});
      const setup = await setupFor(server);
      assert.equal(inWords(await ask(setup, 'lodash')), 'absent');
      assert.equal(inWords(await ask(setup, 'lodash')), 'absent');
      assert.equal(server.requests.length, 1);
      server.publish(LODASH);
      setup.pass(5 * MINUTE_MS);
      assert.equal(inWords(await ask(setup, 'lodash')), 'ok');
    });

    it('and offers the old answer, marked, when nothing newer can be had', async () => {
      const server = await serve();
      const setup = await setupFor(server);
      const first = await ask(setup, 'lodash');
      assert.deepEqual(await ask(setup, 'lodash', { offline: true }), first);
      setup.pass(60 * MINUTE_MS);
      assert.deepEqual(await ask(setup, 'lodash', { offline: true }), { ...first, stale: true });
      for (const fault of [{ kind: 'reset' }, { kind: 'answer', answer: { status: 503 } }] satisfies Fault[]) {
        server.fail('/lodash', fault, fault, fault);
        assert.deepEqual(await ask(setup, 'lodash'), { ...first, stale: true });
      }
      assert.equal(
        inWords(await ask(setup, 'never-seen', { offline: true })),
        'failed offline: Not asked: working offline.',
      );
    });

    it('but not to those who have lost access', async () => {
      const server = await serve();
      const setup = await setupFor(server);
      await ask(setup, 'lodash');
      setup.pass(60 * MINUTE_MS);
      server.fail('/lodash', { kind: 'answer', answer: { status: 401 } });
      assert.match(inWords(await ask(setup, 'lodash')), /^failed unauthorized/);
    });

    it("nothing of another registry's answers", async () => {
      const [one, other] = [await serve(), await serve({})];
      const setup = await setupFor(one);
      assert.equal(inWords(await ask(setup, 'lodash')), 'ok');
      assert.equal(inWords(await ask(setup, 'lodash', { registryOverride: other.url })), 'absent');
    });

    it('no credentials that stand in its URL', async () => {
      const server = await serve();
      const setup = await setupFor(server, { user: `registry=${server.url.replace('//', '//me:secret@')}/\n` });
      const outcome = await ask(setup, 'lodash');
      assert.ok(outcome.status === 'ok');
      assert.equal(server.requests[0]?.headers.authorization, `Basic ${Buffer.from('me:secret').toString('base64')}`);
      assert.doesNotMatch(JSON.stringify(outcome), /secret/);
      assert.equal(inWords(await ask(setup, 'lodash', { registryOverride: server.url })), 'ok');
      assert.equal(server.requests.length, 1);
    });
  });

  describe('is the authority on what does not exist', () => {
    it("only where it is the user's default", async () => {
      const [mine, other] = [await serve(), await serve({})];
      const user = `registry=${mine.url}/\n@acme:registry=${other.url}/\n@same:registry=${mine.url}\n`;
      const setup = await setupFor(mine, { user, project: `@proj:registry=${other.url}/\n` });
      const unknown = (name: string): string =>
        `failed unauthorized: ${hostOf(other)} has no ${name}, or does not show it to this user (404).`;
      const table = {
        nothing: 'absent',
        '@types/nothing': 'absent',
        '@same/nothing': 'absent',
        '@acme/nothing': unknown('@acme/nothing'),
        '@proj/nothing': unknown('@proj/nothing'),
      };
      for (const [name, expected] of Object.entries(table)) {
        assert.equal(inWords(await ask(setup, name, { trusted: true })), expected);
      }
    });

    it("not where the project's file has chosen it", async () => {
      const [mine, other] = [await serve(), await serve({})];
      const setup = await setupFor(mine, { user: `registry=${mine.url}/\n`, project: `registry=${other.url}/\n` });
      assert.match(inWords(await ask(setup, 'nothing', { trusted: true })), /^failed unauthorized: .* \(404\)/);
    });

    it('not of scoped names where it shows more to those who are logged in', async () => {
      const server = await serve({ packages: [LODASH], token: 'secret' });
      const dart = `//127.0.0.1:${server.port}/`;
      const setup = await setupFor(server, { user: `registry=${server.url}/\n${dart}:_authToken=secret\n` });
      assert.equal(inWords(await ask(setup, 'nothing')), 'absent');
      assert.match(inWords(await ask(setup, '@acme/nothing')), /^failed unauthorized/);
    });
  });

  describe('of a project that is not trusted', () => {
    it('is not asked, and its token not used; both are once it is trusted', async () => {
      const [mine, hostile] = [await serve(), await serve({ packages: [LODASH], token: 'secret' })];
      const project = [
        `registry=${hostile.url}/`,
        `@acme:registry=${hostile.url}/`,
        `//127.0.0.1:${hostile.port}/:_authToken=\${TOKEN}`,
        `//127.0.0.1:${mine.port}/:_authToken=planted`,
      ].join('\n');
      const setup = await setupFor(mine, { user: `registry=${mine.url}/\n`, project, variables: { TOKEN: 'secret' } });
      for (const name of ['lodash', '@acme/secret']) {
        assert.match(inWords(await ask(setup, name)), /^skipped untrusted-configuration: /);
      }
      assert.deepEqual([...mine.requests, ...hostile.requests], []);
      assert.equal(inWords(await ask(setup, 'lodash', { trusted: true })), 'ok');
      assert.deepEqual(
        hostile.requests.map(({ headers }) => headers.authorization),
        ['Bearer secret'],
      );
      assert.deepEqual(mine.requests, []);
    });

    it("leaves the user's registry to the names that the file says nothing of, without its token", async () => {
      const mine = await serve();
      const project = `@acme:registry=https://npm.acme.invalid/\n//127.0.0.1:${mine.port}/:_authToken=planted\n`;
      const setup = await setupFor(mine, { user: `registry=${mine.url}/\n`, project });
      assert.equal(inWords(await ask(setup, 'lodash')), 'ok');
      assert.deepEqual(
        mine.requests.map(({ headers }) => headers.authorization),
        [undefined],
      );
    });
  });

  it('is asked once by all who want the same at the same time, and given up when all have left', async () => {
    const server = await serve();
    const setup = await setupFor(server);
    const source = createRegistrySource(await setup.parts());
    const hold = deferred<undefined>();
    server.fail('/lodash', { kind: 'hold', until: hold.promise });
    const leaving = new AbortController();
    const requests = [{ name: 'lodash' }];
    const left = source.lookUp(requests, { signal: leaving.signal, freshness: 'cached' });
    const staying = lookUp(source, setup, requests);
    const also = lookUp(source, setup, requests);
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    leaving.abort(new Error('left'));
    await assert.rejects(left, /left/);
    hold.resolve(undefined);
    assert.deepEqual((await Promise.all([staying, also])).flat().map(inWords), ['ok', 'ok']);
    assert.equal(server.requests.length, 1);
  });

  it('is read anew where the cache is damaged', async () => {
    const server = await serve();
    const setup = await setupFor(server);
    const parts = await setup.parts();
    const broken = {
      ...parts,
      cache: { ...parts.cache, read: () => Promise.resolve({ text: '{}', asOf: START, etag: '"x"' }) },
    };
    const [outcome] = await lookUp(createRegistrySource(broken), setup, [{ name: 'lodash' }]);
    assert.equal(inWords(outcome), 'ok');
    assert.equal(server.requests[0]?.headers['if-none-match'], undefined);
  });
});
