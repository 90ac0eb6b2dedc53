import assert from 'node:assert/strict';
import { Verdicts, type JudgeParts, type KnownFacts } from '../../server/src/engine/verdicts.js';
import { ok, type Subject } from '../../server/src/model/index.js';
import { assessment, NOW, packument, subject } from '../support/subjects.js';

const locked = (name: string, given: Partial<Subject> = {}): Subject =>
  subject({ name, dependency: null, locked: { id: `node_modules/${name}`, version: '1.0.0' }, ...given });

const MINUTE = 60_000;

describe('verdicts on what is locked', () => {
  let verdicts: Verdicts;
  let judged: string[];
  let facts: KnownFacts;
  let now: number;
  let breaths: number;
  let controller: AbortController;

  beforeEach(() => {
    verdicts = new Verdicts();
    [judged, breaths, now] = [[], 0, NOW];
    facts = { facts: { packument: ok(packument(), NOW) }, pending: false };
    controller = new AbortController();
  });

  const parts = (): JudgeParts => ({
    known: () => facts,
    assess: (one, known) => {
      judged.push(one.name);
      return assessment({ subject: one, ...known });
    },
    now,
    breathe: () => {
      breaths += 1;
      return Promise.resolve();
    },
    signal: controller.signal,
  });

  it('are made once for the same facts', async () => {
    const subjects = [locked('a'), locked('b')];
    await verdicts.judge(subjects, parts());
    await verdicts.judge(subjects, parts());
    assert.deepEqual(judged, ['a', 'b']);
    facts = { ...facts, facts: { packument: ok(packument(), NOW) } };
    await verdicts.judge(subjects, parts());
    assert.deepEqual(judged, ['a', 'b', 'a', 'b']);
  });

  it('are made anew after some minutes, as rules look at ages', async () => {
    await verdicts.judge([locked('a')], parts());
    now += 9 * MINUTE;
    await verdicts.judge([locked('a')], parts());
    assert.equal(judged.length, 1);
    now += MINUTE;
    await verdicts.judge([locked('a')], parts());
    assert.equal(judged.length, 2);
  });

  it('are recalled as the same array while nothing has changed', async () => {
    const subjects = [locked('a'), locked('b')];
    assert.deepEqual(verdicts.recall(subjects), []);
    await verdicts.judge(subjects, parts());
    const first = verdicts.recall(subjects);
    assert.equal(first.length, 2);
    assert.equal(verdicts.recall(subjects), first);
    await verdicts.judge([locked('c')], parts());
    assert.notEqual(verdicts.recall(subjects), first);
  });

  it('outlive the graph they were made for, with the ways of the new one', async () => {
    await verdicts.judge([locked('a', { paths: [['.', 'x@1.0.0', 'a@1.0.0']] })], parts());
    const again = locked('a', { paths: [['pkgs/api', 'a@1.0.0']], broughtInBy: 'y' });
    assert.deepEqual(
      verdicts.recall([again, locked('b')]).map((one) => one.subject),
      [again],
    );
  });

  it('are not taken for another place, other bytes or another use', async () => {
    await verdicts.judge([locked('a')], parts());
    const others = [
      locked('a', { locked: { id: 'node_modules/x/node_modules/a', version: '1.0.0' } }),
      locked('a', { locked: { id: 'node_modules/a', version: '1.0.0', integrity: 'sha512-x' } }),
      locked('a', { locked: { id: 'node_modules/a', version: '1.0.1' } }),
      locked('a', { dev: true }),
      locked('a', { direct: true }),
    ];
    assert.deepEqual(verdicts.recall(others), []);
  });

  it('are there for every package of a lockfile, however many it has, and kept for few of those seen before', async () => {
    const many = Array.from({ length: 31_000 }, (_, index) => locked(`p${index}`));
    const found = await verdicts.judge(many, parts());
    assert.deepEqual([found.length, found[0]?.subject.name, found.at(-1)?.subject.name], [31_000, 'p0', 'p30999']);
    assert.equal((await verdicts.judge(many.slice(0, 10), parts())).length, 10);
    judged.length = 0;
    await verdicts.judge([...many.slice(0, 10), ...many.slice(-10)], parts());
    assert.deepEqual(judged, []);
    assert.equal(verdicts.recall([...many]).length, 30_000);
  });

  it('are made in slices, and stop when they are told to', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => locked(`p${index}`));
    await verdicts.judge(many, parts());
    assert.ok(breaths >= 10, String(breaths));
    controller.abort(new Error('never mind'));
    await assert.rejects(verdicts.judge(many, parts()), /never mind/);
  });
});
