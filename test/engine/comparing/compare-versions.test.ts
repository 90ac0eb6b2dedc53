import assert from 'node:assert/strict';
import type { PackedFile } from '../../../server/src/artifacts/artifact-reader.js';
import { JudgingEngine } from '../../../server/src/engine/judging-engine.js';
import { absent, failed, inEnglish, ok, type Capability, type Outcome } from '../../../server/src/model/index.js';
import { artifactFacts } from '../../support/artifacts.js';
import { fakeParts } from '../../support/fake-engine-parts.js';
import { EXAMPLE_REGISTRY, NOW, packument, subject } from '../../support/subjects.js';

const SIGNAL = new AbortController().signal;
const NETWORK: Capability = { kind: 'network', place: { file: 'index.js', line: 2, column: 1, snippet: 'get()' } };

const SUBJECT = subject({
  name: 'a',
  resolution: { from: 'lockfile', version: '1.1.0' },
  locked: { id: 'a', version: '1.1.0', integrity: 'sha512-locked' },
});

type Contents = Outcome<ReadonlyMap<string, PackedFile>>;

function packed(files: Readonly<Record<string, string>>): Contents {
  return ok(
    new Map(
      Object.entries(files).map(([path, text]) => [path, { digest: text, bytes: text.length, isBinary: false, text }]),
    ),
    NOW,
  );
}

const CONTENTS: Readonly<Record<string, Contents>> = {
  '1.0.0': packed({ 'index.js': 'one', 'a.md': 'x' }),
  '1.1.0': packed({ 'index.js': 'one\nget()', 'a.md': 'y' }),
  '2.0.0': failed('network', 'The registry did not answer.'),
};

async function compared(other: string, analysed = true) {
  const seen: string[] = [];
  const fake = fakeParts({
    files: { '/shop/package.json': '{}' },
    answers: {
      packument: () => ok(packument({ name: 'a', versions: { '1.0.0': {}, '1.1.0': {}, '2.0.0': {} } }), NOW),
      artifact: ({ version }) =>
        analysed
          ? ok(artifactFacts({ capabilities: version === '1.1.0' ? [NETWORK] : [] }), NOW)
          : failed('offline', 'Not fetched: working offline.'),
    },
  });
  const sources = {
    ...fake.parts.sources,
    registriesFor: () => Promise.resolve(EXAMPLE_REGISTRY),
    filesFor: () =>
      Promise.resolve({
        readText: () => Promise.resolve(absent(NOW)),
        readContents: ({ version = '', integrity = '' }: { version?: string; integrity?: string }) => {
          seen.push(`${version} ${integrity}`);
          return Promise.resolve(CONTENTS[version] ?? absent(NOW));
        },
      }),
  };
  const engine = new JudgingEngine({ ...fake.parts, sources });
  const project = await engine.open({ manifestPath: '/shop/package.json', trusted: true });
  assert.ok(project);
  return { outcome: await engine.compareVersions(project, SUBJECT, other, SIGNAL), seen };
}

describe('comparing the judged version with another one', () => {
  it('puts the older one first, and reads the bytes that are locked', async () => {
    const { outcome, seen } = await compared('1.0.0');
    assert.equal(outcome.status, 'ok');
    const { comparison, from, to } = outcome.value;
    assert.deepEqual([from.version, to.version, comparison.notes], ['1.0.0', '1.1.0', []]);
    assert.deepEqual(
      comparison.files.map(({ path, line, reasons }) => [path, line, reasons]),
      [
        ['index.js', 2, ['can now send requests']],
        ['a.md', 1, []],
      ],
    );
    assert.deepEqual(seen, ['1.0.0 ', '1.1.0 sha512-locked']);
  });

  it('says that the order is a guess where the code could not be analysed', async () => {
    const { outcome } = await compared('1.0.0', false);
    assert.equal(outcome.status, 'ok');
    assert.deepEqual(outcome.value.comparison.notes.map(inEnglish), [
      'The code of 1.1.0 was not analysed, so the order of the files is a guess. Not fetched: working offline.',
    ]);
    assert.equal(outcome.value.comparison.files[0]?.path, 'index.js');
  });

  it('says why a package file cannot be had, and that there is no such version', async () => {
    assert.deepEqual((await compared('2.0.0')).outcome, failed('network', 'The registry did not answer.'));
    assert.equal((await compared('3.0.0')).outcome.status, 'absent');
    assert.equal((await compared('toString')).outcome.status, 'absent');
  });
});
