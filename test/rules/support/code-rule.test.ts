import assert from 'node:assert/strict';
import type { ArtifactFacts } from '../../../server/src/model/index.js';
import { dataExfiltration } from '../../../server/src/rules/data-exfiltration.js';
import { downloadAndRun } from '../../../server/src/rules/download-and-run.js';
import { hiddenRecipient } from '../../../server/src/rules/hidden-recipient.js';
import type { AnyRule } from '../../../server/src/rules/rule.js';
import { artifactFacts, behaviour, flow } from '../../support/artifacts.js';
import { subject } from '../../support/subjects.js';
import { draftsOf, onlyDraft } from './drafts-of.js';

const found = (rule: AnyRule, artifact: Partial<ArtifactFacts>, before?: Partial<ArtifactFacts>) =>
  onlyDraft(
    draftsOf(rule, subject(), {
      artifact: artifactFacts(artifact),
      ...(before !== undefined && { previousArtifact: artifactFacts(before) }),
    }),
  );

describe('a rule about code, given the version before,', () => {
  const download = { flows: [flow('downloaded', 'written-and-run', { host: 'a.example' })] };
  const recipient = { behaviours: [behaviour('hidden-recipient', { moment: 'call' })] };

  it('says what that one did not do, and gives it more weight (postmark-mcp, 2025)', () => {
    assert.equal(found(hiddenRecipient, recipient).level, 'medium');
    const draft = found(hiddenRecipient, recipient, {});
    assert.equal(draft.level, 'high');
    assert.match(draft.message, /to an address in its code when it is called, which the version before did not$/);
    assert.equal(found(downloadAndRun, download, {}).level, 'high');
  });

  it('says no more than without where that one did the same, wherever that stood', () => {
    const moved = {
      flows: [flow('downloaded', 'written-and-run', { host: 'a.example', from: place(7), to: place(8) })],
    };
    assert.deepEqual(found(downloadAndRun, moved, download), found(downloadAndRun, moved));
    assert.deepEqual(found(hiddenRecipient, recipient, recipient), found(hiddenRecipient, recipient));
  });

  it('shows what is new beside what that one did already, at the weight that it has anyhow', () => {
    const more = {
      flows: [
        ...download.flows,
        flow('downloaded', 'native-loaded', { host: 'b.example', from: place(3), to: place(4) }),
      ],
    };
    const draft = found(downloadAndRun, more, download);
    assert.equal(draft.level, 'medium');
    assert.match(draft.message, /, in a way that is new in this version$/);
    assert.deepEqual(
      draft.evidence.map(({ line, isOld }) => [line, isOld]),
      [
        [3, undefined],
        [4, undefined],
        [1, true],
      ],
    );
  });

  it('tells of what now happens earlier than it did', () => {
    const called = { flows: [flow('environment', 'network', { moment: 'call', host: 'a.example' })] };
    const imported = { flows: [flow('environment', 'network', { host: 'a.example' })] };
    const draft = found(dataExfiltration, imported, called);
    assert.equal(draft.level, 'high');
    assert.match(draft.message, /when it is imported, in a way that is new in this version$/);
    assert.equal(found(dataExfiltration, called, imported).message, found(dataExfiltration, called).message);
  });
});

function place(line: number) {
  return { file: 'index.js', line, column: 1, snippet: 'code' };
}

describe('a rule about code that looks whether it is watched', () => {
  const flows = [flow('downloaded', 'written-and-run', { host: 'a.example' })];
  const asking = (file: string) => behaviour('evasion', { file, line: 9, detail: 'the number of processors' });

  it('gives more weight to what the same file does, and says why', () => {
    const draft = found(downloadAndRun, { flows, behaviours: [asking('index.js')] });
    assert.equal(draft.level, 'high');
    assert.match(draft.message, /runs it when it is imported; it first asks for the number of processors$/);
    assert.equal(draft.evidence.at(-1)?.line, 9);
  });

  it('gives no more weight to what only waits for a call', () => {
    const waiting = [flow('downloaded', 'run-as-command', { host: 'a.example', moment: 'call' })];
    const draft = found(downloadAndRun, { flows: waiting, behaviours: [asking('index.js')] });
    assert.equal(draft.level, 'medium');
    assert.doesNotMatch(draft.message, /first asks/);
  });

  it('says so behind what is new', () => {
    const draft = found(downloadAndRun, { flows, behaviours: [asking('index.js')] }, {});
    assert.match(draft.message, /, which the version before did not; it first asks for the number of processors$/);
  });

  it('says nothing of a condition alone, or in another file', () => {
    const behaviours = [asking('other.js')];
    assert.equal(found(downloadAndRun, { flows, behaviours }).level, 'medium');
    assert.deepEqual(draftsOf(downloadAndRun, subject(), { artifact: artifactFacts({ behaviours }) }), []);
  });
});
