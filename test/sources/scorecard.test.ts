import assert from 'node:assert/strict';
import { createScorecardSource } from '../../server/src/sources/scorecard.js';
import type { LookUp } from '../../server/src/sources/source.js';
import type { Fault, LocalServer } from '../support/local-server.js';
import type { NpmMachineOptions } from '../support/npm-machine.js';
import { scorecardResult, startScorecard } from '../support/scorecard-server.js';
import { inWords, lookUp, MINUTE_MS, onlineSetup, type OnlineSetup } from './online-setup.js';

const at = (repository: string): string => `https://github.com/${repository}`;
const KEPT: LookUp = { name: 'kept', repository: at('acme/kept') };
const OLD: LookUp = { name: 'old', repository: at('acme/old') };
const SCOPED: LookUp = { name: '@acme/ui', repository: at('acme/ui') };
const RESULTS = {
  'github.com/acme/kept': scorecardResult('github.com/acme/kept', 8.1, [
    ['Maintained', 10],
    ['Code-Review', 2],
    ['Dangerous-Workflow', 0],
    ['Fuzzing', 0],
    ['Branch-Protection', -1],
    ['Token-Permissions', 3],
  ]),
  'github.com/acme/old': scorecardResult('github.com/acme/old', 2.4, [['Maintained', 0, 'project is archived']]),
  'github.com/acme/ui': scorecardResult('github.com/acme/ui', 5),
  'github.com/acme/odd': scorecardResult('github.com/acme/odd', -1),
};
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('OpenSSF Scorecard', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function start(machine: NpmMachineOptions = {}): Promise<readonly [OnlineSetup, LocalServer]> {
    const [server, setup] = [await startScorecard(RESULTS), await onlineSetup(machine)];
    open.push(server, setup);
    return [setup, server];
  }
  async function ask(setup: OnlineSetup, server: LocalServer, requests: readonly LookUp[], offline = false) {
    const publicScopes = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set());
    const parts = await setup.parts({ offline });
    const source = createScorecardSource({ ...parts, baseUrl: `${server.url}/`, publicHosts: [], publicScopes });
    const outcomes = await lookUp(source, setup, requests);
    return outcomes.map((outcome) => (outcome.status === 'ok' ? outcome.value : inWords(outcome)));
  }
  const textOf = (found: object | string | undefined): string => (typeof found === 'string' ? found : 'an answer');

  it('tells the score, and which checks of how changes get in went badly', async () => {
    const [setup, server] = await start();
    const asOf = Date.UTC(2026, 4, 25);
    assert.deepEqual(await ask(setup, server, [KEPT, OLD]), [
      {
        ...{ repository: 'acme/kept', score: 8.1, asOf },
        weak: [
          { name: 'Dangerous-Workflow', score: 0 },
          { name: 'Code-Review', score: 2 },
        ],
      },
      { repository: 'acme/old', score: 2.4, asOf, archived: true, weak: [] },
    ]);
    assert.deepEqual(server.requests.map(({ method, path }) => `${method} ${path}`).sort(), [
      'GET /projects/github.com/acme/kept',
      'GET /projects/github.com/acme/old',
    ]);
  });

  it('has nothing to tell of what was never looked at, or could not be', async () => {
    const [setup, server] = await start();
    const other = { name: 'other', repository: at('acme/other') };
    const odd = { name: 'odd', repository: at('acme/odd') };
    const nowhere = { name: 'nowhere', repository: 'https://gitlab.invalid/a/b' };
    assert.deepEqual(await ask(setup, server, [other, odd, nowhere]), ['absent', 'absent', 'absent']);
    assert.equal(server.requests.length, 2);
  });

  it('is asked once a week', async () => {
    const [setup, server] = await start();
    await ask(setup, server, [KEPT]);
    setup.pass(7 * DAY_MS - 1);
    await ask(setup, server, [KEPT]);
    assert.equal(server.requests.length, 1);
    setup.pass(1);
    await ask(setup, server, [KEPT]);
    assert.equal(server.requests.length, 2);
  });

  it('is not told of packages from other registries', async () => {
    const [setup, server] = await start({ user: '@acme:registry=https://npm.acme.invalid/\n' });
    const [scoped, kept] = await ask(setup, server, [SCOPED, KEPT]);
    assert.match(textOf(scoped), /^skipped private-name: .+ whose names are not sent to OpenSSF Scorecard\.$/);
    assert.equal(typeof kept, 'object');
    assert.ok(server.requests.every(({ path }) => !path.includes('/ui')));
  });

  it('is not told of scoped packages of somebody who is logged in', async () => {
    const [setup, server] = await start({ user: '//registry.npmjs.org/:_authToken=secret\n' });
    const [scoped] = await ask(setup, server, [SCOPED]);
    assert.match(textOf(scoped), /^skipped private-name: /);
    assert.deepEqual(server.requests, []);
  });

  it('is not asked without a network, where an older answer will do', async () => {
    const [setup, server] = await start();
    assert.match(textOf((await ask(setup, server, [KEPT], true))[0]), /^failed offline: /);
    await ask(setup, server, [KEPT]);
    setup.pass(8 * DAY_MS);
    assert.equal(typeof (await ask(setup, server, [KEPT], true))[0], 'object');
    assert.equal(server.requests.length, 1);
  });

  const answering = (body: string): Fault => ({ kind: 'answer', answer: { status: 200, body } });
  const faults: Readonly<Record<string, readonly [Fault, RegExp]>> = {
    'is in trouble': [{ kind: 'answer', answer: { status: 500 } }, /^failed server-error: /],
    'tells no date': [answering('{"score":7,"checks":[]}'), /^failed malformed: .+ no scorecard/],
    'tells a score that is none': [answering('{"date":"2026-05-25","score":11}'), /^failed malformed: /],
    'tells a score in words': [answering('{"date":"2026-05-25","score":"7"}'), /^failed malformed: /],
  };
  for (const [what, [fault, expected]] of Object.entries(faults)) {
    it(`is unknown where it ${what}`, async () => {
      const [setup, server] = await start();
      server.fail('/projects/', ...Array.from({ length: 5 }, () => fault));
      assert.match(textOf((await ask(setup, server, [KEPT]))[0]), expected);
    });
  }

  it('may leave out checks, or make them up', async () => {
    const [setup, server] = await start();
    const checks = [null, 7, { name: 'Code-Review' }, { name: 7, score: 0 }, { name: 'Code-Review', score: 99 }];
    server.fail('/projects/', answering(JSON.stringify({ date: '2026-05-25', score: 7, checks })));
    const [found] = await ask(setup, server, [KEPT]);
    assert.deepEqual(typeof found === 'object' && found.weak, []);
  });
});
