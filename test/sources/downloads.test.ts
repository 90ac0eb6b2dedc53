import assert from 'node:assert/strict';
import { DEFAULT_REGISTRY_HOST } from '../../server/src/platform/npm/default-registry.js';
import { createDownloadsSource } from '../../server/src/sources/downloads.js';
import { startDownloads } from '../support/downloads-server.js';
import type { Fault, LocalServer } from '../support/local-server.js';
import type { NpmMachineOptions } from '../support/npm-machine.js';
import { inWords, lookUp, MINUTE_MS, onlineSetup, type OnlineSetup } from './online-setup.js';

const COUNTS = { lodash: 60_000_000, 'left-pad': 900_000, '@types/node': 100_000_000, '@acme/kit': 3 };
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('download counts', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function start(options: NpmMachineOptions = {}): Promise<readonly [OnlineSetup, LocalServer]> {
    const [server, setup] = [await startDownloads(COUNTS), await onlineSetup(options)];
    open.push(server, setup);
    return [setup, server];
  }
  async function ask(
    setup: OnlineSetup,
    server: LocalServer,
    names: readonly string[],
    more: { offline?: boolean } = {},
  ) {
    const publicScopes = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set(['@types']));
    const source = createDownloadsSource({
      ...(await setup.parts(more)),
      baseUrl: `${server.url}/`,
      publicHosts: [],
      publicScopes,
    });
    const outcomes = await lookUp(
      source,
      setup,
      names.map((name) => ({ name })),
    );
    return outcomes.map((outcome) =>
      outcome.status === 'ok' && outcome.stale !== true ? outcome.value.lastWeek : inWords(outcome),
    );
  }
  const paths = ({ requests }: LocalServer) => requests.map(({ path }) => path);

  it('are asked for at once, and of scoped names one by one', async () => {
    const [setup, server] = await start();
    const names = ['lodash', '@types/node', 'nobody-has-this', '@acme/kit', 'left-pad'];
    assert.deepEqual(await ask(setup, server, names), [60_000_000, 100_000_000, 'absent', 3, 900_000]);
    assert.deepEqual([...paths(server)].sort(), [
      '/downloads/point/last-week/@acme/kit',
      '/downloads/point/last-week/@types/node',
      '/downloads/point/last-week/lodash,nobody-has-this,left-pad',
    ]);
  });

  it('are read where one name stands alone, which is answered in another shape', async () => {
    const [setup, server] = await start();
    assert.deepEqual(await ask(setup, server, ['lodash']), [60_000_000]);
    assert.deepEqual(await ask(setup, server, ['nobody-has-this']), ['absent']);
  });

  it('are kept for three days, and longer where nothing newer can be had', async () => {
    const [setup, server] = await start();
    await ask(setup, server, ['lodash', 'nobody-has-this']);
    setup.pass(3 * DAY_MS - 1);
    assert.deepEqual(await ask(setup, server, ['lodash', 'nobody-has-this']), [60_000_000, 'absent']);
    assert.equal(server.requests.length, 1);
    setup.pass(1);
    assert.deepEqual(await ask(setup, server, ['lodash'], { offline: true }), ['ok stale']);
    await ask(setup, server, ['lodash']);
    assert.equal(server.requests.length, 2);
  });

  it('are not asked for of names that may be private', async () => {
    const user = `@acme:registry=https://npm.acme.invalid/\n//${DEFAULT_REGISTRY_HOST}/:_authToken=secret\n`;
    const [setup, server] = await start({ user });
    const [types, acme, other] = await ask(setup, server, ['@types/node', '@acme/kit', '@other/kit']);
    assert.equal(types, 100_000_000);
    assert.match(String(acme), /^skipped private-name: @acme\/kit comes from npm\.acme\.invalid/);
    assert.match(
      String(other),
      /^skipped private-name: @other\/kit was not sent to the download counts: you are logged in/,
    );
    assert.deepEqual(paths(server), ['/downloads/point/last-week/@types/node']);
  });

  it('are not asked for of names from another registry', async () => {
    const [setup, server] = await start({ user: 'registry=https://npm.acme.invalid/\n' });
    assert.match(String((await ask(setup, server, ['lodash']))[0]), /^skipped private-name: /);
    assert.deepEqual(server.requests, []);
  });

  const faults: readonly (readonly [string, Fault, RegExp])[] = [
    ['is gone', { kind: 'answer', answer: { status: 410 } }, /^failed unsupported: .+ \(410\)\.$/],
    [
      'is asked too often',
      { kind: 'answer', answer: { status: 429, headers: { 'retry-after': '100000' } } },
      /^failed rate-limited: /,
    ],
    [
      'answers with a page',
      { kind: 'answer', answer: { status: 200, body: '<html>' } },
      /^failed malformed: .+ no download count/,
    ],
    ['answers with a list', { kind: 'answer', answer: { status: 200, body: '[]' } }, /^failed malformed: /],
  ];
  for (const [what, fault, expected] of faults) {
    it(`are unknown where the service ${what}`, async () => {
      const [setup, server] = await start();
      server.fail('/last-week/', fault);
      assert.match(String((await ask(setup, server, ['lodash']))[0]), expected);
    });
  }

  it('are unknown where the count is no number', async () => {
    const [setup, server] = await start();
    server.fail('/last-week/', { kind: 'answer', answer: { status: 200, body: '{"downloads":"many"}' } });
    assert.deepEqual(await ask(setup, server, ['lodash']), [
      `failed malformed: 127.0.0.1:${server.port} did not tell a count of lodash (200).`,
    ]);
  });
});
