import assert from 'node:assert/strict';
import { breathe } from '../../server/src/platform/timers.js';
import { FactStore } from '../../server/src/engine/fact-store.js';
import { failed, ok, phrase, type Outcome, type Replacement } from '../../server/src/model/index.js';
import type { LookUp, LookUpOptions, Source } from '../../server/src/sources/source.js';
import { deferred } from '../support/deferred.js';

type Answer = Outcome<readonly Replacement[]>;
type Answering = (requests: readonly LookUp[], options: LookUpOptions) => Promise<readonly Answer[]>;

/** A source whose batches are recorded and answered by the test. */
function recordingSource(answer: Answering, batchSize = 1) {
  const batches: string[][] = [];
  const source: Source<'replacements'> = {
    question: 'replacements',
    batchSize,
    maxAgeMs: 1000,
    key: ({ name }) => name,
    lookUp(requests, options) {
      batches.push(requests.map(({ name }) => name));
      return answer(requests, options);
    },
  };
  return { source, batches };
}

const answerAll: Answering = (requests) => Promise.resolve(requests.map(() => ok([], 0)));
const named = (...names: string[]): LookUp[] => names.map((name) => ({ name }));
const cached = (signal = new AbortController().signal): LookUpOptions => ({ signal, freshness: 'cached' });

describe('the fact store', () => {
  it('forgets the answers to some questions, or to all', async () => {
    const { source, batches } = recordingSource(answerAll);
    const store = new FactStore(() => 0, breathe);
    const ask = () => store.ask(source, named('a'), cached());
    await ask();
    store.forget(['packument']);
    await ask();
    assert.equal(batches.length, 1);
    store.forget(['packument', 'replacements']);
    assert.equal(store.recall(source, { name: 'a' }), undefined);
    await ask();
    store.forget();
    await ask();
    assert.equal(batches.length, 3);
  });

  it('asks again for what was answered when the clock was ahead, as nobody knows how old that is', async () => {
    let now = 400 * 86_400_000;
    const { source, batches } = recordingSource(answerAll);
    const store = new FactStore(() => now, breathe);
    await store.ask(source, named('a'), cached());
    now = 0;
    assert.equal(store.recall(source, { name: 'a' })?.expired, true);
    await store.ask(source, named('a'), cached());
    await store.ask(source, named('a'), cached());
    assert.equal(batches.length, 2);
  });

  it('asks in batches as large as the source takes', async () => {
    const { source, batches } = recordingSource(answerAll, 2);
    await new FactStore(() => 0, breathe).ask(source, named('a', 'b', 'c'), cached());
    assert.deepEqual(batches, [['a', 'b'], ['c']]);
  });

  it('asks nothing that is already known, and again once it has expired', async () => {
    let now = 0;
    const { source, batches } = recordingSource(answerAll);
    const store = new FactStore(() => now, breathe);
    await store.ask(source, named('a'), cached());
    now = 1000;
    await store.ask(source, named('a'), cached());
    assert.equal(batches.length, 1);
    now = 1001;
    assert.equal(store.recall(source, { name: 'a' })?.expired, true);
    await store.ask(source, named('a'), cached());
    assert.equal(batches.length, 2);
  });

  it('tries a failure again sooner than an answer', async () => {
    let now = 0;
    const { source } = recordingSource((requests) => Promise.resolve(requests.map(() => failed('network', 'no'))));
    const store = new FactStore(() => now, breathe);
    await store.ask({ ...source, maxAgeMs: 1e9 }, named('a'), cached());
    const patient = { ...source, maxAgeMs: 1e9 };
    await store.ask(patient, named('a'), cached());
    now = 30_001;
    assert.equal(store.recall(patient, { name: 'a' })?.expired, true);
  });

  it('puts a question once however many ask at the same time', async () => {
    const answer = deferred<readonly Answer[]>();
    const { source, batches } = recordingSource(() => answer.promise);
    const store = new FactStore(() => 0, breathe);
    const both = [store.ask(source, named('a'), cached()), store.ask(source, named('a'), cached())];
    answer.resolve([ok([], 0)]);
    await Promise.all(both);
    assert.deepEqual(batches, [['a']]);
  });

  it('starts anew for who comes after everybody has left', async () => {
    const { source, batches } = recordingSource(
      (_, { signal }) =>
        new Promise((resolve, reject) => {
          if (batches.length > 1) resolve([ok([], 0)]);
          else signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    );
    const store = new FactStore(() => 0, breathe);
    const leaver = new AbortController();
    const left = store.ask(source, named('a'), cached(leaver.signal));
    leaver.abort(new Error('gone'));
    await assert.rejects(left, /gone/);
    await store.ask(source, named('a'), cached());
    assert.deepEqual(batches, [['a'], ['a']]);
  });

  it('asks again for a revalidation although the answer is known', async () => {
    const { source, batches } = recordingSource(answerAll);
    const store = new FactStore(() => 0, breathe);
    await store.ask(source, named('a'), cached());
    await store.ask(source, named('a'), { ...cached(), freshness: 'revalidate' });
    assert.equal(batches.length, 2);
  });

  it('turns a source that throws into a failure of its own answers', async () => {
    const { source } = recordingSource(() => Promise.reject(new Error('a bug')));
    const store = new FactStore(() => 0, breathe);
    await store.ask(source, named('a'), cached());
    assert.deepEqual(
      store.recall(source, { name: 'a' })?.outcome,
      failed('malformed', phrase('Looking up failed unexpectedly: {message}', { message: 'a bug' })),
    );
  });

  it('counts each answer once', async () => {
    const { source } = recordingSource(answerAll, 2);
    const store = new FactStore(() => 0, breathe);
    await store.ask(source, named('a'), cached());
    let answers = 0;
    await store.ask(source, named('a', 'b', 'c', 'd'), cached(), () => (answers += 1));
    assert.equal(answers, 4);
  });

  it('goes through thousands of packages in slices, in their order, and stops between two of them', async () => {
    const controller = new AbortController();
    let [breaths, seen] = [0, 0];
    const store = new FactStore(
      () => 0,
      () => Promise.resolve(void (breaths += 1)),
    );
    const items = Array.from({ length: 3000 }, (_, index) => index);
    const even = await store.gather(items, controller.signal, (item) => (item % 2 === 0 ? [item] : []));
    assert.deepEqual(
      even,
      items.filter((item) => item % 2 === 0),
    );
    assert.ok(breaths >= 30, `${breaths} breaths`);
    const stopped = store.gather(items, controller.signal, (item) => {
      seen += 1;
      if (item === 500) controller.abort(new Error('stopped'));
      return [];
    });
    await assert.rejects(stopped, /stopped/);
    assert.ok(seen < 1000, `${seen} seen`);
  });

  it('keeps what two sources say apart', async () => {
    const { source } = recordingSource(answerAll);
    const other = recordingSource(answerAll).source;
    const store = new FactStore(() => 0, breathe);
    await store.ask(source, named('a'), cached());
    assert.equal(store.recall(other, { name: 'a' }), undefined);
  });
});
