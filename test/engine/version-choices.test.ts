import assert from 'node:assert/strict';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { absent, ok } from '../../server/src/model/index.js';
import { fakeParts, type FakeWorld } from '../support/fake-engine-parts.js';
import { NOW, packument } from '../support/subjects.js';

const SIGNAL = new AbortController().signal;

const answers: FakeWorld['answers'] = {
  packument: ({ name }) =>
    name === 'gone'
      ? absent(NOW)
      : ok(
          packument({ name, versions: { '1.0.0': { deprecated: 'Old.' }, '1.10.0': {}, '1.9.0': {}, nonsense: {} } }),
          NOW,
        ),
};

async function opened(parts: FakeWorld['parts'] = {}) {
  const files = { '/shop/package.json': '{}' };
  const fake = fakeParts({ files, answers, parts });
  const engine = new JudgingEngine(fake.parts);
  const project = await engine.open({ manifestPath: '/shop/package.json', trusted: true });
  assert.ok(project !== undefined);
  return { engine, project, asked: fake.asked };
}

describe('the versions that may be written behind a name', () => {
  it('are the newest first, with what the document and the offline data say of each', async () => {
    const { engine, project, asked } = await opened();
    const found = await engine.versionChoices(project, 'a', SIGNAL);
    assert.deepEqual(
      found?.versions.map(({ subject, level }) => [subject.resolution, level]),
      [
        [{ from: 'registry', version: '1.10.0' }, 'none'],
        [{ from: 'registry', version: '1.9.0' }, 'none'],
        [{ from: 'registry', version: '1.0.0' }, 'medium'],
      ],
    );
    assert.deepEqual(asked.sort(), ['intelligence a', 'packument a'], 'nothing is asked about each');
  });

  it('are none where the registry has no such name', async () => {
    const { engine, project } = await opened();
    assert.equal(await engine.versionChoices(project, 'gone', SIGNAL), undefined);
  });

  it('are asked about one by one when they are looked at', async () => {
    const { engine, project, asked } = await opened();
    const judged = await engine.chosenVersion(project, 'a', '1.0.0', SIGNAL);
    assert.equal(judged.findings[0]?.rule, 'deprecated');
    assert.ok(asked.includes('osv a@1.0.0') && !asked.some((one) => one.includes('1.9.0')), asked.join());
  });
});

describe('names that go on from what is typed', () => {
  it('come from the offline data', async () => {
    const suggestNames = (typed: string) => Promise.resolve([{ name: `${typed}dash`, rank: 1 }]);
    const { engine, asked } = await opened({ suggestNames });
    assert.deepEqual(await engine.suggestNames('lo', 5), [{ name: 'lodash', rank: 1 }]);
    assert.deepEqual(asked, []);
  });
});
