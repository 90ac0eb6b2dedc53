import assert from 'node:assert/strict';
import type { Replacement } from '../../server/src/model/index.js';
import { createReplacementsSource } from '../../server/src/sources/replacements.js';
import { NOW } from '../support/subjects.js';

async function replacementsOf(name: string): Promise<readonly Replacement[]> {
  const options = { signal: new AbortController().signal, freshness: 'cached' as const };
  const [answer] = await createReplacementsSource(() => NOW).lookUp([{ name }], options);
  assert.equal(answer?.status, 'ok');
  assert.equal(answer.asOf, NOW);
  return answer.value;
}

describe('createReplacementsSource', () => {
  it('names the packages that stand in for moment', async () => {
    const packages = (await replacementsOf('moment')).flatMap(({ packageName }) => packageName ?? []);
    assert.ok(packages.includes('dayjs'), packages.join());
    assert.ok(!packages.includes('day.js'), 'a name that anybody could register');
  });

  it('names the forks that go on with what its author has left', async () => {
    const forks = [
      ['faker', '@faker-js/faker'],
      ['xmldom', '@xmldom/xmldom'],
      ['npm-run-all', 'npm-run-all2'],
      ['eslint-plugin-node', 'eslint-plugin-n'],
      ['traverse', 'neotraverse'],
    ] as const;
    for (const [left, fork] of forks) assert.equal((await replacementsOf(left))[0]?.packageName, fork);
  });

  it('puts a fork that is known to be safe first, with why and where that is told, and names it once', async () => {
    const [fork, ...others] = await replacementsOf('request');
    assert.deepEqual(
      { ...fork, wording: undefined },
      {
        packageName: '@cypress/request',
        isFork: true,
        description: '@cypress/request, a maintained fork, as GHSA-p8p7-x288-28g6 is never fixed in the package itself',
        wording: undefined,
        url: 'https://github.com/advisories/GHSA-p8p7-x288-28g6',
      },
    );
    assert.ok(others.some(({ packageName }) => packageName === 'ofetch'));
    const faker = (await replacementsOf('faker')).map(({ packageName }) => packageName);
    assert.deepEqual(faker, ['@faker-js/faker']);
  });

  it('names what the platform has in place of left-pad, with a page to read', async () => {
    const [replacement] = await replacementsOf('left-pad');
    assert.equal(replacement?.packageName, undefined);
    assert.match(replacement?.description ?? '', /String\.prototype\.padStart/);
    assert.match(replacement?.url ?? '', /^https:\/\/developer\.mozilla\.org\//);
  });

  it('gives the few lines that stand in for is-number', async () => {
    const [replacement] = await replacementsOf('is-number');
    assert.equal(replacement?.packageName, undefined);
    assert.notEqual(replacement?.description, '');
  });

  it('knows nothing of react, and nothing of a name that objects inherit', async () => {
    assert.deepEqual(await replacementsOf('react'), []);
    assert.deepEqual(await replacementsOf('constructor'), []);
    assert.deepEqual(await replacementsOf('__proto__'), []);
  });

  it("rejects with the signal's reason", async () => {
    const reason = new Error('closed');
    const options = { signal: AbortSignal.abort(reason), freshness: 'cached' as const };
    await assert.rejects(createReplacementsSource(() => NOW).lookUp([{ name: 'moment' }], options), reason);
  });
});
