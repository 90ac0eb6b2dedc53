import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Tokenise, tokeniser } from './tokens.js';

/** Each character with its scopes; those of the injection are left out. */
async function scopesOfCharacters(tokenise: Tokenise, text: string): Promise<readonly string[]> {
  const lines = await tokenise(text);
  return lines.flatMap(({ src, tokens }) =>
    tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const left = scopes.filter((scope) => !scope.endsWith('.package-risk')).join(' ');
      // The end of the line belongs to a token as well, and is painted by nobody.
      const length = Math.max(0, Math.min(endIndex, src.length) - startIndex);
      return Array.from({ length }, (_, at) => `${src.charAt(startIndex + at)} ${left}`);
    }),
  );
}

const SECTIONS = ['dependencies', 'overrides', 'catalogs', 'pnpm', 'workspaces', 'scripts', 'a"b'];
const PIECES = ['npm:', 'git+http://', '@', '^1.0', ' || ', '#', '&', 'x', '*', '"', '\\', '\n', '$', './', 'é', 'tag'];

const specifier = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(...PIECES)).map((pieces) => pieces.join('')),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    specifier,
    fc.dictionary(fc.oneof(fc.constantFrom(...SECTIONS), specifier), tie('value'), { maxKeys: 4 }),
    fc.constantFrom(null, 1, true),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));
const manifest = fc.dictionary(fc.constantFrom(...SECTIONS), value, { minKeys: 1 });

const YAML_PIECES = [
  ...[
    'catalog:',
    'react: ',
    '  ',
    '\n',
    '"',
    "'",
    '#',
    ' #',
    '|',
    '- ',
    '{',
    '}',
    '[',
    ', ',
    'a',
    'é',
    '^1.2.3',
    '>=1 <2 || 3.x',
  ],
  ...[
    'npm:',
    '@a/b',
    'git+http://x',
    'http://x/y.tgz',
    '1.0.0',
    'next',
    '%',
    '&',
    '*',
    '...',
    '---\n',
    ': ',
    ':',
    '\\n',
    '#semver:',
  ],
];
const yaml = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...YAML_PIECES) }, fc.string()), { maxLength: 40 })
  .map((pieces) => pieces.join(''));

describe('the marks of specifiers in YAML', () => {
  it('leave a document what it is', async () => {
    const [marked, plain] = [tokeniser('source.yaml'), tokeniser('source.yaml', { injected: false })];
    await fc.assert(
      fc.asyncProperty(yaml, async (text) => {
        assert.deepEqual(await scopesOfCharacters(marked, text), await scopesOfCharacters(plain, text));
      }),
      { numRuns: 400 },
    );
  });
});

describe('the marks of specifiers', () => {
  const marked = tokeniser('source.json');
  const plain = tokeniser('source.json', { injected: false });

  it('leave a document what it is as JSON, also while it is being written', async () => {
    await fc.assert(
      fc.asyncProperty(
        manifest,
        fc.nat({ max: 2 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (data, indent, cut) => {
          const whole = JSON.stringify(data, null, indent);
          const text = cut < 0.5 ? whole : whole.slice(0, Math.ceil(whole.length * cut));
          assert.deepEqual(await scopesOfCharacters(marked, text), await scopesOfCharacters(plain, text));
        },
      ),
      { numRuns: 400 },
    );
  });

  const PARTS: readonly { readonly specifier: string; readonly marked: readonly string[] }[] = [
    { specifier: 'npm:other@^1.0.0', marked: ['npm', ':', 'other', '@', '^', '1.0.0'] },
    { specifier: 'git+http://host.invalid/a.git#main', marked: ['git+http', ':', '#', 'main'] },
    { specifier: '>=1 <2', marked: ['>=', '1', '<', '2'] },
    { specifier: 'next', marked: ['next'] },
    { specifier: '../folder', marked: [] },
  ];

  for (const { specifier: text, marked: expected } of PARTS) {
    it(`tell apart the parts of ${text}`, async () => {
      const [line] = await marked(JSON.stringify({ dependencies: { a: text } }));
      const parts = line?.tokens.filter(({ scopes }) =>
        /^(keyword|constant|entity|variable|invalid)/.test(scopes.at(-1) ?? ''),
      );
      assert.deepEqual(
        parts?.map(({ startIndex, endIndex }) => line?.src.slice(startIndex, endIndex)),
        expected,
      );
    });
  }

  it('are nowhere but in lists of dependencies', async () => {
    const lists = {
      config: { dependencies: { a: 'npm:b@1' } },
      scripts: { dependencies: 'npm:b@1', overrides: '^1.0.0' },
    };
    const lines = await marked(JSON.stringify(lists, null, 2));
    const scopes = lines.flatMap(({ tokens }) => tokens.flatMap((token) => token.scopes));
    assert.deepEqual(
      scopes.filter((scope) => scope.endsWith('.package-risk')),
      [],
    );
  });
});
