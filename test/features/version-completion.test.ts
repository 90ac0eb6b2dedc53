import assert from 'node:assert/strict';
import { CompletionItemTag, MarkupContent, type CompletionItem } from 'vscode-languageserver';
import { completionPlace } from '../../server/src/features/support/completion-place.js';
import { readVersionData, versionCompletions, withCase } from '../../server/src/features/version-completion.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import type { Finding } from '../../server/src/model/index.js';
import { assessment, DAY, finding, NOW, packument, subject } from '../support/subjects.js';
import { ESCAPES, marked } from './support/manifest-document.js';

const DOCUMENT = packument({
  name: 'a',
  versions: {
    '1.0.0': { deprecated: 'old' },
    '1.1.0': { provenance: 'attestation' },
    '2.0.0': {},
    '2.1.0': { publishedAt: NOW - DAY },
    '3.0.0-beta.1': {},
  },
  distTags: { latest: '2.0.0', next: '3.0.0-beta.1', 'bad tag': '1.0.0' },
});

const FOUND: Readonly<Record<string, readonly Finding[]>> = {
  '1.0.0': [finding({ rule: 'deprecated', level: 'low' })],
  '2.1.0': [finding({ rule: 'known-malware', level: 'critical' }), finding({ rule: 'recent-release', level: 'low' })],
};

function complete(text: string): readonly CompletionItem[] | undefined {
  const { document, offsets } = marked(text);
  const { dependencies } = packageJson.read(document.getText());
  const place = completionPlace(document.getText(), offsets[0] ?? 0, dependencies, true);
  if (place?.kind !== 'version') return undefined;
  const versions = Object.keys(DOCUMENT.versions)
    .reverse()
    .map((version) =>
      assessment({ subject: subject({ name: 'a', version, dependency: null }), findings: FOUND[version] ?? [] }),
    );
  return versionCompletions({
    ...{ document, place, packument: DOCUMENT, versions, dependencies, escapes: ESCAPES, now: NOW },
    abilities: { completionSnippets: true, completionLabels: true },
  }).items;
}

const labels = (text: string): readonly string[] | undefined => complete(text)?.map(({ label }) => label);

describe('versions in a manifest', () => {
  it('are the best one in each style, then the others, what is flagged last, then tags', () => {
    assert.deepEqual(labels('{ "dependencies": { "a": "^«" } }'), [
      ...['^2.0.0', '~2.0.0', '2.0.0'],
      ...['^1.1.0', '^3.0.0-beta.1', '^1.0.0', '^2.1.0'],
      ...['latest', 'next'],
    ]);
  });

  const styles: readonly (readonly [what: string, text: string, first: string])[] = [
    ['what is typed', '{ "dependencies": { "a": "~«", "b": "^1.0.0" } }', '~2.0.0'],
    ['an exact version that is typed', '{ "dependencies": { "a": "1«", "b": "^1.0.0" } }', '2.0.0'],
    [
      'the other lines of the section',
      '{ "dependencies": { "a": "«", "b": "1.0.0", "c": "2.0.0", "d": "^3.0.0" } }',
      '2.0.0',
    ],
    ["npm's own way where there is no other line", '{ "dependencies": { "a": "«" } }', '^2.0.0'],
  ];
  for (const [what, text, first] of styles) {
    it(`keep to the style of ${what}`, () => assert.equal(labels(text)?.[0], first));
  }

  it('say what speaks against each, how old it is and how it was published', () => {
    const about = new Map((complete('{ "dependencies": { "a": "«" } }') ?? []).map((one) => [one.label, one]));
    const words = (label: string) => about.get(label)?.labelDetails?.description;
    assert.equal(words('^2.0.0'), 'latest · 12 months ago');
    assert.equal(words('^1.1.0'), 'provenance · 12 months ago');
    assert.equal(words('^1.0.0'), 'deprecated · 12 months ago');
    assert.equal(words('^2.1.0'), 'malware, too young · 24 hours ago');
    assert.equal(words('latest'), 'now 2.0.0');
    assert.deepEqual(about.get('^1.0.0')?.tags, [CompletionItemTag.Deprecated]);
    assert.equal(about.get('^2.0.0')?.preselect, true);
  });

  it('take the place of the whole value, and leave its quotes', () => {
    const { ranges } = marked('{ "dependencies": { "a": "«^1.0.0»" } }');
    const [first] = complete('{ "dependencies": { "a": "^1«.0.0" } }') ?? [];
    assert.ok(first?.textEdit !== undefined && 'range' in first.textEdit);
    assert.deepEqual(first.textEdit.range, ranges[0]);
  });

  it('leave the name of an alias', () => {
    const [first] = complete('{ "dependencies": { "b": "npm:a@«^1.0.0" } }') ?? [];
    assert.ok(first?.textEdit !== undefined && 'range' in first.textEdit);
    assert.equal(first.textEdit.newText, '^2.0.0');
    assert.equal(first.textEdit.range.start.character, '{ "dependencies": { "b": "npm:a@'.length);
    assert.equal(readVersionData(first.data)?.name, 'a');
  });

  for (const value of ['file:../a«', 'workspace:«*', 'github:a/b«', '$a«']) {
    it(`are not there for ${value.replace('«', '')}`, () => {
      assert.equal(complete(`{ "dependencies": { "a": "${value}" } }`), undefined);
    });
  }

  it('tell their case once they are looked at', () => {
    const [first] = complete('{ "dependencies": { "a": "«" } }') ?? [];
    assert.ok(first);
    assert.deepEqual(readVersionData(first.data), {
      ...{ kind: 'packageRisk.version', uri: 'file:///project/package.json', name: 'a', version: '2.0.0' },
    });
    const about = assessment({ subject: subject({ name: 'a', version: '2.0.0', dependency: null }) });
    const { documentation } = withCase(first, about, { now: NOW, escapes: ESCAPES });
    assert.ok(MarkupContent.is(documentation));
    assert.match(documentation.value, /No problem found in a\\@2\.0\.0/);
    assert.equal(readVersionData({ kind: 'x' }), undefined);
  });
});
