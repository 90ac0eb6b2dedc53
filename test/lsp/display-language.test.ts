import assert from 'node:assert/strict';
import type { CodeLens, Hover } from 'vscode-languageserver';
import { EVIDENCE_REQUEST, type EvidenceResult } from '../../server/src/protocol/messages.js';
import { finding } from '../support/subjects.js';
import { readTexts } from '../support/manifest.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{\n  "dependencies": {\n    "a": "1.0.0",\n    "b": "1.0.0"\n  }\n}';
const BAD = { findings: [finding({ rule: 'deprecated', level: 'high', message: 'this one is deprecated' })] };

interface Case {
  readonly language: string;
  readonly hovers: readonly [withFinding: RegExp, without: RegExp];
  readonly lens: string;
}

const CASES: readonly Case[] = [
  {
    language: 'de',
    hovers: [/^\*\*Hoch: .*Angegeben `1\.0\.0`/s, /Kein Problem in b@1\.0\.0 gefunden\./],
    lens: '1 hoch',
  },
  {
    language: 'es',
    hovers: [/^\*\*Alto: .*Declarado `1\.0\.0`/s, /No se ha encontrado ningún problema en b@1\.0\.0\./],
    lens: '1 altos',
  },
  { language: 'ja', hovers: [/^\*\*高: .*宣言 `1\.0\.0`/s, /b@1\.0\.0 に問題は見つかりませんでした。/], lens: '高 1' },
  { language: 'zh-cn', hovers: [/^\*\*高: .*声明 `1\.0\.0`/s, /在 b@1\.0\.0 中未发现问题。/], lens: '1 个高' },
];

describe('an editor with another display language', () => {
  for (const { language, hovers, lens } of CASES) {
    it(`gets its hovers and code lenses in ${language}, and evidence for others in English`, async () => {
      const translations = readTexts(`l10n/bundle.l10n.${language}.json`);
      const editor = await Editor.start({ initializationOptions: { translations } });
      editor.engine.known = { a: BAD };
      await editor.open(URI, TEXT);
      for (const [at, expected] of hovers.entries()) {
        const position = { line: 2 + at, character: 6 };
        const params = { textDocument: { uri: URI }, position };
        const hover: Hover = await editor.connection.sendRequest('textDocument/hover', params);
        const { value } = hover.contents as { readonly value: string };
        assert.match(value.replaceAll('\\', ''), expected);
      }
      const lenses: CodeLens[] = await editor.connection.sendRequest('textDocument/codeLens', {
        textDocument: { uri: URI },
      });
      assert.equal(lenses[0]?.command?.title, lens);
      const params = { uri: URI, line: 2, purpose: 'copy' };
      const { text }: EvidenceResult = await editor.connection.sendRequest(EVIDENCE_REQUEST, params);
      assert.match(text ?? '', /^Package: a@1\.0\.0\nLevel: /);
      editor.dispose();
    });
  }
});
