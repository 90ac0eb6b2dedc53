import assert from 'node:assert/strict';
import type { ManifestModule, ModuleReplacement } from 'module-replacements';
import { indexReplacements } from '../../../server/src/sources/support/replacement-index.js';
import { printed } from '../../support/said.js';

function manifest(replacements: readonly ModuleReplacement[], page?: string): ManifestModule {
  const ids = replacements.map(({ id }) => id);
  return {
    mappings: { old: { type: 'module', moduleName: 'old', replacements: [...ids, 'dangling'], url: page } },
    replacements: Object.fromEntries(replacements.map((replacement) => [replacement.id, replacement])),
  };
}

const node = (minVersion: string) => ({ engine: 'nodejs', minVersion });

describe('indexReplacements', () => {
  const cases: readonly (readonly [string, ModuleReplacement, object])[] = [
    [
      'a package',
      { type: 'documented', id: 'day.js', replacementModule: 'dayjs' },
      { packageName: 'dayjs', description: 'Recommended in its place: dayjs' },
    ],
    [
      'what is called a module and is no package',
      { type: 'documented', id: 'Teleport', replacementModule: 'Teleport' },
      { description: 'Recommended in its place: Teleport' },
    ],
    [
      'a feature of the language',
      { type: 'native', id: 'Array.prototype.at', url: { type: 'mdn', id: 'Web/At' }, engines: [node('16.6.0')] },
      {
        description: 'Built into the platform: Array.prototype.at',
        url: 'https://developer.mozilla.org/en-US/docs/Web/At',
      },
    ],
    [
      'a feature of a recent Node.js',
      {
        type: 'native',
        id: 'zlib.crc32',
        url: { type: 'node', id: 'api/zlib.html' },
        nodeFeatureId: { moduleName: 'zlib' },
        engines: [node('22.2.0')],
      },
      {
        description: 'Built into Node.js: zlib.crc32 (Node.js 22.2.0 and later)',
        url: 'https://nodejs.org/api/zlib.html',
      },
    ],
    [
      'a feature of another runtime',
      { type: 'native', id: 'Bun.YAML', url: 'https://bun.invalid/yaml', engines: [{ engine: 'bun' }] },
      { description: 'Built into Bun: Bun.YAML', url: 'https://bun.invalid/yaml' },
    ],
    ['a few lines', { type: 'simple', id: 'snippet::x', description: 'Use typeof' }, { description: 'Use typeof' }],
    ['nothing at all', { type: 'removal', id: 'x', description: 'Remove it' }, { description: 'Remove it' }],
  ];
  for (const [what, replacement, expected] of cases) {
    it(`describes ${what}`, () =>
      assert.deepEqual(printed(indexReplacements([manifest([replacement])]).get('old')), [expected]));
  }

  it('links to the page about the replaced package where a replacement has none', () => {
    const index = indexReplacements([
      manifest([{ type: 'simple', id: 'a', description: 'A' }], 'https://docs.invalid/old'),
    ]);
    assert.deepEqual(index.get('old'), [{ description: 'A', url: 'https://docs.invalid/old' }]);
  });

  it("puts the first manifest's advice first", () => {
    const of = (description: string): ManifestModule => manifest([{ type: 'simple', id: description, description }]);
    const found = indexReplacements([of('first'), of('second')]).get('old');
    assert.deepEqual(
      found?.map(({ description }) => description),
      ['first', 'second'],
    );
  });
});
