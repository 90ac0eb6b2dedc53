import assert from 'node:assert/strict';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { declaredAdditions } from '../../server/src/engine/declared-additions.js';
import { ok, readDeclared } from '../../server/src/model/index.js';
import { dependencyAdded } from '../../server/src/rules/dependency-added.js';
import { createScorer } from '../../server/src/scoring/weighted-scorer.js';
import { fakeParts } from '../support/fake-engine-parts.js';
import { DAY, HOUR, NOW, packument, subject } from '../support/subjects.js';

const asking = (manifest: Readonly<Record<string, unknown>>) => ({ declares: JSON.stringify(readDeclared(manifest)) });
const BEFORE = { publishedAt: NOW - 100 * DAY, ...asking({ dependencies: { a: '1' }, peerDependencies: { p: '1' } }) };
const NOW_ASKS = asking({
  dependencies: { a: '2', p: '1', new: '^1', inside: '1' },
  optionalDependencies: { maybe: '1' },
  bundleDependencies: ['inside'],
});

describe('new dependencies that the registry’s document tells of', () => {
  const namesOf = (version: string, publishedAt = NOW - DAY, more: object = NOW_ASKS) => {
    const document = packument({ versions: { '1.0.0': BEFORE, [version]: { publishedAt, ...more } } });
    return declaredAdditions(subject({ version }), ok(document, NOW), NOW);
  };

  it('are those that the version before did not ask for in any way, and does not bring along', () => {
    assert.deepEqual(namesOf('1.1.0'), [
      { name: 'new', raw: '^1', optional: false },
      { name: 'maybe', raw: '1', optional: true },
    ]);
  });

  it('are worked out once for each version of a document', () => {
    const document = packument({ versions: { '1.0.0': BEFORE, '1.0.1': { publishedAt: NOW - DAY, ...NOW_ASKS } } });
    const again = () => declaredAdditions(subject({ version: '1.0.1' }), ok(document, NOW), NOW);
    assert.equal(again(), again());
  });

  it('are none in a new major, in what has been out for weeks, and where the document does not tell', () => {
    assert.deepEqual(namesOf('2.0.0'), []);
    assert.deepEqual(namesOf('1.1.0', NOW - 20 * DAY), []);
    assert.deepEqual(namesOf('1.1.0', NOW - DAY, {}), []);
  });

  it('are asked about by the engine, which finds a takeover by them (event-stream, 2018)', async () => {
    const stream = packument({
      name: 'event-stream',
      versions: { '3.3.5': BEFORE, '3.3.6': { publishedAt: NOW - HOUR, ...NOW_ASKS } },
    });
    const flatmap = packument({ name: 'new', createdAt: NOW - 30 * HOUR, versions: { '1.0.0': { publisher: 'eve' } } });
    const { parts, asked } = fakeParts({
      files: { '/shop/package.json': '{ "dependencies": { "event-stream": "3.3.6" } }' },
      answers: { packument: ({ name }) => ok(name === 'event-stream' ? stream : { ...flatmap, name }, NOW) },
      parts: { rules: [dependencyAdded], scorer: createScorer() },
    });
    const engine = new JudgingEngine(parts);
    const project = await engine.open({ manifestPath: '/shop/package.json', trusted: true });
    assert.ok(project !== undefined);
    const { assessments } = await engine.judge(project, { signal: new AbortController().signal, scope: 'direct' });
    assert.deepEqual(
      assessments[0]?.findings.map(({ level, fingerprint }) => [level, fingerprint]),
      [
        ['medium', 'dependency-added|event-stream@3.3.6|new'],
        ['medium', 'dependency-added|event-stream@3.3.6|maybe'],
      ],
    );
    assert.deepEqual(asked.filter((question) => question.startsWith('packument ')).sort(), [
      'packument event-stream',
      'packument maybe',
      'packument new',
    ]);
    assert.equal(engine.judgeNow(project, 'direct').assessments[0]?.pending, false);
  });
});
