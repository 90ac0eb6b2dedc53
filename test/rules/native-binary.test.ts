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

  it('takes one that a program of the system is made to load for worse (eslint-config-prettier, 2025)', () => {
    const given = (detail: string, moment: 'install' | 'import') =>
      artifactFacts({
        manifest: artifactManifest({}),
        behaviours: [behaviour('native-binary', { moment, detail })],
      });
    const levelOf = (detail: string, moment: 'install' | 'import' = 'install') =>
      onlyDraft(draftsOf(nativeBinary, subject(), { artifact: given(detail, moment) })).level;
    assert.equal(levelOf('rundll32 node-gyp.dll'), 'critical');
    assert.equal(levelOf('rundll32 node-gyp.dll', 'import'), 'critical');
    assert.equal(levelOf('bin/rundll32 '), 'high');
  });

  it('lets packages for one platform carry and run theirs', () => {
    assert.deepEqual(draftsOf(nativeBinary, subject(), { artifact: withBinary('install', true) }), []);
  });

  const versioned = (version: string, moment?: 'install' | 'call') =>
    artifactFacts({
      manifest: artifactManifest({ version }),
      behaviours: moment === undefined ? [] : [behaviour('native-binary', { moment, detail: 'ELF' })],
    });

  it('tells of the first one that a package has, louder in a patch release, and of no other', () => {
    const found = (version: string) =>
      onlyDraft(
        draftsOf(nativeBinary, subject(), {
          artifact: versioned(version, 'call'),
          previousArtifact: versioned('1.0.0'),
        }),
      );
    assert.match(found('1.0.1').message, /brings along a native program \(ELF\), which the version before did not$/);
    assert.deepEqual([found('1.0.1').level, found('1.1.0').level, found('2.0.0').level], ['medium', 'low', 'low']);
    const artifact = versioned('1.0.1', 'call');
    assert.deepEqual(draftsOf(nativeBinary, subject(), { artifact, previousArtifact: artifact }), []);
    assert.deepEqual(draftsOf(nativeBinary, subject(), { artifact }), []);
  });

  it('lets a package go on that started one before, or was for one platform', () => {
    const artifact = versioned('1.0.1', 'install');
    const level = (previousArtifact: ReturnType<typeof versioned>) =>
      draftsOf(nativeBinary, subject(), { artifact, previousArtifact })[0]?.level;
    assert.equal(level(versioned('1.0.0', 'install')), undefined);
    assert.equal(level({ ...withBinary('install', true) }), undefined);
    assert.equal(level(versioned('1.0.0', 'call')), 'high');
  });
});
