import assert from 'node:assert/strict';
import type { CompletionItem } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { nameCompletions, type CompletionAbilities } from '../../server/src/features/name-completion.js';
import { completionPlace } from '../../server/src/features/support/completion-place.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import { pnpmWorkspace } from '../../server/src/formats/pnpm-workspace.js';
import { marked } from './support/manifest-document.js';
import { ENGLISH } from '../../server/src/protocol/translate.js';

const ABILITIES: CompletionAbilities = {
  completionSnippets: true,
  completionLabels: true,
  suggestCommand: 'editor.action.triggerSuggest',
};
const NAMES = ['lodash', '@types/lodash'].map((name, index) => ({ name, rank: index + 1 }));

function complete(text: string, abilities = ABILITIES, isJson = true): readonly CompletionItem[] | undefined {
  const { document, offsets } = marked(text);
  const offset = offsets[0] ?? 0;
  const { dependencies } = (isJson ? packageJson : pnpmWorkspace).read(document.getText());
  const place = completionPlace(document.getText(), offset, dependencies, isJson);
  if (place?.kind !== 'name') return undefined;
  return nameCompletions({ t: ENGLISH, document, offset, place, names: NAMES, dependencies, abilities }).items;
}

/** The text after the first entry was chosen. */
function chosen(text: string, abilities?: CompletionAbilities, isJson?: boolean): string | undefined {
  const [first] = complete(text, abilities, isJson) ?? [];
  if (first?.textEdit === undefined || !('range' in first.textEdit)) return undefined;
  return TextDocument.applyEdits(marked(text).document, [first.textEdit]);
}

describe('names of packages in a manifest', () => {
  const cases: readonly (readonly [what: string, text: string, expected: string | undefined])[] = [
    ['wait for a version', '{ "dependencies": { "lo«" } }', '{ "dependencies": { "lodash": "$1" } }'],
    ['are quoted where nothing is typed yet', '{ "dependencies": { « } }', '{ "dependencies": { "lodash": "$1" } }'],
    ['leave a value that is there', '{ "dependencies": { "lo«": "^1" } }', '{ "dependencies": { "lodash": "^1" } }'],
    [
      'bring the comma that the next line needs',
      '{ "devDependencies": { "lo«"\n"x": "1" } }',
      '{ "devDependencies": { "lodash": "$1",\n"x": "1" } }',
    ],
    ['are there for catalogs', '{ "catalogs": { "old": { "lo«" } } }', '{ "catalogs": { "old": { "lodash": "$1" } } }'],
    ['are not there for other properties', '{ "scripts": { "lo«" } }', undefined],
    ['are not there outside of sections', '{ "lo«" }', undefined],
    ['are not there for what nests in overrides', '{ "overrides": { "a": { "lo«" } } }', undefined],
  ];
  for (const [what, text, expected] of cases) it(what, () => assert.equal(chosen(text), expected));

  it('are there in the catalogs of pnpm and yarn', () => {
    assert.equal(chosen('catalog:\n  lo«', ABILITIES, false), 'catalog:\n  lodash: $1');
    assert.equal(
      chosen("catalogs:\n  old:\n    a: 1\n    'lo«'", ABILITIES, false),
      'catalogs:\n  old:\n    a: 1\n    lodash: $1',
    );
    assert.equal(chosen('packages:\n  lo«', ABILITIES, false), undefined);
    assert.equal(chosen('lo«', ABILITIES, false), undefined);
  });

  it('quote a scope in YAML', () => {
    const items = complete('catalog:\n  ty«', ABILITIES, false) ?? [];
    assert.deepEqual(
      items.map(({ textEdit }) => textEdit?.newText),
      ['lodash: $1', "'@types/lodash': $1"],
    );
  });

  it('come in the order in which they are given, whatever is typed', () => {
    const items = complete('{ "dependencies": { "typeslo«" } }') ?? [];
    assert.deepEqual(
      items.map(({ label, sortText, filterText }) => [label, sortText, filterText]),
      [
        ['lodash', '0000', '"typeslo'],
        ['@types/lodash', '0001', '"typeslo'],
      ],
    );
  });

  it('that stand in the section already are left out', () => {
    const items = complete('{ "dependencies": { "lodash": "1", "l«" } }') ?? [];
    assert.deepEqual(
      items.map(({ label }) => label),
      ['@types/lodash'],
    );
  });

  it('have the editor offer versions next, where it can', () => {
    const [able] = complete('{ "dependencies": { "lo«" } }') ?? [];
    assert.equal(able?.command?.command, 'editor.action.triggerSuggest');
    const plain = { completionSnippets: false, completionLabels: false };
    const [unable] = complete('{ "dependencies": { "lo«" } }', plain) ?? [];
    assert.equal(unable?.command, undefined);
    assert.equal(unable?.textEdit?.newText, '"lodash": ""');
    assert.equal(unable.detail, 'no. 1 of the most used');
  });
});
