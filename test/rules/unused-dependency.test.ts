import assert from 'node:assert/strict';
import type { AddedDependency } from '../../server/src/model/index.js';
import { unusedDependency } from '../../server/src/rules/unused-dependency.js';
import { artifactFacts, artifactManifest } from '../support/artifacts.js';
import { DAY, NOW, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('unused-dependency', () => {
  const before = artifactFacts({ manifest: artifactManifest({ dependencies: { had: '1' } }) });
  const having = (...names: readonly string[]) =>
    artifactFacts({
      manifest: artifactManifest({ dependencies: Object.fromEntries(names.map((name) => [name, '^4.2.1'])) }),
      unusedDependencies: names,
    });

  it('names a dependency that came with this version and is used nowhere (axios, 2026)', () => {
    const given = { artifact: having('had', 'plain-crypto-js'), previousArtifact: before };
    const draft = onlyDraft(draftsOf(unusedDependency, subject(), given));
    assert.equal(draft.message, 'some-package 1.0.0 has a new dependency that none of its files uses: plain-crypto-js');
    assert.deepEqual(draft.evidence, [
      { kind: 'file', file: 'package.json', field: 'dependencies.plain-crypto-js', value: '^4.2.1' },
    ]);
    assert.equal(draft.level, 'medium');
  });

  describe('is more where', () => {
    const plain = { name: 'dep', raw: '1', optional: false };
    const cases: readonly (readonly [what: string, told: AddedDependency, level: string, ending: RegExp])[] = [
      ['its name is days old', { ...plain, createdAt: NOW - 3 * DAY }, 'high', /: dep, first published 3 days ago$/],
      [
        'installing it runs something',
        { ...plain, runsAtInstall: true },
        'high',
        /: dep, which runs something when it is installed$/,
      ],
      [
        'neither is so: it is not more',
        { ...plain, createdAt: NOW - 300 * DAY, runsAtInstall: false },
        'medium',
        /: dep$/,
      ],
      [
        'it is new and optional, as a program for one more system: it is not',
        { ...plain, optional: true, createdAt: NOW - DAY },
        'medium',
        /: dep$/,
      ],
      ['it is optional and runs something', { ...plain, optional: true, runsAtInstall: true }, 'high', /installed$/],
    ];
    for (const [what, told, level, ending] of cases) {
      it(what, () => {
        const given = { artifact: having('dep'), previousArtifact: before, addedDependencies: [told] };
        const draft = onlyDraft(draftsOf(unusedDependency, subject(), given));
        assert.equal(draft.level, level);
        assert.match(draft.message, ending);
      });
    }
  });

  it('shows no credentials of an address', () => {
    const manifest = artifactManifest({ dependencies: { dep: 'https://user:secret@host.invalid/dep.tgz?token=abc' } });
    const artifact = artifactFacts({ manifest, unusedDependencies: ['dep'] });
    const draft = onlyDraft(draftsOf(unusedDependency, subject(), { artifact, previousArtifact: before }));
    assert.equal(draft.evidence[0]?.value, 'https://host.invalid/dep.tgz');
  });

  it('says nothing where the version before is not known, had them all, or many came at once', () => {
    assert.deepEqual(draftsOf(unusedDependency, subject(), { artifact: having('new') }), []);
    assert.deepEqual(draftsOf(unusedDependency, subject(), { artifact: having('had'), previousArtifact: before }), []);
    const many = { artifact: having('a', 'b', 'c', 'd'), previousArtifact: before };
    assert.deepEqual(draftsOf(unusedDependency, subject(), many), []);
  });
});
