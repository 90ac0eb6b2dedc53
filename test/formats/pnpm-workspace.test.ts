import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MANIFEST_FORMATS } from '../../server/src/formats/index.js';
import { pnpmWorkspace } from '../../server/src/formats/pnpm-workspace.js';

const TEXT = `packages:
  # all of them
  - 'pkgs/*'
  - "!pkgs/old" # gone
  - tools

catalog:
  typescript: ^5.4.0
  '@acme/form': "1.2.3" # exact

catalogs:
  legacy:
    semver: 5.7.1
    lo: npm:lodash@^4

overrides:
  minimist: 1.2.8
  tough-cookie>psl: 1.8.0
  'a@>1>@s/b@^2': '$typescript'
  c: '-'
`;

describe('pnpmWorkspace', () => {
  it('is the format of pnpm-workspace.yaml', () => {
    const found = MANIFEST_FORMATS.filter((format) => format.matches('pnpm-workspace.yaml'));
    assert.deepEqual(found, [pnpmWorkspace]);
  });

  it('reads members, catalogs and overrides', () => {
    const { workspaces, dependencies, problems } = pnpmWorkspace.read(TEXT);
    assert.deepEqual(workspaces, ['pkgs/*', '!pkgs/old', 'tools']);
    assert.deepEqual(
      dependencies.map(({ name, section, raw, path, specifier }) => [name, section, raw, path, specifier.kind]),
      [
        ['typescript', 'catalog', '^5.4.0', ['catalog', 'typescript'], 'range'],
        ['@acme/form', 'catalog', '1.2.3', ['catalog', '@acme/form'], 'version'],
        ['semver', 'catalog', '5.7.1', ['catalogs', 'legacy', 'semver'], 'version'],
        ['lo', 'catalog', 'npm:lodash@^4', ['catalogs', 'legacy', 'lo'], 'range'],
        ['minimist', 'overrides', '1.2.8', ['overrides', 'minimist'], 'version'],
        ['psl', 'overrides', '1.8.0', ['overrides', 'tough-cookie>psl'], 'version'],
        ['@s/b', 'overrides', '$typescript', ['overrides', 'a@>1>@s/b@^2'], 'other'],
        ['c', 'overrides', '-', ['overrides', 'c'], 'other'],
      ],
    );
    assert.deepEqual(
      dependencies.map(({ catalog }) => catalog),
      ['default', 'default', 'legacy', 'legacy', ...Array.from({ length: 4 }, () => undefined)],
    );
    assert.deepEqual(problems, []);
  });

  it('says whether ranges mean members', () => {
    const links = (text: string): boolean | undefined => pnpmWorkspace.read(text).linkWorkspacePackages;
    assert.equal(links('packages: []\n'), undefined);
    assert.equal(links('linkWorkspacePackages: true\n'), true);
    assert.equal(links('linkWorkspacePackages: deep\n'), true);
    assert.equal(links('linkWorkspacePackages: false\n'), false);
  });

  it('points at names and versions, quotes included', () => {
    const found = pnpmWorkspace.read(TEXT).dependencies[1];
    assert.ok(found !== undefined);
    const spans = [found.span, found.nameSpan, found.specifierSpan].map(({ start, end }) => TEXT.slice(start, end));
    assert.deepEqual(spans, [`'@acme/form': "1.2.3"`, `'@acme/form'`, `"1.2.3"`]);
  });

  it('reads maps and lists in brackets', () => {
    const { workspaces, dependencies } = pnpmWorkspace.read(
      'packages: ["a/*", b]\r\ncatalog: {react: ^18.0.0, "x": 1.0.0}\r\n',
    );
    assert.deepEqual(workspaces, ['a/*', 'b']);
    assert.deepEqual(
      dependencies.map(({ name, raw }) => [name, raw]),
      [
        ['react', '^18.0.0'],
        ['x', '1.0.0'],
      ],
    );
  });

  it('never throws, and points into the text', () => {
    const edited = fc
      .tuple(fc.nat(TEXT.length), fc.nat(9), fc.string({ unit: 'binary', maxLength: 5 }))
      .map(([at, length, text]) => TEXT.slice(0, at) + text + TEXT.slice(at + length));
    fc.assert(
      fc.property(fc.oneof(edited, fc.string({ unit: 'binary' })), (text) => {
        for (const { nameSpan, specifierSpan } of pnpmWorkspace.read(text).dependencies) {
          assert.ok(nameSpan.start >= 0 && nameSpan.end <= specifierSpan.start, text);
          assert.ok(specifierSpan.end <= text.length, text);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
