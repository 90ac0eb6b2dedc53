import assert from 'node:assert/strict';
import { redirectionOf } from '../../../server/src/engine/re-resolution/redirections.js';
import { existingRedirections } from '../../../server/src/engine/transitive/existing-redirections.js';
import { packageJson } from '../../../server/src/formats/package-json.js';
import { pnpmWorkspace } from '../../../server/src/formats/pnpm-workspace.js';
import type { PackageManager } from '../../../server/src/model/index.js';

/** What is redirected, in short: `parents > name@range → to`. */
function redirected(manager: PackageManager, root: object, settings?: string): readonly string[] {
  const site = {
    manager,
    lockfileVersion: '8',
    root: { manifest: packageJson.read(JSON.stringify(root)) },
    ...(settings === undefined ? {} : { settings: { manifest: pnpmWorkspace.read(settings) } }),
  };
  return existingRedirections(site).map(({ name, range, parents, to, deep, lines }) => {
    const asked = [...parents, range === undefined ? name : `${name}@${range}`].join(' > ');
    return `${asked} → ${to}${deep ? ' (deep)' : ''}${lines ? ' (lines)' : ''}`;
  });
}

describe('what a project redirects already', () => {
  it("is read from npm's overrides, nested as they are", () => {
    const overrides = {
      a: '1.0.0',
      'b@^2': '2.1.0',
      c: { '.': '3.0.0', d: '4.0.0' },
      e: { f: { g: '5.0.0' } },
      own: '$own',
      nobodys: '$nobodys',
    };
    assert.deepEqual(redirected('npm', { dependencies: { own: '^6.0.0' }, overrides }), [
      'a → 1.0.0 (deep)',
      'b@^2 → 2.1.0 (deep)',
      'c → 3.0.0 (deep)',
      'c > d → 4.0.0 (deep)',
      'e > f > g → 5.0.0 (deep)',
      'own → ^6.0.0 (deep)',
    ]);
  });

  it("is read from yarn's resolutions", () => {
    const resolutions = { a: '1.0.0', '**/b': '2.0.0', '@s/c/@t/d': '3.0.0', '**/e/f': '4.0.0', 'g@npm:^5': '5.1.0' };
    assert.deepEqual(redirected('yarn', { resolutions }), [
      'a → 1.0.0 (lines)',
      'b → 2.0.0 (lines)',
      '@s/c > @t/d → 3.0.0 (lines)',
      'e > f → 4.0.0 (lines)',
      'g@npm:^5 → 5.1.0 (lines)',
    ]);
  });

  it('holds below the versions, and for the ranges, that the yarn of the lockfile takes for the same text', () => {
    const answers = (key: string, lockfileVersion: string): string | undefined => {
      const manifest = packageJson.read(JSON.stringify({ resolutions: { [key]: '1.0.0' } }));
      const redirections = existingRedirections({ manager: 'yarn', lockfileVersion, root: { manifest } });
      const asker = { name: 'a', version: '1.0.0', inside: [] };
      return redirectionOf(redirections, asker, { name: 'c', range: '^1' })?.to;
    };
    const rows: readonly (readonly [key: string, inYarn3?: string, inYarn4?: string])[] = [
      ['a@npm:1.0.0/c', '1.0.0', '1.0.0'],
      ['a@1.0.0/c', undefined, '1.0.0'],
      ['a@npm:^1/c', undefined, undefined],
      ['c@^1', '1.0.0', '1.0.0'],
      ['c@npm:^1', undefined, '1.0.0'],
      ['c@1.x', undefined, undefined],
    ];
    for (const [key, inYarn3, inYarn4] of rows) {
      assert.deepEqual([answers(key, '6'), answers(key, '8')], [inYarn3, inYarn4], key);
    }
  });

  it("is read from both places of pnpm's, where a dash takes a dependency away", () => {
    const root = { pnpm: { overrides: { a: '1.0.0', 'b@1>c@>=2': '3.0.0' } } };
    assert.deepEqual(redirected('pnpm', root, 'overrides:\n  d: 4.0.0\n  e: "-"\n'), [
      'a → 1.0.0 (lines)',
      'b@1 > c@>=2 → 3.0.0 (lines)',
      'd → 4.0.0 (lines)',
    ]);
  });

  it("is read from bun's and yarn's list where bun installs", () => {
    assert.deepEqual(redirected('bun', { overrides: { a: '1.0.0' }, resolutions: { b: '2.0.0' } }), [
      'a → 1.0.0 (deep)',
      'b → 2.0.0 (lines)',
    ]);
  });

  it('is nothing that is known of others', () => {
    assert.deepEqual(redirected('deno', { overrides: { a: '1.0.0' } }), []);
  });
});
