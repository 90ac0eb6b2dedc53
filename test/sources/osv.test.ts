import assert from 'node:assert/strict';
import { DEFAULT_REGISTRY_HOST } from '../../server/src/platform/npm/default-registry.js';
import { createOsvSource } from '../../server/src/sources/osv.js';
import type { LocalServer } from '../support/local-server.js';
import type { NpmMachineOptions } from '../support/npm-machine.js';
import { startOsv } from '../support/osv-server.js';
import type { OsvServerOptions, RawOsvRecord } from '../support/osv-server.js';
import { MINUTE_MS, inWords, lookUp, onlineSetup } from './online-setup.js';
import type { OnlineSetup } from './online-setup.js';

function record(id: string, name: string, fixed: string, more: object = {}): RawOsvRecord {
  const events: readonly Record<string, string>[] = [{ introduced: '0' }, { fixed }];
  const ranges = [{ type: 'SEMVER', events }];
  return {
    id,
    modified: '2026-01-01T00:00:00Z',
    summary: `about ${id}`,
    affected: [{ package: { ecosystem: 'npm', name }, ranges }],
    ...more,
  };
}
const GHSA = record('GHSA-35jh-r3h4-6jhm', 'lodash', '4.17.21', { database_specific: { severity: 'HIGH' } });
const MAL: RawOsvRecord = {
  id: 'MAL-2024-1',
  modified: '2026-01-02T00:00:00Z',
  summary: 'Malicious code in evil (npm)',
  affected: [{ package: { ecosystem: 'npm', name: 'evil' }, versions: ['6.6.6'] }],
};
const OLD = { name: 'lodash', version: '4.17.20' };
const NEW = { name: 'lodash', version: '4.17.21' };
const EVIL = { name: 'evil', version: '6.6.6' };

const publicScopes = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set(['@types']));

