import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import fc from 'fast-check';
import { askedBy } from '../../server/src/guard/proxy/asked.js';
import { hiddenVersions, withoutHidden } from '../../server/src/guard/proxy/hidden-versions.js';
import { ended } from '../cli/program.js';
import { packument } from '../support/packuments.js';
import { guardedMachine, type GuardedMachine } from './support/guarded-machine.js';

const NOW = Date.UTC(2026, 5, 10);
const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number): string => new Date(NOW - hours * HOUR_MS).toISOString();

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  assert.ok(stdout);
  const [text] = (await once(stdout.setEncoding('utf8'), 'data')) as [string];
  return text.trim();
}

describe('A document behind the proxy', () => {
  const JUDGE = {
    malware: (version: string) => (version === '1.1.0' ? 'it is known malware (MAL-1)' : undefined),
    cooldownHours: 72,
    now: NOW,
  };
  const shown = (versions: Parameters<typeof packument>[1], distTags: Readonly<Record<string, string>>) => {
    const document = packument('lib', versions, { distTags });
    const hidden = hiddenVersions(document, JUDGE);
    const left = withoutHidden(document, hidden, (_version, url) => url) as ReturnType<typeof packument>;
    return { hidden, versions: Object.keys(left.versions), tags: left['dist-tags'], times: Object.keys(left.time) };
  };
  const OLD = { published: hoursAgo(1000) };
  const YOUNG = { published: hoursAgo(2) };

  it('lacks malware and what is too young, with their dates, and says why', () => {
    const { versions, hidden, times } = shown({ '1.0.0': OLD, '1.1.0': OLD, '1.2.0': YOUNG }, { latest: '1.2.0' });
    assert.deepEqual(versions, ['1.0.0']);
    assert.deepEqual(times, ['created', 'modified', '1.0.0']);
    assert.deepEqual(
      [...hidden],
      [
        ['1.1.0', 'it is known malware (MAL-1)'],
        ['1.2.0', 'it is 2 hours old, and versions are to be 72 hours old'],
      ],
    );
  });

  const TAGS: readonly {
    readonly title: string;
    readonly versions: Parameters<typeof packument>[1];
    readonly to: string | undefined;
  }[] = [
    {
      title: 'goes to the newest version below that is left',
      versions: { '0.9.0': OLD, '1.0.0': OLD, '1.2.0': YOUNG },
      to: '1.0.0',
    },
    { title: 'never goes to a prerelease', versions: { '1.0.0': OLD, '1.2.0-rc.1': OLD, '1.2.0': YOUNG }, to: '1.0.0' },
    { title: 'never goes up', versions: { '1.2.0': YOUNG, '2.0.0': OLD }, to: undefined },
    { title: 'is gone where nothing is left', versions: { '1.2.0': YOUNG }, to: undefined },
    { title: 'stays where its version does', versions: { '1.0.0': OLD, '1.2.0': OLD }, to: '1.2.0' },
  ];
  for (const { title, versions, to } of TAGS) {
    it(`has a tag that ${title}`, () => assert.equal(shown(versions, { latest: '1.2.0' }).tags.latest, to));
  }

  it('keeps versions without a date', () => {
    const document = packument('lib', { '1.0.0': {} }, { time: {} });
    assert.equal(hiddenVersions(document, JUDGE).size, 0);
  });
});

describe('A request to the proxy', () => {
  const CASES = [
    ['GET', '/lib', { kind: 'document', name: 'lib' }],
    ['GET', '/@a%2fb', { kind: 'document', name: '@a/b' }],
    ['HEAD', '/@a/b?x=1', { kind: 'document', name: '@a/b' }],
    ['GET', '/lib/-/lib-1.0.0.tgz', { kind: 'file', name: 'lib', file: 'lib-1.0.0.tgz' }],
    ['GET', '/@a/b/-/b-1.0.0.tgz', { kind: 'file', name: '@a/b', file: 'b-1.0.0.tgz' }],
    ['POST', '/-/npm/v1/security/advisories/bulk', { kind: 'advisories', path: '/-/npm/v1/security/advisories/bulk' }],
    ['PUT', '/lib', { kind: 'nothing' }],
    ['DELETE', '/lib/-rev/1', { kind: 'nothing' }],
    ['POST', '/-/npm/v1/tokens', { kind: 'nothing' }],
    ['GET', '/-/whoami', { kind: 'nothing' }],
    ['GET', '/%ff', { kind: 'nothing' }],
    ['GET', '/../../etc/passwd', { kind: 'nothing' }],
  ] as const;
  for (const [method, url, asked] of CASES) {
    it(`${method} ${url} is ${asked.kind}`, () => assert.deepEqual(askedBy(method, url), asked));
  }

  it('is read whatever it is', () => {
    fc.assert(fc.property(fc.string(), (url) => typeof askedBy('GET', `/${url}`).kind === 'string'));
  });
});

