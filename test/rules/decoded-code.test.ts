import assert from 'node:assert/strict';
import type { ArtifactFacts } from '../../server/src/model/index.js';
import { decodedCode } from '../../server/src/rules/decoded-code.js';
import { artifactFacts, behaviour, flow } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });
const levelOf = (facts: Partial<ArtifactFacts>) => draftsOf(decodedCode, subject(), given(facts))[0]?.level;

describe('decoded-code', () => {
  it('names the encodings (flatmap-stream, 2018)', () => {
    const flows = [flow('decoded', 'evaluated', { via: ['hex', 'cipher'] })];
    const draft = onlyDraft(draftsOf(decodedCode, subject(), given({ flows })));
    assert.equal(
      draft.message,
      'some-package 1.0.0 decodes code that is hidden in it (hex, cipher) and runs it when it is imported',
    );
    assert.equal(draft.level, 'critical');
  });

  it('lets templates and scripts be read from files, and not images', () => {
    const read = (detail: string, via: readonly string[] = []) =>
      levelOf({ flows: [flow('data-file', 'evaluated', { detail, via })] });
    assert.equal(read('lib/view.ejs'), undefined);
    assert.equal(read('logo.png'), 'high');
    assert.equal(read('dist/view.txt', ['charcode']), 'high');
  });

  it('is a library that is delivered as something else, and none that is merely packed', () => {
    const loaded = (detail: string, via: readonly string[] = []) =>
      levelOf({ flows: [flow('data-file', 'native-loaded', { detail, via, moment: 'install' })] });
    assert.equal(loaded('prebuilds/linux-x64/binding.dat'), 'high');
    assert.equal(loaded('prebuilds/linux-x64/addon.node'), undefined);
    assert.equal(loaded('prebuilds/linux-x64/addon.node', ['cipher']), 'critical');
    assert.equal(loaded('prebuilds/linux-x64.node.gz', ['gunzip']), undefined);
    const decoded = levelOf({ flows: [flow('decoded', 'native-loaded', { via: ['base64'] })] });
    assert.equal(decoded, undefined);
  });

  it('lets nobody draw the scripts of a page', () => {
    assert.equal(levelOf({ flows: [flow('image-data', 'page-script')] }), 'high');
    assert.equal(levelOf({ flows: [flow('image-data', 'page-script', { moment: 'call' })] }), 'medium');
    assert.equal(levelOf({ flows: [flow('data-file', 'page-script', { detail: 'logo.png' })] }), undefined);
  });

  it('is critical where the code stands in characters that nobody sees (os-info-checker-es6, 2025)', () => {
    const levelAt = (moment: 'import' | 'call') =>
      levelOf({ flows: [flow('decoded', 'evaluated', { moment })], behaviours: [behaviour('invisible-text')] });
    assert.deepEqual([levelAt('import'), levelAt('call')], ['critical', 'medium']);
  });

  it('is medium where it waits for a call', () => {
    assert.equal(levelOf({ flows: [flow('decoded', 'run-as-command', { moment: 'call' })] }), 'medium');
    assert.equal(levelOf({ behaviours: [behaviour('encoded-command', { moment: 'install' })] }), 'high');
  });

  it('takes what a module of WebAssembly answers for what its compiler left in it, unless that is a command nobody asked for', () => {
    const answer = (sink: 'evaluated' | 'run-as-command', moment: 'call' | 'import') =>
      levelOf({ flows: [flow('data-file', sink, { detail: 'initdb.wasm', via: ['WebAssembly'], moment })] });
    assert.equal(answer('evaluated', 'call'), undefined);
    assert.equal(answer('evaluated', 'import'), undefined);
    assert.equal(answer('run-as-command', 'call'), undefined);
    assert.equal(answer('run-as-command', 'import'), 'high');
  });

  it('takes bytes in what a command is made of for constants of a cipher, where it waits for a call (dotenv-expand)', () => {
    const run = (via: readonly string[], moment: 'call' | 'import') =>
      levelOf({ flows: [flow('decoded', 'run-as-command', { via, moment })] });
    assert.equal(run(['bytes'], 'call'), undefined);
    assert.equal(run(['bytes', 'hex'], 'call'), 'medium');
    assert.equal(run(['bytes'], 'import'), 'high');
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(decodedCode, subject()), []);
  });
});
