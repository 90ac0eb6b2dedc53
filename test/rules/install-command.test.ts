import assert from 'node:assert/strict';
import { installCommand } from '../../server/src/rules/install-command.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('install-command', () => {
  const cases = [
    [
      'command-sends-data',
      'install',
      '$(hostname)',
      'high',
      'sends data of the machine away when it is installed: $(hostname)',
    ],
    [
      'command-sends-data',
      'install',
      'files with credentials',
      'critical',
      'sends data of the machine away when it is installed: files with credentials',
    ],
    ['encoded-command', 'install', '', 'high', 'runs a command at install that is encoded so that nobody can read it'],
    [
      'runner-memory',
      'import',
      'python',
      'critical',
      'reads the secrets of a CI job from the memory of its runner when it is imported',
    ],
    [
      'runner-memory',
      'call',
      'python',
      'high',
      'reads the secrets of a CI job from the memory of its runner when it is called',
    ],
    [
      'unvouched-download',
      'install',
      'http://192.0.2.1:8080/x',
      'high',
      'downloads something when it is installed, from where nobody vouches for it: http://192.0.2.1:8080/x',
    ],
    [
      'unvouched-download',
      'install',
      'http://files.example/x',
      'medium',
      'downloads something when it is installed, from where nobody vouches for it: http://files.example/x',
    ],
  ] as const;
  for (const [kind, moment, detail, level, message] of cases) {
    it(`takes ${kind} at ${moment} for ${level}: ${detail}`, () => {
      const artifact = artifactFacts({ behaviours: [behaviour(kind, { file: 'package.json', moment, detail })] });
      const draft = onlyDraft(draftsOf(installCommand, subject(), { artifact }));
      assert.equal(draft.level, level);
      assert.equal(draft.message, `some-package 1.0.0 ${message}`);
      assert.equal(draft.evidence[0]?.file, 'package.json');
    });
  }

  it('takes a script that is a command only for what opens accounts', () => {
    for (const [detail, isGrave] of [
      ['$PASSWORD', true],
      ['$HOME/.npmrc', true],
      ['$UPLOAD_TOKEN', false],
      ['$(hostname)', false],
    ] as const) {
      const artifact = artifactFacts({ behaviours: [behaviour('command-sends-data', { moment: 'command', detail })] });
      assert.equal(draftsOf(installCommand, subject(), { artifact }).length, isGrave ? 1 : 0, detail);
    }
  });

  it('weighs more what the version before did not have, and says so', () => {
    const now = artifactFacts({
      behaviours: [behaviour('unvouched-download', { moment: 'install', detail: 'http://files.example/x' })],
    });
    const isNew = onlyDraft(draftsOf(installCommand, subject(), { artifact: now, previousArtifact: artifactFacts() }));
    assert.equal(isNew.level, 'high');
    assert.match(isNew.message, /, which the version before did not$/);
    const known = onlyDraft(draftsOf(installCommand, subject(), { artifact: now, previousArtifact: now }));
    assert.equal(known.level, 'medium');
  });

  it('says nothing of a package that has nothing of the kind', () => {
    assert.deepEqual(draftsOf(installCommand, subject(), { artifact: artifactFacts() }), []);
  });

  it('leaves alone what runs only when somebody calls it', () => {
    const artifact = artifactFacts({
      behaviours: [behaviour('command-sends-data', { moment: 'call', detail: 'env' })],
    });
    assert.deepEqual(draftsOf(installCommand, subject(), { artifact }), []);
  });
});
