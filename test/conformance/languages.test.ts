import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readTexts } from '../support/manifest.js';
import { spokenMessages } from '../support/spoken.js';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

/** By the names that VS Code has for them. */
const LANGUAGES = ['de', 'es', 'ja', 'zh-cn'];

const CONTRIBUTED = readTexts('package.nls.json');
const SPOKEN = ['client', 'server'].flatMap((part) => [...spokenMessages(path.join(ROOT, part, 'src'))]);

/** `{name}` of messages, and what leads somewhere. */
const PARTS = /\{\w+\}|\(command:[^)]*\)|`[^`]*`|package-risk\.json|https?:\/\/\S+?(?=[)\s:;,]|$)/g;

function parts(text: string): readonly string[] {
  return [...text.matchAll(PARTS)].map(([part]) => part).sort();
}

/** What all translations of some texts have to hold. */
function agree(texts: Readonly<Record<string, string>>, translated: Readonly<Record<string, string>>): void {
  assert.deepEqual(Object.keys(translated).sort(), Object.keys(texts).sort());
  for (const [key, text] of Object.entries(texts)) {
    const said = translated[key] ?? '';
    assert.notEqual(said.trim(), '', key);
    assert.deepEqual(parts(said), parts(text), key);
    assert.equal(/[.。]$/.test(said), text.endsWith('.'), `${key} ends otherwise: ${said}`);
  }
}

describe('the texts that package.json contributes', () => {
  it('are those of package.nls.json, each used', () => {
    const used = [...readFileSync(path.join(ROOT, 'package.json'), 'utf8').matchAll(/"%([^%"]+)%"/g)];
    assert.deepEqual([...new Set(used.map(([, key]) => key))].sort(), Object.keys(CONTRIBUTED).sort());
  });

  it('are all there that people read', () => {
    // What language models read is in English, as are their schemas.
    const withoutSchemas = (key: string, value: unknown): unknown => (key === 'inputSchema' ? undefined : value);
    const whole: unknown = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    const manifest = JSON.stringify(whole, withoutSchemas, 1);
    const shown = /"(?:title|description|markdownDescription|contents|altText)": "(?!%)(?:[^"\\]|\\.)*"/g;
    assert.deepEqual(manifest.match(shown), ['"title": "Package Risk"']);
  });

  for (const language of LANGUAGES) {
    it(`are the same in ${language}`, () => agree(CONTRIBUTED, readTexts(`package.nls.${language}.json`)));
  }
});

describe('the messages of the running extension', () => {
  const messages = Object.fromEntries(SPOKEN.map((message) => [message, message]));

  it('have translations into the same languages as package.json', () => {
    const files = [...LANGUAGES].map((language) => `bundle.l10n.${language}.json`);
    assert.deepEqual(readdirSync(path.join(ROOT, 'l10n')).sort(), files);
    const others = readdirSync(ROOT).filter((file) => /^package\.nls\..*\.json$/.test(file));
    assert.deepEqual(
      others.sort(),
      LANGUAGES.map((one) => `package.nls.${one}.json`),
    );
  });

  for (const language of LANGUAGES) {
    it(`are all there in ${language}, and nothing more`, () =>
      agree(messages, readTexts(`l10n/bundle.l10n.${language}.json`)));
  }
});
