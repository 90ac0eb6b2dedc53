import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { JudgedMention } from '../../../server/src/features/in-text/judged-mentions.js';
import { mentionDiagnostics } from '../../../server/src/features/in-text/mention-diagnostics.js';
import { ESCAPES } from '../support/manifest-document.js';
import {
  absent,
  DEFAULT_SETTINGS,
  skipped,
  type Assessment,
  type Facts,
  type Finding,
} from '../../../server/src/model/index.js';
import { assessment, finding, NOW, subject } from '../../support/subjects.js';

const DOCUMENT = TextDocument.create('file:///shop/a.ts', 'typescript', 1, `import '@a/b/c'; // npx d@1`);
const IMPORT = { kind: 'import', how: 'import', specifier: '@a/b/c', span: { start: 8, end: 14 } } as const;
const COMMAND = { kind: 'command', name: 'd', range: '1', span: { start: 24, end: 27 } } as const;
const NOT_ASKED = skipped('switched-off', 'Nobody was asked.');

function judged(findings: readonly Finding[], packument: Facts['packument'] = absent(NOW)): Assessment {
  return assessment({ subject: subject({ name: '@a/b' }), findings, facts: { packument } });
}

function problems(given: Partial<JudgedMention>) {
  const mentions = [{ mention: IMPORT, name: '@a/b', ...given }];
  const { severity } = DEFAULT_SETTINGS;
  return mentionDiagnostics({ text: { document: DOCUMENT, mentions }, severity, escapes: ESCAPES });
}

function rules(assessed: Assessment): readonly unknown[] {
  return problems({ assessment: assessed }).map(({ code }) => code);
}

describe('mentionDiagnostics', () => {
  it('tell what does not exist or is at risk, and nothing less', () => {
    assert.deepEqual(rules(judged([finding({ rule: 'package-not-found', level: 'low' })])), ['package-not-found']);
    assert.deepEqual(rules(judged([finding({ rule: 'new-package', level: 'medium' })])), ['new-package']);
    assert.deepEqual(rules(judged([finding({ rule: 'unsigned', level: 'low' })])), []);
    assert.deepEqual(rules(judged([])), []);
    assert.deepEqual(problems({}), []);
  });

  it('tell a slip of a name about which nobody was asked', () => {
    const slip = finding({ rule: 'typosquat', level: 'low', hints: { replaceWith: ['c'] } });
    assert.deepEqual(rules(judged([slip], NOT_ASKED)), ['typosquat']);
    assert.deepEqual(rules(judged([slip])), []);
  });

  it('stand on the name alone, and say why it is a matter of this place', () => {
    const high = judged([finding({ rule: 'known-malware', level: 'critical', message: 'It is malware.' })]);
    const [problem] = problems({ assessment: high });
    assert.deepEqual(problem?.range, { start: { line: 0, character: 8 }, end: { line: 0, character: 12 } });
    assert.equal(problem.message, 'It is malware.\n• imported here; no package.json declares it');
    const [brought] = problems({ assessment: high, locked: '1.0.0' });
    assert.match(JSON.stringify(brought?.message), /other packages bring it in"$/);
    const [command] = problems({ assessment: high, mention: COMMAND });
    assert.deepEqual(command?.range, { start: { line: 0, character: 24 }, end: { line: 0, character: 27 } });
    assert.match(JSON.stringify(command.message), /the command here would install it"$/);
    const [address] = problems({ assessment: high, mention: { ...COMMAND, kind: 'address' } });
    assert.match(JSON.stringify(address?.message), /the page loads it from this address"$/);
  });
});