describe('guard --proxy that npm is configured for', () => {
  it('does not ask itself without end', async () => {
    const machine = await guardedMachine();
    const first = machine.user.start(['guard', '--proxy']);
    const line = await firstLine(first);
    const firstEnded = ended(first);
    first.kill('SIGINT');
    await firstEnded;
    const port = new URL(line).port;
    const again = machine.user.start(['guard', '--proxy', '--port', port, '--registry', line]);
    const end = ended(again);
    await firstLine(again);
    const answer = await fetch(`${line}lib`);
    assert.equal(answer.status, 508);
    again.kill('SIGINT');
    await end;
    await machine.close();
  });
});

describe('guard --proxy, as it is shipped', () => {
  let machine: GuardedMachine;
  let proxy: ChildProcess;
  let url: string;
  const said: string[] = [];
  beforeEach(async () => {
    machine = await guardedMachine();
    const young = packument('dep', {
      '1.0.0': {},
      '1.5.0': { published: new Date(Date.now() - HOUR_MS).toISOString() },
    });
    machine.registry.publish(young);
    proxy = machine.user.start(['guard', '--proxy']);
    said.length = 0;
    proxy.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
    const line = await firstLine(proxy);
    url = line;
  });
  afterEach(async () => {
    const end = ended(proxy);
    proxy.kill('SIGINT');
    assert.equal((await end).code, 0);
    assert.deepEqual(await machine.leftOver(), []);
    await machine.close();
  });

  it('has npm install what is left, and refuses malware with a sentence that npm prints', async () => {
    const npm = (...given: readonly string[]) => machine.npm([...given, `--registry=${url}`]);
    const done = await npm('install', 'lib');
    assert.equal(done.code, 0, done.stderr);
    assert.match((await machine.text('node_modules/dep/package.json')) ?? '', /"1\.0\.0"/);
    const refused = await npm('install', 'evil');
    assert.notEqual(refused.code, 0);
    assert.match(refused.stderr, /package-risk hides every version of evil: it is known malware \(MAL-2026-1\)/);
    assert.equal(await machine.installed('evil'), false);
    assert.match(said.join(''), /^package-risk: dep@1\.5\.0 is hidden: it is 1 hours? old/m);
  });

  it('says in a header what is hidden, and sends no package file of it', async () => {
    const document = await fetch(`${url}dep`);
    assert.match(document.headers.get('x-package-risk-hidden') ?? '', /^1\.5\.0 \(it is 1 hours? old/);
    const file = await fetch(`${url}evil/-/evil-1.0.0.tgz`);
    assert.equal(file.status, 403);
    assert.match(((await file.json()) as { error: string }).error, /does not let evil@1\.0\.0 through/);
    assert.equal(
      machine.registry.requests.some(({ path }) => path.endsWith('evil-1.0.0.tgz')),
      false,
    );
  });

  it('only reads, and only for who means it', async () => {
    assert.equal((await fetch(`${url}lib`, { method: 'PUT', body: '{}' })).status, 405);
    assert.equal((await fetch(`${url}no-such-package`)).status, 404);
    const other = request(`${url}lib`, { headers: { host: 'rebound.invalid' } }).end();
    const [response] = (await once(other, 'response')) as [{ readonly statusCode: number; resume(): void }];
    response.resume();
    assert.equal(response.statusCode, 421);
  });
});
