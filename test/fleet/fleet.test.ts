import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import KeyvRedis from '@keyv/redis';
import Keyv from 'keyv';
import { composeAnalysis } from '../../server/src/compose-analysis.js';
import { systemTimers } from '../../server/src/platform/timers.js';
import { claimedLeases } from '../../server/src/sources/support/team-facts/claimed-leases.js';
import { openTeamStore } from '../../server/src/sources/support/team-facts/open-team-store.js';
import { writeEntry } from '../../server/src/sources/support/team-facts/signed-entry.js';
import type { OpenTeamStore } from '../../server/src/sources/support/team-facts/team-store.js';
import { artifactFacts } from '../support/artifacts.js';
import { newMember, newWriter, noWork, type Member, type MemberOptions } from './support/member.js';
import { startRedis, type RedisServer } from './support/redis-server.js';
import { tarballsOf } from './support/tarballs.js';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
const RUNNERS = 100;
const PACKAGES = 60;
const PER_PROJECT = 30;

const TARBALLS = tarballsOf(PACKAGES);
const NAMES = [...TARBALLS.keys()];
const keyOf = (name: string): string => `package-risk:facts:v1:${TARBALLS.get(name)?.hash}`;

/** Projects overlap, and nobody goes through his in the order of another. */
function project(runner: number): readonly string[] {
  return Array.from({ length: PER_PROJECT }, (_, at) => NAMES[(runner * 7 + at * 11) % PACKAGES] ?? '');
}

/** In a store that is as good as any, and cannot say who came first. */
const withoutLeases: OpenTeamStore = async (url) => {
  const store = await openTeamStore(url);
  const claims = new Keyv<string>({ store: new KeyvRedis(url), useKeyPrefix: false });
  const close = async (): Promise<void> => {
    await Promise.all([claims.disconnect(), store.close()]);
  };
  return { ...store, leases: claimedLeases(claims, systemTimers), close };
};

