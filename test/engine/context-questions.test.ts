import assert from 'node:assert/strict';
import { contextLookUps } from '../../server/src/engine/context-questions.js';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import type { SourceSet } from '../../server/src/sources/source.js';
import { fakeParts } from '../support/fake-engine-parts.js';
import { failed, ok, skipped, absent, type Outcome, type Packument } from '../../server/src/model/index.js';
import { NOW, packument, subject } from '../support/subjects.js';

const { parts, asked } = fakeParts({
  files: { '/shop/package.json': '{ "dependencies": { "kit": "1.0.0" } }' },
});
const withNone = (): Promise<SourceSet> => parts.sources.sourcesFor('/shop', true);
async function withAll(): Promise<SourceSet> {
  const none = await withNone();
  return {
    ...none,
    downloads: { ...none.popularity, question: 'downloads' },
    depsDev: { ...none.osv, question: 'depsDev' },
    publicName: { ...none.popularity, question: 'publicName' },
    scorecard: { ...none.popularity, question: 'scorecard' },
  } as unknown as SourceSet;
}
const REQUEST = { name: 'kit', version: '1.0.0' };

describe('the questions that take one more service', () => {
  const PUBLIC = ok(packument({ name: 'kit', publicRegistry: true }), NOW);
  const asks = (line: ReturnType<typeof subject>, sources: SourceSet, document: Outcome<Packument> = PUBLIC) =>
    contextLookUps(line, REQUEST, sources, document).map(({ question, request }) => [question, request]);

  it('are put where the user wants them', async () => {
    assert.deepEqual(asks(subject({ name: 'kit' }), await withAll()), [
      ['downloads', { name: 'kit' }],
      ['depsDev', REQUEST],
    ]);
  });

  it('are about downloads only where somebody chooses the name', async () => {
    assert.deepEqual(asks(subject({ name: 'kit', dependency: null }), await withAll()), [['depsDev', REQUEST]]);
  });

  it('are about repositories only where somebody chooses a package that names one', async () => {
    const sources = await withAll();
    const named = (
      versions: Readonly<Record<string, { repository?: string }>>,
      dependency?: null,
    ): readonly unknown[] => {
      const document = ok(
        packument({ name: 'kit', publicRegistry: true, versions, repository: 'https://github.com/a/now' }),
        NOW,
      );
      const line = subject({ name: 'kit', version: '1.0.0', ...(dependency === null && { dependency }) });
      return asks(line, sources, document).filter(([question]) => question === 'scorecard');
    };
    const asked = (repository: string) => [['scorecard', { name: 'kit', repository }]];
    assert.deepEqual(named({ '1.0.0': { repository: 'https://github.com/a/b' } }), asked('https://github.com/a/b'));
    assert.deepEqual(named({ '1.0.0': {} }), asked('https://github.com/a/now'));
    assert.deepEqual(named({ '1.0.0': {} }, null), []);
    assert.deepEqual(
      asks(subject({ name: 'kit' }), sources).filter(([question]) => question === 'scorecard'),
      [],
    );
  });

  it('are about who else has the name only where it comes from another registry', async () => {
    const sources = await withAll();
    const isAsked = (document: Outcome<Packument>): boolean =>
      asks(subject({ name: 'kit' }), sources, document).some(([question]) => question === 'publicName');
    assert.equal(isAsked(PUBLIC), false);
    assert.equal(isAsked(absent(NOW)), false);
    assert.equal(isAsked(ok(packument({ name: 'kit' }), NOW)), true);
    assert.equal(isAsked(failed('unauthorized', 'It is not shown.')), true);
    assert.equal(isAsked(skipped('untrusted-configuration', 'It is not looked up.')), true);
  });

  it('are not put otherwise, and nothing is missing then', async () => {
    assert.deepEqual(asks(subject({ name: 'kit' }), await withNone()), []);
    const engine = new JudgingEngine(parts);
    const project = await engine.open({ manifestPath: '/shop/package.json', trusted: true });
    assert.ok(project !== undefined);
    const { assessments } = await engine.judge(project, { signal: new AbortController().signal, scope: 'direct' });
    assert.deepEqual(
      Object.keys(assessments[0]?.facts ?? {}).filter((key) =>
        ['downloads', 'depsDev', 'scorecard', 'publicName'].includes(key),
      ),
      [],
    );
    assert.deepEqual(
      asked.filter((question) => /^(?:downloads|depsDev|scorecard|publicName) /.test(question)),
      [],
    );
  });
});
