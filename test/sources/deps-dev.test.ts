import assert from 'node:assert/strict';
import { createDepsDevSource } from '../../server/src/sources/deps-dev.js';
import { startDepsDev, type DepsDevServerOptions } from '../support/deps-dev-server.js';
import type { Fault, LocalServer } from '../support/local-server.js';
import type { NpmMachineOptions } from '../support/npm-machine.js';
import { inWords, lookUp, MINUTE_MS, onlineSetup, type OnlineSetup } from './online-setup.js';

const EVIL = { name: 'evil', version: '6.6.6' };
const GOOD = { name: 'lodash', version: '4.17.21' };
const RARE = { name: '@acme/loadsh', version: '1.0.0' };
const FINDINGS = {
  'evil@6.6.6': { requestedVersion: { findings: [{ type: 'MALICIOUS', risk: 'RISK_CRITICAL' }] } },
  'gone@1.0.0': { packageFindings: [{ type: 'MALICIOUS', risk: 'RISK_CRITICAL' }] },
  'lodash@4.17.21': {
    requestedVersion: { findings: [{ type: 'COOLDOWN', cooldownContext: { end: '2026-06-02T00:00:00Z' } }] },
  },
  '@acme/loadsh@1.0.0': {
    packageFindings: [{ type: 'LOW_USAGE', lowUsageContext: { alternativePackages: ['lodash', 7, ''] } }],
  },
};

describe('deps.dev', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function start(
    options: DepsDevServerOptions = { findings: FINDINGS },
    machine: NpmMachineOptions = {},
  ): Promise<readonly [OnlineSetup, LocalServer]> {
    const [server, setup] = [await startDepsDev(options), await onlineSetup(machine)];
    open.push(server, setup);
    return [setup, server];
  }
  async function ask(setup: OnlineSetup, server: LocalServer, requests: readonly { name: string; version: string }[]) {
    const publicScopes = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set());
    const parts = await setup.parts();
    const source = createDepsDevSource({ ...parts, baseUrl: server.url, publicHosts: [], publicScopes });
    const outcomes = await lookUp(source, setup, requests);
    return outcomes.map((outcome) => (outcome.status === 'ok' ? outcome.value : inWords(outcome)));
  }
  const textOf = (found: object | string | undefined): string => (typeof found === 'string' ? found : 'an answer');

  it('is asked about all versions at once, by its own keys', async () => {
    const [setup, server] = await start();
    const gone = { name: 'gone', version: '1.0.0' };
    assert.deepEqual(await ask(setup, server, [GOOD, EVIL, gone, RARE]), [
      {},
      { malicious: 'version' },
      { malicious: 'package' },
      { alternatives: ['lodash'] },
    ]);
    const [request] = server.requests;
    assert.deepEqual([request?.method, request?.path, server.requests.length], ['POST', '/v3alpha/findingsbatch', 1]);
    assert.deepEqual((JSON.parse(request?.body ?? '') as { requests: readonly object[] }).requests.slice(0, 1), [
      { versionKey: { system: 'NPM', ...GOOD } },
    ]);
  });

  it('is asked for the next pages with the same questions', async () => {
    const [setup, server] = await start({ findings: FINDINGS, pageSize: 1 });
    assert.deepEqual(await ask(setup, server, [GOOD, EVIL]), [{}, { malicious: 'version' }]);
    const bodies = server.requests.map(({ body }) => JSON.parse(body) as { requests: object[]; pageToken?: string });
    assert.deepEqual(
      bodies.map(({ requests, pageToken }) => [requests.length, pageToken]),
      [
        [2, undefined],
        [2, 'after-1'],
      ],
    );
  });

  it('is not read without end', async () => {
    const [setup, server] = await start();
    const answer = { status: 200, body: JSON.stringify({ responses: [], nextPageToken: 'again' }) };
    server.fail('findingsbatch', ...Array.from({ length: 60 }, () => ({ kind: 'answer', answer }) as const));
    assert.match(textOf((await ask(setup, server, [GOOD]))[0]), /^failed too-large: /);
    assert.equal(server.requests.length, 50);
  });

  it('is remembered for six hours', async () => {
    const [setup, server] = await start();
    await ask(setup, server, [EVIL]);
    setup.pass(6 * 60 * MINUTE_MS - 1);
    assert.deepEqual(await ask(setup, server, [EVIL]), [{ malicious: 'version' }]);
    assert.equal(server.requests.length, 1);
    setup.pass(1);
    await ask(setup, server, [EVIL]);
    assert.equal(server.requests.length, 2);
  });

  it('is not told names from other registries', async () => {
    const [setup, server] = await start({}, { user: '@acme:registry=https://npm.acme.invalid/\n' });
    const [rare, good] = await ask(setup, server, [RARE, GOOD]);
    assert.match(textOf(rare), /^skipped private-name: .+ whose names are not sent to deps\.dev\.$/);
    assert.deepEqual(good, {});
    assert.ok(server.requests.every(({ body }) => !body.includes('acme')));
  });

  const faults: readonly (readonly [string, Fault, RegExp])[] = [
    ['is gone', { kind: 'answer', answer: { status: 410 } }, /^failed unsupported: /],
    [
      'does not know the interface any more',
      { kind: 'answer', answer: { status: 404, body: '{"code":5}' } },
      /^failed unsupported: /,
    ],
    [
      'is asked too often',
      { kind: 'answer', answer: { status: 429, headers: { 'retry-after': '100000' } } },
      /^failed rate-limited: /,
    ],
    [
      'answers in another shape',
      { kind: 'answer', answer: { status: 200, body: '{"findings":[]}' } },
      /^failed malformed: /,
    ],
    [
      'does not answer everything',
      { kind: 'answer', answer: { status: 200, body: '{"responses":[]}' } },
      /^failed malformed: .+ did not answer for evil/,
    ],
  ];
  for (const [what, fault, expected] of faults) {
    it(`is unknown where it ${what}`, async () => {
      const [setup, server] = await start();
      server.fail('findingsbatch', fault);
      assert.match(textOf((await ask(setup, server, [EVIL]))[0]), expected);
    });
  }
});
