import assert from 'node:assert/strict';
import { createRegistryAdvisoriesSource } from '../../server/src/sources/registry-advisories.js';
import type { Fault } from '../support/local-server.js';
import type { NpmMachineOptions } from '../support/npm-machine.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer, RegistryServerOptions } from '../support/registry-server.js';
import { MINUTE_MS, START, inWords, lookUp, onlineSetup } from './online-setup.js';
import type { OnlineSetup } from './online-setup.js';

const LODASH = {
  id: 1,
  url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
  title: 'Command Injection in lodash',
  severity: 'high',
  vulnerable_versions: '<4.17.21',
};
const OLD = { name: 'lodash', version: '4.17.20' };
const NEW = { name: 'lodash', version: '4.17.21' };

describe("the registry's advisories", () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function serve(options: RegistryServerOptions = { advisories: { lodash: [LODASH] } }): Promise<RegistryServer> {
    const server = await startRegistry(options);
    open.push(server);
    return server;
  }
  async function setupFor(server: RegistryServer, options: NpmMachineOptions = {}): Promise<OnlineSetup> {
    const setup = await onlineSetup({ user: `registry=${server.url}/\n`, ...options });
    open.push(setup);
    return setup;
  }
  const sourceOf = async (setup: OnlineSetup, more: Parameters<OnlineSetup['parts']>[0] = {}) =>
    createRegistryAdvisoriesSource(await setup.parts(more));

  it('are asked for in one compressed request for all, and answered in order', async () => {
    const server = await serve();
    const setup = await setupFor(server);
    const outcomes = await lookUp(await sourceOf(setup), setup, [
      { name: 'left-pad', version: '1.0.0' },
      OLD,
      NEW,
      OLD,
    ]);
    assert.deepEqual(outcomes.map(inWords), ['ok', 'ok', 'ok', 'ok']);
    assert.ok(outcomes[0]?.status === 'ok' && outcomes[1]?.status === 'ok');
    assert.deepEqual(outcomes[0], { status: 'ok', value: [], asOf: START });
    assert.deepEqual(
      outcomes[1].value.map(({ id, severity, semverRange }) => [id, severity, semverRange]),
      [['GHSA-35jh-r3h4-6jhm', 'high', '<4.17.21']],
    );
    const [request] = server.requests;
    assert.equal(server.requests.length, 1);
    assert.deepEqual(
      [request?.method, request?.path, request?.headers['content-encoding'], request?.headers['content-type']],
      ['POST', '/-/npm/v1/security/advisories/bulk', 'gzip', 'application/json'],
    );
    assert.deepEqual(JSON.parse(request?.body ?? ''), { 'left-pad': ['1.0.0'], lodash: ['4.17.20', '4.17.21'] });
  });

  it('are kept on disk for an hour, and for longer, marked, when nothing newer can be had', async () => {
    const server = await serve();
    const setup = await setupFor(server);
    const [first] = await lookUp(await sourceOf(setup), setup, [OLD]);
    setup.pass(60 * MINUTE_MS - 1);
    assert.deepEqual(await lookUp(await sourceOf(setup), setup, [OLD]), [first]);
    assert.equal(server.requests.length, 1);
    setup.pass(1);
    assert.deepEqual(await lookUp(await sourceOf(setup, { offline: true }), setup, [OLD]), [{ ...first, stale: true }]);
    await lookUp(await sourceOf(setup), setup, [OLD]);
    assert.equal(server.requests.length, 2);
    await lookUp(await sourceOf(setup), setup, [OLD], { freshness: 'revalidate' });
    assert.equal(server.requests.length, 3);
  });

  it('are asked only for what is not known yet', async () => {
    const server = await serve();
    const setup = await setupFor(server);
    await lookUp(await sourceOf(setup), setup, [OLD]);
    await lookUp(await sourceOf(setup), setup, [OLD, NEW]);
    assert.deepEqual(
      server.requests.map(({ body }) => JSON.parse(body) as object),
      [{ lodash: ['4.17.20'] }, { lodash: ['4.17.21'] }],
    );
  });

  it('are not asked for names of other registries, of untrusted files, or without a version', async () => {
    const server = await serve();
    const user = `registry=${server.url}/\n@acme:registry=https://npm.acme.invalid/\n`;
    const setup = await setupFor(server, { user, project: '@proj:registry=https://npm.proj.invalid/\n' });
    const requests = [
      { name: '@acme/secret', version: '1.0.0' },
      { name: '@proj/secret', version: '1.0.0' },
      { name: 'lodash' },
      { name: '../x', version: '1.0.0' },
    ];
    const outcomes = await lookUp(await sourceOf(setup), setup, requests);
    assert.deepEqual(
      outcomes.map((outcome) => inWords(outcome).split(':')[0]),
      ['skipped private-name', 'skipped untrusted-configuration', 'skipped not-resolved', 'failed unsupported'],
    );
    assert.equal(
      inWords(outcomes[0]),
      'skipped private-name: @acme/secret comes from npm.acme.invalid; only the default registry is asked.',
    );
    assert.deepEqual(server.requests, []);
  });

  it('may be something that a registry does not offer; then it is not asked for the next hour', async () => {
    for (const status of [400, 404, 405, 410, 501]) {
      const server = await serve();
      const setup = await setupFor(server);
      const fault: Fault = { kind: 'answer', answer: { status, body: '{}' } };
      server.fail('/bulk', fault);
      const source = await sourceOf(setup);
      const host = new URL(server.url).host;
      const expected = `failed unsupported: ${host} has no advisories endpoint (${status}).`;
      assert.deepEqual((await lookUp(source, setup, [OLD, NEW])).map(inWords), [expected, expected]);
      assert.deepEqual((await lookUp(source, setup, [NEW])).map(inWords), [expected]);
      assert.equal(server.requests.length, 1);
      setup.pass(60 * MINUTE_MS);
      assert.deepEqual((await lookUp(source, setup, [OLD])).map(inWords), ['ok']);
    }
  });

  it('fail with a sentence for each package', async () => {
    const server = await serve();
    const setup = await setupFor(server);
    const host = new URL(server.url).host;
    const table: readonly (readonly [Fault, string])[] = [
      [{ kind: 'answer', answer: { status: 401 } }, `failed unauthorized: ${host} asks for credentials (401).`],
      [
        { kind: 'answer', answer: { status: 200, body: '<html>' } },
        `failed malformed: ${host} answered with something that is no list of advisories (200).`,
      ],
    ];
    for (const [fault, expected] of table) {
      server.fail('/bulk', fault);
      assert.deepEqual((await lookUp(await sourceOf(setup), setup, [OLD, NEW])).map(inWords), [expected, expected]);
    }
    const offline = await lookUp(await sourceOf(setup, { offline: true }), setup, [OLD]);
    assert.deepEqual(offline.map(inWords), ['failed offline: Not asked: working offline.']);
  });

  it('are unknown of a package whose list cannot be read, and asked for again where a part cannot', async () => {
    const server = await serve();
    const setup = await setupFor(server);
    const answering = (lodash: readonly unknown[]): Fault => ({
      kind: 'answer',
      answer: { status: 200, body: JSON.stringify({ lodash }) },
    });
    const requests = [OLD, { name: 'left-pad', version: '1.0.0' }];
    server.fail('/bulk', answering([{}]), answering([{}, LODASH]));
    const host = new URL(server.url).host;
    assert.deepEqual((await lookUp(await sourceOf(setup), setup, requests)).map(inWords), [
      `failed malformed: ${host} answered with something that is no list of advisories (200).`,
      'ok',
    ]);
    for (const partial of [true, undefined]) {
      const [outcome] = await lookUp(await sourceOf(setup), setup, [OLD]);
      assert.deepEqual(outcome?.status === 'ok' && outcome.value.map((one) => one.partial), [partial]);
    }
  });

  it("are kept without the credentials that stand in the registry's URL", async () => {
    const server = await serve();
    const user = `registry=${server.url.replace('//', '//me:secret@')}/\n`;
    const setup = await setupFor(server, { user });
    const keys: string[] = [];
    const parts = await setup.parts();
    const cache = { ...parts.cache, write: (key: string) => Promise.resolve(void keys.push(key)) };
    await lookUp(createRegistryAdvisoriesSource({ ...parts, cache }), setup, [OLD]);
    assert.deepEqual(keys, [`registry-advisories:2:${server.url}/:lodash@4.17.20`]);
  });

  it('are left with the reason of the signal', async () => {
    const setup = await setupFor(await serve());
    const signal = AbortSignal.abort(new Error('left'));
    await assert.rejects(lookUp(await sourceOf(setup), setup, [OLD], { signal }), /left/);
  });
});
