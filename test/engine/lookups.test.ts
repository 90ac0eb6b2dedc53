import assert from 'node:assert/strict';
import { breathe } from '../../server/src/platform/timers.js';
import { FactStore } from '../../server/src/engine/fact-store.js';
import { fetchArtifacts, type Analysing } from '../../server/src/engine/lookups.js';
import { ok, skipped, type Outcome, type Subject } from '../../server/src/model/index.js';
import type { LookUp, LookUpOptions, Source, SourceSet } from '../../server/src/sources/source.js';
import { artifactFacts } from '../support/artifacts.js';
import { DAY, NOW, packument } from '../support/subjects.js';

const OPTIONS: LookUpOptions = { signal: new AbortController().signal, freshness: 'cached' };

function brought(name: string, direct = false): Subject {
  return { name, direct, resolution: { from: 'lockfile', version: '1.0.0' }, paths: [] };
}

/** A store that knows the age of packages, and a source of artifacts with a budget in packages. */
async function setUp(ages: Readonly<Record<string, number>>, budget = Infinity) {
  const store = new FactStore(() => NOW, breathe);
  const asked: string[] = [];
  const source = (lookUp: (request: LookUp) => Outcome<unknown>): Source =>
    ({
      batchSize: 1,
      maxAgeMs: Infinity,
      key: ({ name }: LookUp) => name,
      lookUp: (requests: readonly LookUp[]) => Promise.resolve(requests.map(lookUp)),
    }) as unknown as Source;
  const documents = source(({ name }) =>
    ok(packument({ name, versions: { '1.0.0': { publishedAt: NOW - (ages[name] ?? 1000) * DAY } } }), NOW),
  );
  const artifacts = source(({ name }) => {
    asked.push(name);
    return asked.length > budget ? skipped('over-budget', 'no more') : ok(artifactFacts(), NOW);
  });
  await store.ask(
    documents,
    Object.keys(ages).map((name) => ({ name })),
    OPTIONS,
  );
  const sources = { packument: documents, artifact: artifacts } as unknown as SourceSet;
  return { store, sources, asked };
}

describe('fetchArtifacts', () => {
  const AGES = { young: 3, younger: 1, old: 900, named: 900 };
  const SUBJECTS = [brought('old'), brought('young'), brought('younger'), brought('named', true)];

  it('looks into what the manifest names first, then into what is young, the youngest first', async () => {
    const { store, sources, asked } = await setUp(AGES);
    await fetchArtifacts(SUBJECTS, sources, store, OPTIONS);
    assert.deepEqual(asked, ['named', 'younger', 'young']);
  });

  it('tells how far it is, and with which package', async () => {
    const { store, sources } = await setUp(AGES);
    const told: Analysing[] = [];
    await fetchArtifacts(SUBJECTS, sources, store, OPTIONS, (progress) => told.push(progress));
    assert.deepEqual(told, [
      { done: 0, total: 3, package: 'named' },
      { done: 1, total: 3, package: 'younger' },
      { done: 2, total: 3, package: 'young' },
      { done: 3, total: 3 },
    ]);
  });

  it('spends a budget on the most suspicious ones', async () => {
    const { store, sources } = await setUp(AGES, 2);
    await fetchArtifacts(SUBJECTS, sources, store, OPTIONS);
    const answered = (name: string) => store.recall(sources.artifact, { name })?.outcome.status;
    assert.deepEqual(['named', 'younger', 'young', 'old'].map(answered), ['ok', 'ok', 'skipped', undefined]);
  });

  it('tells nothing where there is nothing to look into', async () => {
    const { store, sources, asked } = await setUp(AGES);
    await fetchArtifacts([brought('old')], sources, store, OPTIONS, () => assert.fail('nothing is under way'));
    assert.deepEqual(asked, []);
  });
});