describe('OSV', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function serve(options: OsvServerOptions = { records: [GHSA, MAL] }): Promise<LocalServer> {
    const server = await startOsv(options);
    open.push(server);
    return server;
  }
  async function machine(options: NpmMachineOptions = {}): Promise<OnlineSetup> {
    const setup = await onlineSetup(options);
    open.push(setup);
    return setup;
  }
  const sourceOf = async (setup: OnlineSetup, server: LocalServer, more: Parameters<OnlineSetup['parts']>[0] = {}) =>
    createOsvSource({ ...(await setup.parts(more)), baseUrl: `${server.url}/`, publicHosts: [], publicScopes });
  const paths = (server: LocalServer): readonly string[] => server.requests.map(({ path }) => path);

  it('is asked about all packages at once, then for the records that it names', async () => {
    const [server, setup] = [await serve(), await machine()];
    const outcomes = await lookUp(await sourceOf(setup, server), setup, [NEW, OLD, EVIL]);
    assert.deepEqual(outcomes.map(inWords), ['ok', 'ok', 'ok']);
    const ids = outcomes.map((outcome) =>
      outcome.status === 'ok' ? outcome.value.map(({ id, malware }) => [id, malware]) : [],
    );
    assert.deepEqual(ids, [[], [['GHSA-35jh-r3h4-6jhm', undefined]], [['MAL-2024-1', true]]]);
    assert.deepEqual([...paths(server)].sort(), [
      '/v1/querybatch',
      '/v1/vulns/GHSA-35jh-r3h4-6jhm',
      '/v1/vulns/MAL-2024-1',
    ]);
    assert.deepEqual(JSON.parse(server.requests[0]?.body ?? ''), {
      queries: [
        { package: { name: 'lodash', ecosystem: 'npm' }, version: '4.17.21' },
        { package: { name: 'lodash', ecosystem: 'npm' }, version: '4.17.20' },
        { package: { name: 'evil', ecosystem: 'npm' }, version: '6.6.6' },
      ],
    });
  });

  it('is asked for the next pages of those packages that have some', async () => {
    const many = Array.from({ length: 5 }, (_, index) => record(`GHSA-${index}`, 'lodash', '5.0.0'));
    const [server, setup] = [await serve({ records: [...many, MAL], pageSize: 2 }), await machine()];
    const [lodash, evil] = await lookUp(await sourceOf(setup, server), setup, [OLD, EVIL]);
    assert.deepEqual(lodash?.status === 'ok' && lodash.value.map(({ id }) => id), [
      'GHSA-0',
      'GHSA-1',
      'GHSA-2',
      'GHSA-3',
      'GHSA-4',
    ]);
    assert.deepEqual(evil?.status === 'ok' && evil.value.length, 1);
    const batches = server.requests
      .filter(({ path }) => path === '/v1/querybatch')
      .map(({ body }) => JSON.parse(body) as { queries: object[] });
    assert.deepEqual(
      batches.map(({ queries }) => queries.length),
      [2, 1, 1],
    );
    assert.deepEqual(batches[1]?.queries[0], {
      package: { name: 'lodash', ecosystem: 'npm' },
      version: '4.17.20',
      page_token: 'after-2',
    });
  });

  it('is not read without end', async () => {
    const [server, setup] = [await serve(), await machine()];
    const page = { results: [{ vulns: [{ id: 'GHSA-1', modified: '' }], next_page_token: 'again' }] };
    const answer = { status: 200, body: JSON.stringify(page) };
    server.fail('/v1/querybatch', ...Array.from({ length: 30 }, () => ({ kind: 'answer', answer }) as const));
    const [outcome] = await lookUp(await sourceOf(setup, server), setup, [OLD]);
    assert.match(inWords(outcome), /^failed too-large: /);
    assert.equal(server.requests.length, 20);
  });

  describe('remembers on disk', () => {
    it('which records are about a package for an hour, and each record until it changes', async () => {
      const [server, setup] = [await serve({ records: [GHSA] }), await machine()];
      const first = await lookUp(await sourceOf(setup, server), setup, [OLD]);
      setup.pass(60 * MINUTE_MS - 1);
      assert.deepEqual(await lookUp(await sourceOf(setup, server), setup, [OLD]), first);
      assert.equal(server.requests.length, 2);
      setup.pass(1);
      await lookUp(await sourceOf(setup, server), setup, [OLD]);
      assert.deepEqual(paths(server).slice(2), ['/v1/querybatch']);
    });

    it('and fetches a record anew once it has changed', async () => {
      const setup = await machine();
      const records = [{ ...GHSA }];
      const server = await serve({ records });
      await lookUp(await sourceOf(setup, server), setup, [OLD]);
      records[0] = { ...GHSA, modified: '2026-02-02T00:00:00Z', summary: 'worse than thought' };
      const [outcome] = await lookUp(await sourceOf(setup, server), setup, [OLD], { freshness: 'revalidate' });
      assert.equal(outcome?.status === 'ok' && outcome.value[0]?.summary, 'worse than thought');
    });

    it('and offers the old answer, marked, when nothing newer can be had', async () => {
      const [server, setup] = [await serve(), await machine()];
      const [first] = await lookUp(await sourceOf(setup, server), setup, [OLD]);
      setup.pass(60 * MINUTE_MS);
      const source = await sourceOf(setup, server, { offline: true });
      assert.deepEqual(await lookUp(source, setup, [OLD]), [{ ...first, stale: true }]);
      assert.deepEqual((await lookUp(source, setup, [EVIL])).map(inWords), [
        'failed offline: Not asked: working offline.',
      ]);
    });
  });

  it('is believed that a version is affected, even where the record cannot be had', async () => {
    const [server, setup] = [await serve(), await machine()];
    server.fail('/v1/vulns/MAL-2024-1', { kind: 'answer', answer: { status: 404, body: '{"code":5}' } });
    const [outcome] = await lookUp(await sourceOf(setup, server), setup, [EVIL]);
    assert.ok(outcome?.status === 'ok');
    assert.deepEqual(outcome.value, [
      {
        id: 'MAL-2024-1',
        aliases: [],
        summary: 'OSV lists this version; the record itself could not be read.',
        url: 'https://osv.dev/vulnerability/MAL-2024-1',
        versions: ['6.6.6'],
        malware: true,
        partial: true,
      },
    ]);
    const [again] = await lookUp(await sourceOf(setup, server), setup, [EVIL]);
    assert.equal(again?.status === 'ok' && again.value[0]?.summary, 'Malicious code in evil (npm)');
  });

  it('is not believed about records that were taken back, or that speak of something else', async () => {
    const [server, setup] = [await serve(), await machine()];
    const results = [
      {
        vulns: [
          { id: 'MAL-9', modified: 'a' },
          { id: 'GHSA-other', modified: 'b' },
        ],
      },
    ];
    server.fail('/v1/querybatch', { kind: 'answer', answer: { status: 200, body: JSON.stringify({ results }) } });
    const withdrawn = { ...MAL, id: 'MAL-9', withdrawn: '2026-01-01T00:00:00Z' };
    server.fail('/v1/vulns/MAL-9', { kind: 'answer', answer: { status: 200, body: JSON.stringify(withdrawn) } });
    const other = record('GHSA-other', 'somebody-else', '9.0.0');
    server.fail('/v1/vulns/GHSA-other', { kind: 'answer', answer: { status: 200, body: JSON.stringify(other) } });
    const [outcome] = await lookUp(await sourceOf(setup, server), setup, [EVIL]);
    assert.deepEqual(outcome?.status === 'ok' && outcome.value, []);
    assert.equal(server.requests.length, 3);
  });

  it('is believed more than a record whose ranges, names or rating cannot be read, which is not kept', async () => {
    const [affected] = GHSA.affected ?? [];
    const strange: readonly object[] = [
      { affected: 5 },
      { affected: [null] },
      { affected: [{ ...affected, package: 'lodash' }] },
      { affected: [{ ...affected, ranges: {} }] },
      { affected: [{ ...affected, ranges: [{ type: 'SEMVER', events: [{ introduced: 0 }] }] }] },
      { database_specific: { severity: 5 } },
      { severity: 'HIGH' },
    ];
    const [server, setup] = [await serve({ records: [GHSA] }), await machine()];
    for (const change of strange) {
      const answer = { status: 200, body: JSON.stringify({ ...GHSA, ...change }) };
      server.fail('/v1/vulns/', { kind: 'answer', answer });
      const [outcome] = await lookUp(await sourceOf(setup, server), setup, [OLD]);
      assert.deepEqual(
        outcome?.status === 'ok' && outcome.value.map(({ id, versions, partial }) => [id, versions, partial]),
        [['GHSA-35jh-r3h4-6jhm', ['4.17.20'], true]],
        JSON.stringify(change),
      );
    }
    const [whole] = await lookUp(await sourceOf(setup, server), setup, [OLD]);
    assert.equal(whole?.status === 'ok' && whole.value[0]?.severity, 'high');
  });

  it('says of everything that goes wrong what it was', async () => {
    const [server, setup] = [await serve(), await machine()];
    const host = new URL(server.url).host;
    const table = [
      [
        { status: 200, body: '<html>' },
        `failed malformed: ${host} answered with something that is not from OSV (200).`,
      ],
      [{ status: 200, body: '{"results":[]}' }, `failed malformed: ${host} did not answer every query (200).`],
      ...['5', '[]', '{"vulns":5}', '{"vulns":[null]}', '{"vulns":[{"id":"../x"}]}', '{"next_page_token":5}'].map(
        (result) =>
          [
            { status: 200, body: `{"results":[${result}]}` },
            `failed malformed: ${host} did not answer every query (200).`,
          ] as const,
      ),
      [{ status: 400, body: '{"code":3}' }, `failed unsupported: ${host} gave no answer of use (400).`],
      [{ status: 403 }, `failed forbidden: ${host} refuses to answer (403).`],
    ] as const;
    for (const [answer, expected] of table) {
      server.fail('/v1/querybatch', { kind: 'answer', answer });
      assert.deepEqual((await lookUp(await sourceOf(setup, server), setup, [OLD])).map(inWords), [expected]);
    }
  });

  describe('is told nothing', () => {
    it('of names that may be private', async () => {
      const server = await serve();
      const user = '@acme:registry=https://npm.acme.invalid/\n';
      const setup = await machine({ user, project: '@proj:registry=https://npm.proj.invalid/\n' });
      const requests = [
        { name: '@acme/secret', version: '1.0.0' },
        { name: '@proj/secret', version: '1.0.0' },
        { name: 'lodash' },
        { name: 'not a name', version: '1.0.0' },
      ];
      const outcomes = await lookUp(await sourceOf(setup, server), setup, requests);
      assert.deepEqual(
        outcomes.map((outcome) => inWords(outcome).split(':')[0]),
        ['skipped private-name', 'skipped untrusted-configuration', 'skipped not-resolved', 'failed unsupported'],
      );
      assert.equal(
        inWords(outcomes[0]),
        'skipped private-name: @acme/secret comes from npm.acme.invalid, whose names are not sent to OSV.',
      );
      assert.deepEqual(server.requests, []);
    });

    it('of a registry that is not known to be public, unless somebody vouches for it', async () => {
      const [server, setup] = [await serve(), await machine({ user: 'registry=https://mirror.invalid/\n' })];
      assert.match(inWords((await lookUp(await sourceOf(setup, server), setup, [OLD]))[0]), /^skipped private-name/);
      const vouched = createOsvSource({
        ...(await setup.parts()),
        baseUrl: server.url,
        publicHosts: ['mirror.invalid'],
        publicScopes,
      });
      assert.equal(inWords((await lookUp(vouched, setup, [OLD]))[0]), 'ok');
    });

    it('of scopes that may be private, where the user is logged in to the public registry', async () => {
      const [server, loggedIn] = [
        await serve(),
        await machine({ user: `//${DEFAULT_REGISTRY_HOST}/:_authToken=secret\n` }),
      ];
      const requests = ['@acme/secret', '@types/node', 'plain'].map((name) => ({ name, version: '1.0.0' }));
      const outcomes = await lookUp(await sourceOf(loggedIn, server), loggedIn, requests);
      assert.deepEqual(
        outcomes.map((outcome) => inWords(outcome).split(':')[0]),
        ['skipped private-name', 'ok', 'ok'],
      );
      assert.ok(!server.requests.some(({ body }) => body.includes('@acme')));
      const [served, anybody] = [await serve(), await machine({})];
      const asked = await lookUp(await sourceOf(anybody, served), anybody, requests);
      assert.ok(asked.every((outcome) => outcome.status === 'ok'));
    });

    it("of the registry's credentials", async () => {
      const [server, setup] = [
        await serve(),
        await machine({ user: `//${DEFAULT_REGISTRY_HOST}/:_authToken=secret\n` }),
      ];
      await lookUp(await sourceOf(setup, server), setup, [OLD]);
      assert.ok(server.requests.every(({ headers }) => headers.authorization === undefined));
    });
  });
});
