import assert from 'node:assert/strict';
import type { CodeLens, FullDocumentDiagnosticReport, Hover } from 'vscode-languageserver';
import { EVIDENCE_REQUEST, type EvidenceResult } from '../../server/src/protocol/messages.js';
import { inEnglish, phrase } from '../../server/src/model/index.js';
import { finding } from '../support/subjects.js';
import { readTexts } from '../support/manifest.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{\n  "dependencies": {\n    "a": "1.0.0",\n    "b": "1.0.0"\n  }\n}';
/** With words of the package in it that look like a place of the sentence. */
const WORDING = phrase('{package} is deprecated: {notice}', { package: 'a 1.0.0', notice: 'use {package} **now**' });
const BAD = {
  findings: [finding({ rule: 'deprecated', level: 'high', message: inEnglish(WORDING), wording: WORDING })],
};

interface Case {
  readonly language: string;
  readonly hovers: readonly [withFinding: RegExp, without: RegExp];
  readonly lens: string;
  readonly problem: string;
}

const CASES: readonly Case[] = [
  {
    language: 'de',
    hovers: [/^\*\*Hoch: .*Angegeben `1\.0\.0`/s, /Kein Problem in b@1\.0\.0 gefunden\./],
    lens: '1 hoch',
    problem: 'a 1.0.0 ist veraltet: use {package} **now**',
  },
  {
    language: 'es',
    hovers: [/^\*\*Alto: .*Declarado `1\.0\.0`/s, /No se ha encontrado ningún problema en b@1\.0\.0\./],
    lens: '1 altos',
    problem: 'a 1.0.0 está en desuso: use {package} **now**',
  },
  {
    language: 'ja',
    hovers: [/^\*\*高: .*宣言 `1\.0\.0`/s, /b@1\.0\.0 に問題は見つかりませんでした。/],
    lens: '高 1',
    problem: 'a 1.0.0 は非推奨です: use {package} **now**',
  },
  {
    language: 'zh-cn',
    hovers: [/^\*\*高: .*声明 `1\.0\.0`/s, /在 b@1\.0\.0 中未发现问题。/],
    lens: '高 1 个',
    problem: 'a 1.0.0 已弃用：use {package} **now**',
  },
];

describe('an editor with another display language', () => {
  for (const { language, hovers, lens, problem } of CASES) {
    it(`gets problems, hovers and code lenses in ${language}, and evidence for others in English`, async () => {
      const translations = readTexts(`l10n/bundle.l10n.${language}.json`);
      const editor = await Editor.start({ initializationOptions: { translations } });
      editor.engine.known = { a: BAD };
      await editor.open(URI, TEXT);
      const { items }: FullDocumentDiagnosticReport = await editor.connection.sendRequest('textDocument/diagnostic', {
        textDocument: { uri: URI },
      });
      assert.deepEqual(
        items.map(({ message, code }) => [message, code]),
        [[problem, 'deprecated']],
      );
      for (const [at, expected] of hovers.entries()) {
        const position = { line: 2 + at, character: 6 };
        const params = { textDocument: { uri: URI }, position };
        const hover: Hover = await editor.connection.sendRequest('textDocument/hover', params);
        const { value } = hover.contents as { readonly value: string };
        assert.match(value.replaceAll('\\', ''), expected);
        assert.ok(at > 0 || value.includes('\\*\\*now\\*\\*'), 'what the package says is no Markdown');
      }
      const lenses: CodeLens[] = await editor.connection.sendRequest('textDocument/codeLens', {
        textDocument: { uri: URI },
      });
      assert.equal(lenses[0]?.command?.title, lens);
      const params = { uri: URI, line: 2, purpose: 'copy' };
      const { text }: EvidenceResult = await editor.connection.sendRequest(EVIDENCE_REQUEST, params);
      assert.match(text ?? '', /^Package: a@1\.0\.0\nLevel: /);
      assert.match(text ?? '', /- high, deprecated: a 1\.0\.0 is deprecated: use \{package\}/);
      editor.dispose();
    });
  }
});
