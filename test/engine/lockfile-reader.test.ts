import assert from 'node:assert/strict';
import { inEnglish, type Words } from '../../server/src/model/index.js';
import { LockfileReader, type FoundLockfile } from '../../server/src/engine/lockfile-reader.js';
import { bunLock } from '../../server/src/formats/bun-lock.js';
import { bunLockb } from '../../server/src/formats/bun-lockb.js';
import { LOCKFILE_FORMATS } from '../../server/src/formats/index.js';
import { pnpmLock } from '../../server/src/formats/pnpm-lock.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import { fakeParts } from '../support/fake-engine-parts.js';

const BINARY = { '/app/bun.lockb': '\0\uFFFD' };
const TEXT = '{"lockfileVersion": 1, "packages": {"a": ["a@1.0.0", "", {}, "sha512-A"]}}';

function readerOf(files: Readonly<Record<string, string>>): LockfileReader {
  return new LockfileReader(fakeParts({ files, parts: { lockfileFormats: [bunLockb, bunLock] } }).parts);
}

describe('LockfileReader, of a lockfile that is known by name only', () => {
  const manifest = packageJson.read('{"dependencies": {"a": "1"}}');

  it('says what to do about it, and judges as without a lockfile', async () => {
    const notes: Words[] = [];
    assert.equal(await readerOf(BINARY).find('/app', manifest, notes), undefined);
    assert.deepEqual(notes.map(inEnglish), [`bun.lockb: ${inEnglish(bunLockb.notRead ?? '')}`]);
  });

  it('takes any lockfile beside it that can be read, without a word', async () => {
    const notes: Words[] = [];
    const found = await readerOf({ ...BINARY, '/app/bun.lock': TEXT }).find('/app', manifest, notes);
    assert.equal(found?.lockfilePath, '/app/bun.lock');
    assert.deepEqual(notes, []);
  });

  it('does not speak of one farther up, which may belong to another project', async () => {
    const notes: Words[] = [];
    assert.equal(await readerOf(BINARY).find('/app/sub', manifest, notes), undefined);
    assert.deepEqual(notes, []);
  });

  it('says the same when it is asked for its folder or its entries', async () => {
    const inFolder = await readerOf(BINARY).read('/app');
    assert.equal(
      inFolder.status === 'failed' ? inFolder.message : '',
      `bun.lockb: ${inEnglish(bunLockb.notRead ?? '')}`,
    );
    const itself = await readerOf(BINARY).read('/app/bun.lockb');
    assert.equal(itself.status === 'ok' ? itself.value.problems[0]?.message : '', bunLockb.notRead);
  });
});

describe('LockfileReader, of a lockfile that leaves names to the manifests of folders', () => {
  it('reads those manifests, wherever they lie', async () => {
    const files = {
      '/app/pnpm-lock.yaml': `lockfileVersion: '9.0'
importers:
  packages/web:
    dependencies:
      linked: {specifier: 'link:../../vendor/x', version: 'link:../../vendor/x'}
`,
      '/app/packages/web/package.json': '{"name": "@acme/web", "version": "1.2.3"}',
      '/app/vendor/x/package.json': '{"name": "linked", "version": "4.5.6"}',
    };
    const { parts } = fakeParts({ files, parts: { lockfileFormats: [pnpmLock] } });
    const read = await new LockfileReader(parts).read('/app');
    assert.ok(read.status === 'ok');
    assert.deepEqual(
      [...read.value.entries.values()].map(({ id, name, version }) => [id, name, version]),
      [
        ['@ws:packages/web', '@acme/web', '1.2.3'],
        ['@ws:vendor/x', 'linked', '4.5.6'],
      ],
    );
  });
});

/** A lockfile of npm whose members are given, in which each has its own version of `a`. */
function npmLock(versions: Readonly<Record<string, string>>): string {
  const packages: Record<string, unknown> = {};
  for (const [folder, version] of Object.entries(versions)) {
    if (folder !== '') packages[`node_modules/${folder}`] = { resolved: folder, link: true };
    packages[folder] = { dependencies: { a: version } };
    packages[`${folder === '' ? '' : `${folder}/`}node_modules/a`] = { version };
  }
  return JSON.stringify({ lockfileVersion: 3, packages });
}

const RECORD = JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/a': { version: '7.0.0' } } });

function versionOfA(found: FoundLockfile | undefined, member: string): string | null | undefined {
  const importer = found?.graph.importers.find(({ id }) => id === member);
  return found?.graph.entries.get(importer?.resolves.get('a') ?? '')?.version;
}

