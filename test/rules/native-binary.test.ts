import assert from 'node:assert/strict';
import { nativeBinary } from '../../server/src/rules/native-binary.js';
import { artifactFacts, artifactManifest, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('native-binary', () => {
  const withBinary = (moment: 'install' | 'call', forPlatform = false) =>
    artifactFacts({
      manifest: artifactManifest({ forPlatform }),
      behaviours: [behaviour('native-binary', { moment, detail: 'ELF' })],
    });

  it('takes one that installing runs for high (web-browserify, 2021)', () => {
    const draft = onlyDraft(draftsOf(nativeBinary, subject(), { artifact: withBinary('install') }));
    assert.equal(draft.level, 'high');
    assert.equal(draft.message, 'some-package 1.0.0 runs a native program that it brings along at install (ELF)');
  });

  it('lets packages for one platform carry and run theirs', () => {
    assert.deepEqual(draftsOf(nativeBinary, subject(), { artifact: withBinary('install', true) }), []);
  });

  it('tells of the first one that a package has, and of no other', () => {
    const artifact = withBinary('call');
    const first = onlyDraft(draftsOf(nativeBinary, subject(), { artifact, previousArtifact: artifactFacts() }));
    assert.equal(first.level, 'low');
    assert.match(first.message, /brings along a native program \(ELF\), which the version before did not$/);
    assert.deepEqual(draftsOf(nativeBinary, subject(), { artifact, previousArtifact: artifact }), []);
    assert.deepEqual(draftsOf(nativeBinary, subject(), { artifact }), []);
  });
});
