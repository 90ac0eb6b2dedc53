import assert from 'node:assert/strict';
import { readDeclared, type ArtifactManifest, type VersionFacts } from '../../server/src/model/index.js';
import { manifestConfusion } from '../../server/src/rules/manifest-confusion.js';
import { artifactFacts, artifactManifest } from '../support/artifacts.js';
import { packument, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft, type SaidDraft } from './support/drafts-of.js';

type Json = Readonly<Record<string, unknown>>;

describe('manifest-confusion', () => {
  /** What is said where the package file holds the one, and the registry tells the other. */
  const found = (inside: Partial<ArtifactManifest>, told: Partial<VersionFacts> = {}): readonly SaidDraft[] =>
    draftsOf(manifestConfusion, subject(), {
      artifact: artifactFacts({ manifest: artifactManifest(inside) }),
      packument: packument({ versions: { '1.0.0': told } }),
    });
  const declaring = (manifest: Json): Partial<VersionFacts> => ({ declares: JSON.stringify(readDeclared(manifest)) });

  it('takes an install script that only the package file has for high (the demonstration of 2023)', () => {
    const draft = onlyDraft(found({ scripts: { install: 'touch ./bad', test: 'mocha' } }, { installScripts: {} }));
    assert.equal(draft.level, 'high');
    assert.equal(
      draft.message,
      'some-package 1.0.0 runs a script at install that the registry does not tell of: install',
    );
    assert.deepEqual(draft.evidence, [
      { kind: 'file', file: 'package.json', field: 'scripts.install', value: 'touch ./bad' },
      { kind: 'metadata', field: 'scripts.install', value: 'none' },
    ]);
  });

  it('takes an install script with another text for medium', () => {
    const scripts = { postinstall: 'node evil.js' };
    const draft = onlyDraft(found({ scripts }, { installScripts: { postinstall: 'node banner.js' } }));
    assert.equal(draft.level, 'medium');
    assert.match(draft.message, /runs another script at install than the registry tells: postinstall$/);
  });

  it('tells of another name and another version', () => {
    const draft = onlyDraft(found({ name: 'express', version: '1.2.3' }));
    assert.equal(draft.level, 'medium');
    assert.equal(draft.message, 'some-package 1.0.0 calls itself express and 1.2.3 in its own package.json');
  });

  it('tells of a dependency that only the package file names', () => {
    const draft = onlyDraft(
      found({ dependencies: { sleepover: '*', ms: '2' } }, declaring({ dependencies: { ms: '2' } })),
    );
    assert.equal(draft.level, 'medium');
    assert.match(draft.message, /depends on what the registry does not tell of: sleepover$/);
  });

  it('says quietly what publishing tools change', () => {
    const missing = onlyDraft(found({}, declaring({ dependencies: { ms: '2' } })));
    assert.equal(missing.level, 'low');
    assert.match(missing.message, /does not name in its own package\.json what the registry lets it depend on: ms$/);
    const changed = onlyDraft(found({ dependencies: { ms: '1' } }, declaring({ dependencies: { ms: '2' } })));
    assert.equal(changed.level, 'low');
    assert.match(changed.message, /asks for other versions in its own package\.json than the registry tells: ms$/);
  });

  const honest: readonly (readonly [string, Partial<ArtifactManifest>, Partial<VersionFacts>])[] = [
    [
      'the build that npm adds for a binding.gyp',
      { hasBindingGyp: true },
      { installScripts: { install: 'node-gyp rebuild' } },
    ],
    [
      'the same build, written down by the author',
      { scripts: { install: 'node-gyp  rebuild' } },
      { installScripts: {} },
    ],
    ['a script that a publishing tool took out', {}, { installScripts: { postinstall: 'husky install' } }],
    [
      'a script with other blanks',
      { scripts: { install: 'node  a.js ' } },
      { installScripts: { install: 'node a.js' } },
    ],
    ['scripts that npm does not run', { scripts: { prepare: 'tsc', test: 'mocha' } }, { installScripts: {} }],
    [
      'scripts of which the document says only that they are there',
      { scripts: { install: 'x' } },
      { installScripts: undefined, hasInstallScript: true },
    ],
    ['a name in capitals', { name: 'Some-Package' }, {}],
    ['a version with a v', { version: 'v1.0.0' }, {}],
    ['a version with build metadata', { version: '1.0.0+build.5' }, {}],
    ['a manifest without name and version', { name: undefined, version: undefined }, {}],
    [
      'optional dependencies among the others',
      { optionalDependencies: { a: '1' } },
      declaring({ dependencies: { a: '1' }, optionalDependencies: { a: '1' } }),
    ],
    [
      'optional dependencies that were merged for good',
      { optionalDependencies: { a: '1' } },
      declaring({ dependencies: { a: '1' } }),
    ],
    ['bundled dependencies', { dependencies: { a: '1' }, bundled: ['a'] }, declaring({})],
    [
      'what publishing replaces',
      { dependencies: { a: 'workspace:^', b: 'catalog:' } },
      declaring({ dependencies: { a: '^1.0.0' } }),
    ],
    [
      'ranges that mean the same',
      { dependencies: { a: ' >=1.0.0 <2.0.0', b: '' } },
      declaring({ dependencies: { a: '>=1.0.0  <2.0.0', b: '*' } }),
    ],
    ['dependencies of which the document says nothing', { dependencies: { a: '1' } }, {}],
  ];
  for (const [what, inside, told] of honest)
    it(`lets ${what} pass`, () => {
      assert.deepEqual(found(inside, told), []);
    });

  it('says nothing of a version that the document does not know', () => {
    const artifact = artifactFacts({ manifest: artifactManifest({ name: 'other', scripts: { install: 'x' } }) });
    const given = { artifact, packument: packument({ versions: ['2.0.0'] }) };
    assert.deepEqual(draftsOf(manifestConfusion, subject(), given), []);
  });
});
