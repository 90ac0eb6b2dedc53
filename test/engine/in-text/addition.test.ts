import assert from 'node:assert/strict';
import { JudgingEngine } from '../../../server/src/engine/judging-engine.js';
import type { Addition } from '../../../server/src/engine/in-text/wanted-line.js';
import { absent, failed, inEnglish, ok } from '../../../server/src/model/index.js';
import { changeText } from '../../../server/src/remedies/index.js';
import { lineToAdd } from '../../../server/src/remedies/line-to-add.js';
import { fakeParts, type FakeWorld } from '../../support/fake-engine-parts.js';
import { NOW, packument } from '../../support/subjects.js';

const REF = { manifestPath: '/shop/package.json', trusted: true };
const SIGNAL = new AbortController().signal;
const DAY = 86_400_000;

const REGISTRY: FakeWorld['answers'] = {
  packument: ({ name }) => {
    if (name === 'gone') return absent(NOW);
    if (name === 'silent') return failed('network', 'The registry could not be reached.');
    const settled = { publishedAt: NOW - 400 * DAY };
    const young = { publishedAt: NOW - 3_600_000 };
    const versions = {
      '1.0.0': settled,
      '1.1.0': settled,
      '1.2.0': { ...settled, deprecated: 'Old.' },
      '2.0.0': young,
    };
    return ok(packument({ name, versions, distTags: { latest: '2.0.0' } }), NOW);
  },
};

async function added(name: string, manifest: string): Promise<Addition> {
  const files = { '/shop/package.json': manifest };
  const engine = new JudgingEngine(fakeParts({ files, answers: REGISTRY, parts: { changeText, lineToAdd } }).parts);
  const project = await engine.open(REF);
  assert.ok(project !== undefined);
  return await engine.addition(project, { name, section: 'dependencies' }, SIGNAL);
}

function textOf(addition: Addition): string {
  assert.ok('edits' in addition);
  const { before = '', edits } = addition.edits;
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((text, { span, newText }) => text.slice(0, span.start) + newText + text.slice(span.end), before);
}

describe('an added line', () => {
  it('asks for the latest version that is safe, in its place among the others', async () => {
    const addition = await added(
      'b',
      '{\n  "dependencies": {\n    "a": "^1.0.0",\n    "c": "^1.0.0",\n    "d": "^1.0.0"\n  }\n}\n',
    );
    assert.equal('version' in addition && addition.version, '1.1.0');
    assert.match(textOf(addition), /"a": "\^1\.0\.0",\n {4}"b": "\^1\.1\.0",\n {4}"c"/);
  });

  it('is written as the others are, in a section that is made where there is none', async () => {
    assert.match(textOf(await added('b', '{ "dependencies": { "a": "1.0.0" } }')), /"b": "1\.1\.0"/);
    assert.match(textOf(await added('b', '{ "dependencies": { "a": "~1.0.0" } }')), /"b": "~1\.1\.0"/);
    assert.deepEqual(JSON.parse(textOf(await added('b', '{ "name": "shop" }'))), {
      name: 'shop',
      dependencies: { b: '^1.1.0' },
    });
  });

  it('is none where there is no such package, or nobody could be asked', async () => {
    const problemOf = async (name: string): Promise<string> => {
      const addition = await added(name, '{}');
      return 'problem' in addition ? inEnglish(addition.problem) : '';
    };
    assert.equal(await problemOf('gone'), 'There is no package gone in the registry.');
    assert.equal(await problemOf('silent'), 'The registry could not be asked about silent.');
  });
});
