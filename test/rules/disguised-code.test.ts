import assert from 'node:assert/strict';
import { disguisedCode } from '../../server/src/rules/disguised-code.js';
import { artifactFacts, behaviour } from '../support/artifacts.js';
import { hookSubject, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const artifact = artifactFacts({
  behaviours: [behaviour('disguised-code', { file: 'package.json', moment: 'install', detail: 'assets/logo.png' })],
});

describe('disguised-code', () => {
  it('tells of a file that a package runs at install and that is a picture by its name', () => {
    const draft = onlyDraft(draftsOf(disguisedCode, subject(), { artifact }));
    assert.equal(draft.level, 'high');
    assert.equal(
      draft.message,
      'some-package 1.0.0 runs a file that is no code by its name when it is installed: assets/logo.png',
    );
    assert.equal(draft.evidence[0]?.file, 'package.json');
  });

  it('says of a repository which of its hooks does that, and when', () => {
    const hook = hookSubject({ label: 'The task “env”', trigger: 'folder-open' });
    assert.equal(
      onlyDraft(draftsOf(disguisedCode, hook, { artifact })).message,
      'The task “env” runs a file that is no code by its name as soon as the folder is opened and trusted: assets/logo.png',
    );
  });

  it('says nothing of a package that runs nothing of the kind', () => {
    assert.deepEqual(draftsOf(disguisedCode, subject(), { artifact: artifactFacts() }), []);
  });
});
