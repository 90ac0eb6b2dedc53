import assert from 'node:assert/strict';
import { installScriptAdded } from '../../server/src/rules/install-script-added.js';
import { artifactFacts, artifactManifest } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('install-script-added', () => {
  const scripted = (scripts: Readonly<Record<string, string>>, hasBindingGyp = false) =>
    artifactFacts({ manifest: artifactManifest({ scripts, hasBindingGyp }) });
  const quiet = scripted({ test: 'mocha', prepare: 'tsc' });

  it('tells of the first install script of a package (eslint-scope, 2018)', () => {
    const given = { artifact: scripted({ postinstall: 'node ./lib/build.js' }), previousArtifact: quiet };
    const draft = onlyDraft(draftsOf(installScriptAdded, subject(), given));
    assert.equal(
      draft.message,
      'some-package 1.0.0 runs something when it is installed, which the version before did not',
    );
    assert.deepEqual(draft.evidence, [
      { kind: 'file', file: 'package.json', field: 'scripts.postinstall', value: 'node ./lib/build.js' },
    ]);
  });

  it('counts the build that npm starts for a binding.gyp (Phantom Gyp, 2026)', () => {
    const draft = onlyDraft(
      draftsOf(installScriptAdded, subject(), { artifact: scripted({}, true), previousArtifact: quiet }),
    );
    assert.equal(draft.evidence[0]?.value, 'node-gyp rebuild');
  });

  it('says nothing where the version before ran something too, is not known, or nothing is run', () => {
    const artifact = scripted({ postinstall: 'node a.js' });
    const before = scripted({ install: 'node-gyp rebuild' });
    assert.deepEqual(draftsOf(installScriptAdded, subject(), { artifact, previousArtifact: before }), []);
    assert.deepEqual(draftsOf(installScriptAdded, subject(), { artifact }), []);
    assert.deepEqual(draftsOf(installScriptAdded, subject(), { artifact: quiet, previousArtifact: quiet }), []);
  });
});
