import assert from 'node:assert/strict';
import path from 'node:path';
import { lockfilePathOf, manifestPathOf, pathOfUri, uriOfPath } from '../../server/src/lsp/uri.js';

describe('URIs', () => {
  it('of files have paths, whatever is encoded in them', () => {
    const file = path.resolve('/a b/ü#?%/package.json');
    assert.equal(pathOfUri(uriOfPath(file)), file);
    assert.equal(manifestPathOf(uriOfPath(file)), file);
  });

  for (const uri of [
    'git:/a/package.json',
    'untitled:package.json',
    'vscode-remote://x/package.json',
    'package.json',
    '',
  ]) {
    it(`of other kinds have none: ${JSON.stringify(uri)}`, () => assert.equal(pathOfUri(uri), undefined));
  }

  for (const uri of [
    'file:///a/package-lock.json',
    'file:///a/Package.json',
    'file:///a/package.json/x',
    'file:///a/node_modules/b/package.json',
  ]) {
    it(`are no manifests to judge: ${uri}`, () => assert.equal(manifestPathOf(uri), undefined));
  }

  it('of lockfiles have paths too, except where they are installed', () => {
    for (const name of ['package-lock.json', 'yarn.lock', 'pnpm-lock.yaml']) {
      const file = path.resolve('/a', name);
      assert.equal(lockfilePathOf(uriOfPath(file)), file);
      assert.equal(lockfilePathOf(uriOfPath(path.resolve('/a/node_modules/b', name))), undefined);
    }
    assert.equal(lockfilePathOf('file:///a/package.json'), undefined);
  });
});