describe('LockfileReader, of the lockfile that governs a manifest', () => {
  const manifest = packageJson.read('{"name": "x", "dependencies": {"a": "*"}}');
  const workspace = '{"name": "root", "workspaces": ["packages/*"]}';
  const berry = `__metadata:\n  version: 8\n\n"a@npm:*":\n  version: 4.0.0\n  resolution: "a@npm:4.0.0"\n  linkType: hard\n
"x@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "x@workspace:."\n  dependencies:\n    a: "npm:*"\n  linkType: soft\n`;
  const cases: readonly (readonly [
    what: string,
    files: Readonly<Record<string, string>>,
    folder: string,
    lockfile: string | undefined,
    version: string | undefined,
  ])[] = [
    [
      'is the one of the workspace that names it, also where an old one lies beside the manifest',
      {
        '/app/package.json': workspace,
        '/app/package-lock.json': npmLock({ '': '1.0.0', 'packages/x': '2.0.0' }),
        '/app/packages/x/package-lock.json': npmLock({ '': '3.0.0' }),
      },
      '/app/packages/x',
      '/app/package-lock.json',
      '2.0.0',
    ],
    [
      'is the one beside the manifest where a workspace above does not name it',
      {
        '/app/package.json': workspace,
        '/app/package-lock.json': npmLock({ '': '1.0.0', 'packages/x': '2.0.0' }),
        '/app/examples/x/package-lock.json': npmLock({ '': '3.0.0' }),
      },
      '/app/examples/x',
      '/app/examples/x/package-lock.json',
      '3.0.0',
    ],
    [
      'is none where one merely lies above',
      { '/app/package.json': '{"name": "root"}', '/app/package-lock.json': npmLock({ '': '1.0.0' }) },
      '/app/examples/x',
      undefined,
      undefined,
    ],
    [
      'is the nearest one of yarn 2 and later, which so makes a project of its own',
      {
        '/app/package.json': workspace,
        '/app/package-lock.json': npmLock({ '': '1.0.0', 'packages/x': '2.0.0' }),
        '/app/packages/x/yarn.lock': berry,
      },
      '/app/packages/x',
      '/app/packages/x/yarn.lock',
      '4.0.0',
    ],
    [
      'is what npm wrote down of the installed packages where there is no other',
      { '/app/node_modules/.package-lock.json': RECORD },
      '/app',
      '/app/node_modules/.package-lock.json',
      '7.0.0',
    ],
  ];
  for (const [what, files, folder, lockfile, version] of cases) {
    it(what, async () => {
      const { parts } = fakeParts({ files, parts: { lockfileFormats: LOCKFILE_FORMATS } });
      const found = await new LockfileReader(parts).find(folder, manifest, []);
      assert.equal(found?.lockfilePath, lockfile);
      const root = folder.startsWith(`${lockfile?.slice(0, lockfile.lastIndexOf('/')) ?? '-'}/`);
      assert.equal(versionOfA(found, root ? 'packages/x' : ''), version);
    });
  }

  it('says so where only the record of what is installed is there', async () => {
    const files = { '/app/node_modules/.package-lock.json': RECORD };
    const notes: Words[] = [];
    const { parts } = fakeParts({ files, parts: { lockfileFormats: LOCKFILE_FORMATS } });
    await new LockfileReader(parts).find('/app', manifest, notes);
    assert.deepEqual(notes.map(inEnglish), [
      'There is no lockfile: the versions are those in node_modules/.package-lock.json, which are installed now.',
    ]);
    const itself = await new LockfileReader(parts).read('/app/node_modules/.package-lock.json');
    assert.ok(itself.status === 'ok' && itself.value.entries.has('node_modules/a'));
  });

  it('is that record for a folder without any other, with the same said among its problems', async () => {
    const files = {
      '/app/node_modules/.package-lock.json': RECORD,
      '/app/package.json': '{"dependencies": {"a": "1"}}',
    };
    const { parts } = fakeParts({ files, parts: { lockfileFormats: LOCKFILE_FORMATS } });
    const read = await new LockfileReader(parts).read('/app');
    assert.ok(read.status === 'ok' && read.value.entries.get('node_modules/a')?.direct === true);
    assert.match(inEnglish(read.value.problems[0]?.message ?? ''), /^There is no lockfile: the versions are those in /);
  });

  it('is none where the manager that is named has one that cannot be read, and says so', async () => {
    const named = packageJson.read('{"packageManager": "bun@1.1.0", "dependencies": {"a": "*"}}');
    const files = { '/app/bun.lockb': '\0', '/app/package-lock.json': npmLock({ '': '1.0.0' }) };
    const notes: Words[] = [];
    const { parts } = fakeParts({ files, parts: { lockfileFormats: LOCKFILE_FORMATS } });
    assert.equal(await new LockfileReader(parts).find('/app', named, notes), undefined);
    assert.deepEqual(notes.map(inEnglish), [`bun.lockb: ${inEnglish(bunLockb.notRead ?? '')}`]);
  });
});
