import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MANIFEST_FORMATS } from '../../server/src/formats/index.js';
import { yarnrc } from '../../server/src/formats/yarnrc.js';

const TEXT = `nodeLinker: node-modules

catalog:
  "@acme/form": "^1.2.3" # ours
  react: npm:^18.0.0

catalogs:
  legacy:
    react: 17.0.2

npmScopes:
  acme:
    npmRegistryServer: "https://registry.npm.example"
`;

describe('yarnrc', () => {
  it('is the format of .yarnrc.yml', () => {
    assert.deepEqual(
      MANIFEST_FORMATS.filter((format) => format.matches('.yarnrc.yml')),
      [yarnrc],
    );
  });

  it('reads the entries of catalogs and nothing else', () => {
    assert.deepEqual(
      yarnrc.read(TEXT).dependencies.map(({ name, section, catalog, raw, path, specifier }) => {
        return [name, section, catalog, raw, path, specifier.kind];
      }),
      [
        ['@acme/form', 'catalog', 'default', '^1.2.3', ['catalog', '@acme/form'], 'range'],
        ['react', 'catalog', 'default', 'npm:^18.0.0', ['catalog', 'react'], 'range'],
        ['react', 'catalog', 'legacy', '17.0.2', ['catalogs', 'legacy', 'react'], 'version'],
      ],
    );
  });

  it('points at names and versions, quotes included', () => {
    const [first] = yarnrc.read(TEXT).dependencies;
    assert.ok(first !== undefined);
    const spans = [first.nameSpan, first.specifierSpan].map(({ start, end }) => TEXT.slice(start, end));
    assert.deepEqual(spans, ['"@acme/form"', '"^1.2.3"']);
  });

  it('never throws, and points into the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(TEXT.length), (noise, at) => {
        const text = TEXT.slice(0, at) + noise;
        for (const { span } of yarnrc.read(text).dependencies) {
          assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
        }
      }),
    );
  });
});