describe('a fleet with a store of facts', function () {
  this.timeout(120_000);
  const writer = newWriter();
  const { analyser } = composeAnalysis(path.join(ROOT, 'dist'), {});
  let redis: RedisServer;
  let members: Member[];

  beforeEach(async () => {
    redis = await startRedis();
    members = [];
  });
  afterEach(async () => {
    await Promise.all(members.map((member) => member.close()));
    await redis.kill();
  });
  after(() => analyser.close());

  const join = async (given: Partial<MemberOptions> = {}): Promise<Member> => {
    const options = { url: redis.url, trusted: [writer], writer, tarballs: TARBALLS, analyser, work: noWork() };
    const member = await newMember({ ...options, ...given });
    members.push(member);
    return member;
  };
  const fleetOf = (amount: number, given: Partial<MemberOptions>): Promise<Member[]> =>
    Promise.all(Array.from({ length: amount }, () => join(given)));
  const raw = async <T>(use: (store: Awaited<ReturnType<OpenTeamStore>>) => Promise<T>): Promise<T> => {
    const store = await openTeamStore(redis.url);
    return use(store).finally(() => store.close());
  };
  const judgeAll = (fleet: readonly Member[]) =>
    Promise.all(fleet.map((member, runner) => member.judge(project(runner))));

  it('of a hundred runners analyses each package file once, and fetches no other', async () => {
    const work = noWork();
    const fleet = await fleetOf(RUNNERS, { work });
    const answers = await judgeAll(fleet);
    assert.ok(answers.flat().every(({ status }) => status === 'ok'));
    assert.deepEqual([work.analysed.size, new Set(work.analysed.values())], [PACKAGES, new Set([1])]);
    assert.equal(work.fetched, PACKAGES);
    assert.deepEqual(
      fleet.flatMap(({ warnings }) => warnings),
      [],
    );
  });

  it('analyses hardly more where the store has no leases', async () => {
    const work = noWork();
    const answers = await judgeAll(await fleetOf(RUNNERS, { work, open: withoutLeases }));
    assert.ok(answers.flat().every(({ status }) => status === 'ok'));
    const total = [...work.analysed.values()].reduce((sum, times) => sum + times, 0);
    assert.ok(total >= PACKAGES && total <= PACKAGES * 1.1, `${total} analyses of ${PACKAGES} package files`);
  });

  it('takes over what a runner had begun that was killed', async () => {
    const [name = ''] = NAMES;
    const program = path.join(import.meta.dirname, 'support', 'holder.js');
    const holder = spawn(process.execPath, [program, redis.url, TARBALLS.get(name)?.hash ?? '', '1500'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    const work = noWork();
    const waiting = (await join({ work, leaseMs: 1500 })).judge([name]);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    assert.equal((await waiting)[0]?.status, 'ok');
    assert.equal(work.analysed.get(name), 1);
    assert.notEqual(await raw((store) => store.get(keyOf(name))), undefined);
  });

  it('goes on by itself when the store is killed half way, and says so once for each runner', async () => {
    const work = noWork();
    const fleet = await fleetOf(20, { work });
    const judging = judgeAll(fleet);
    while (work.analysed.size < PACKAGES / 4) await new Promise((resolve) => setImmediate(resolve));
    await redis.kill();
    const answers = await judging;
    assert.ok(answers.flat().every(({ status }) => status === 'ok'));
    for (const { warnings } of fleet) {
      assert.equal(warnings.length, 1);
      assert.match(
        warnings[0] ?? '',
        /^The team's store of facts cannot be used \(.+\): packages are analysed here\.$/,
      );
    }
  });

  it('believes nothing that nobody trusted has signed', async () => {
    const [stranger, elsewhere, garbage] = NAMES;
    const harmless = { facts: artifactFacts(), asOf: Date.now() };
    await raw(async (store) => {
      await store.set(keyOf(stranger ?? ''), await writeEntry(keyOf(stranger ?? ''), harmless, newWriter()), 60_000);
      await store.set(keyOf(elsewhere ?? ''), await writeEntry(keyOf('other'), harmless, writer), 60_000);
      await store.set(keyOf(garbage ?? ''), '{"format":1', 60_000);
    });
    const work = noWork();
    const member = await join({ work });
    const answers = await member.judge(NAMES.slice(0, 3));
    assert.ok(answers.every((answer) => answer.status === 'ok' && answer.value.files === 2));
    assert.equal(work.analysed.size, 3);
    assert.ok(member.warnings.length >= 3);
    for (const warning of member.warnings) assert.match(warning, /an entry that nobody trusted has signed/);
  });

  it('finds out who writes what is not so, and believes nothing more of him', async () => {
    const [first = '', second = ''] = NAMES;
    const liar = newWriter();
    const harmless = { facts: artifactFacts({ files: 99 }), asOf: Date.now() };
    await raw(async (store) => {
      for (const name of [first, second]) {
        await store.set(keyOf(name), await writeEntry(keyOf(name), harmless, liar), 60_000);
      }
    });
    let looked = 0;
    const member = await join({ trusted: [writer, liar], random: () => (looked++ === 0 ? 0.0099 : 0.01) });
    const [checked] = await member.judge([first]);
    assert.ok(checked?.status === 'ok' && checked.value.files === 2);
    assert.equal(member.warnings.length, 1);
    assert.match(member.warnings[0] ?? '', /says of the package file with the SHA-512 \S+ what is not found in it/);
    const [next] = await member.judge([second]);
    assert.ok(next?.status === 'ok' && next.value.files === 2);
  });

  it('lets those read who may not write, and has them wait for those who may', async () => {
    const work = noWork();
    const [reader, author] = [await join({ work, writer: undefined }), await join({ work })];
    const [name = ''] = NAMES;
    await author.judge([name]);
    assert.equal((await reader.judge([name]))[0]?.status, 'ok');
    assert.deepEqual([...work.analysed], [[name, 1]]);
    await reader.judge(NAMES.slice(1, 3));
    assert.equal(await raw((store) => store.get(keyOf(NAMES[1] ?? ''))), undefined);
  });
});
