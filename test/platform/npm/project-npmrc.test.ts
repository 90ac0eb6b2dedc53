import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mappingsIn } from '../../../server/src/platform/npm/project-npmrc.js';

describe("a project's .npmrc as plain text", () => {
  const table: readonly (readonly [string, string | undefined, Readonly<Record<string, string>>])[] = [
    ['registry=https://a.invalid/', 'https://a.invalid/', {}],
    ['  registry = https://a.invalid/  ', 'https://a.invalid/', {}],
    ['"registry" = "https://a.invalid/"', 'https://a.invalid/', {}],
    [
      'registry=https://a.invalid/\r\n@x:registry=https://x.invalid/',
      'https://a.invalid/',
      { '@x': 'https://x.invalid/' },
    ],
    ['@x:registry=${BASE}/x', undefined, { '@x': '${BASE}/x' }],
    ['@x:registry=one\n@x:registry=two', undefined, { '@x': 'two' }],
    ['; registry=https://a.invalid/\n#registry=b', undefined, {}],
    ['\uFEFFregistry=https://a.invalid/?a=b', 'https://a.invalid/?a=b', {}],
    ['[section]\nregistry=https://a.invalid/', 'https://a.invalid/', {}],
    ['registry', undefined, {}],
    ['email=registry=x', undefined, {}],
  ];
  for (const [text, defaultRegistry, scopes] of table) {
    it(`maps what ${JSON.stringify(text)} maps`, () => {
      const mappings = mappingsIn(text);
      assert.equal(mappings.defaultRegistry, defaultRegistry);
      assert.deepEqual(Object.fromEntries(mappings.scopes), scopes);
      assert.equal(mappings.unclear, undefined);
    });
  }

  it('is unclear where variables stand in the names of settings', () => {
    for (const text of ['@${X}:registry=a', 'reg${X?}istry=a', '${X}=a']) assert.ok(mappingsIn(text).unclear, text);
  });

  it('can be any text', () => {
    fc.assert(fc.property(fc.string(), (text) => mappingsIn(text).scopes instanceof Map));
  });
});
