import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { JudgedMention } from '../../../server/src/features/in-text/judged-mentions.js';
import { mentionActions, sectionsFor } from '../../../server/src/features/in-text/mention-actions.js';
import { ESCAPES } from '../support/manifest-document.js';
import type { Assessment } from '../../../server/src/model/index.js';
import { COMMANDS } from '../../../server/src/protocol/messages.js';
import { assessment, finding, subject } from '../../support/subjects.js';

const DOCUMENT = TextDocument.create('file:///shop/a.ts', 'typescript', 3, `import 'lodahs/fp'`);

function mention(given: Partial<JudgedMention>): JudgedMention {
  const span = { start: 8, end: 17 };
  return { mention: { kind: 'import', how: 'import', specifier: 'lodahs/fp', span }, name: 'lodahs', ...given };
}

function titles(given: Partial<JudgedMention>, couldAsk = false): readonly string[] {
  return actions(given, couldAsk).map(({ title }) => title);
}

function actions(given: Partial<JudgedMention>, couldAsk = false) {
  return mentionActions({
    ...{ document: DOCUMENT, mention: mention(given), diagnostics: [], escapes: ESCAPES, couldAsk },
    abilities: { versionedEdits: true, fileCreation: true, changeAnnotations: true, lazyEdits: true },
    sections: ['dependencies', 'devDependencies'],
  });
}

function slip(level: 'low' | 'high' = 'high'): Assessment {
  const hints = { replaceWith: ['lodash', 'not a name"'] };
  return assessment({ subject: subject({ name: 'lodahs' }), findings: [finding({ rule: 'typosquat', level, hints })] });
}

describe('mentionActions', () => {
  it('replace a name by the one that was meant, and nothing behind it', () => {
    const [action, ...others] = actions({ assessment: slip() });
    assert.equal(action?.title, 'Replace lodahs with lodash (the name it resembles)');
    assert.deepEqual(others, []);
    const [change] = action.edit?.documentChanges ?? [];
    assert.ok(change !== undefined && 'edits' in change);
    const range = { start: { line: 0, character: 8 }, end: { line: 0, character: 14 } };
    assert.deepEqual(change.edits, [{ range, newText: 'lodash' }]);
  });

  it('add what is harmless to either section', () => {
    assert.deepEqual(titles({ assessment: assessment({ findings: [] }) }), [
      'Add lodahs to dependencies (latest safe version)',
      'Add lodahs to devDependencies (latest safe version)',
    ]);
  });

  it('ask about names that nothing here knows, where the user could allow it', () => {
    const last = actions({ assessment: assessment({ findings: [], facts: {} }) }, true).at(-1);
    assert.equal(last?.command?.command, COMMANDS.askAboutImports);
    assert.ok(!titles({ locked: '1.0.0' }, true).some((title) => title.startsWith('Ask')));
  });

  it('do nothing about what is declared, and add nothing that a command names', () => {
    const span = { start: 0, end: 1 };
    const declared = {
      name: 'a',
      section: 'dependencies',
      raw: '1',
      path: [],
      span,
      nameSpan: span,
      specifierSpan: span,
    } as const;
    const specifier = { kind: 'invalid', reason: '' } as const;
    assert.deepEqual(titles({ declared: { ...declared, specifier } }, true), []);
    assert.deepEqual(titles({ mention: { kind: 'command', name: 'lodahs', span } }), []);
    assert.deepEqual(titles({ mention: { kind: 'address', name: 'lodahs', span } }), []);
  });
});

describe('sectionsFor', () => {
  it('puts first what a file is likely to need', () => {
    const forDevelopment = [
      '/shop/a.test.ts',
      '/shop/test/b.js',
      '/shop/vite.config.ts',
      '/shop/scripts/c.mjs',
      'C:\\shop\\e2e\\d.ts',
    ];
    for (const file of forDevelopment) assert.equal(sectionsFor(file, false)[0], 'devDependencies', file);
    assert.equal(sectionsFor('/shop/src/a.ts', true)[0], 'devDependencies');
    assert.equal(sectionsFor('/shop/src/latest/a.ts', false)[0], 'dependencies');
  });
});
