import assert from 'node:assert/strict';
import { CodeActionTriggerKind } from 'vscode-languageserver';
import { fixAllAction, readFixAllData, wantsFixAll } from '../../server/src/features/fix-all.js';
import { finding } from '../support/subjects.js';
import { judged, marked } from './support/manifest-document.js';
import { ENGLISH } from '../../server/src/protocol/translate.js';

const { Automatic, Invoked } = CodeActionTriggerKind;

describe('"fix all"', () => {
  const wishes: readonly (readonly [only: string[] | undefined, kind: CodeActionTriggerKind, wanted: boolean])[] = [
    [undefined, Invoked, false],
    [['quickfix'], Invoked, false],
    [['source'], Invoked, true],
    [['source.fixAll'], Invoked, true],
    [['source.fixAll.packageRisk'], Invoked, true],
    [['source.fixAll.eslint'], Invoked, false],
    [['source'], Automatic, false],
    [['source.fixAll'], Automatic, false],
    [['source.fixAll.packageRisk'], Automatic, true],
  ];
  for (const [only, triggerKind, wanted] of wishes) {
    const when = triggerKind === Automatic ? 'on saving' : 'by a person';
    it(`is ${wanted ? '' : 'not '}meant by ${String(only)} ${when}`, () => {
      assert.equal(wantsFixAll({ only, triggerKind }), wanted);
    });
  }

  it('is offered where a line has a finding, without an edit yet', () => {
    const { document } = marked('{ "dependencies": { "a": "1.0.0" } }');
    assert.equal(fixAllAction(document, judged(document).assessments, ENGLISH), undefined);
    const bad = judged(document, { a: { findings: [finding({ rule: 'deprecated' })] } });
    const action = fixAllAction(document, bad.assessments, ENGLISH);
    assert.equal(action?.kind, 'source.fixAll.packageRisk');
    assert.equal(action.edit, undefined);
    assert.deepEqual(readFixAllData(action.data), {
      ...{ kind: 'packageRisk.fixAll', uri: document.uri, version: document.version },
    });
  });

  it('knows its own data only', () => {
    for (const data of [undefined, null, 'x', { kind: 'packageRisk.fix' }])
      assert.equal(readFixAllData(data), undefined);
  });
});
