import assert from 'node:assert/strict';
import { ACCEPT_REQUEST, type AcceptParams, type AcceptResult } from '../../server/src/protocol/messages.js';
import type { Acceptance } from '../../server/src/model/index.js';
import { finding } from '../support/subjects.js';
import { Editor, PULLS } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{ "dependencies": { "a": "1.0.0" } }';
const POLICY_URI = 'file:///project/package-risk.json';
const POLICY_PATH = '/project/package-risk.json';
const PARAMS: AcceptParams = {
  ...{ uri: URI, package: 'a@1.0.0', rule: 'deprecated', fingerprint: 'deprecated|a@1.0.0' },
  ...{ reason: 'we know', expires: '2027-02-20' },
};

describe('accepting a finding', () => {
  let editor: Editor;
  let asked: Acceptance[];

  const start = async (trusted = true, capabilities = PULLS): Promise<void> => {
    editor = await Editor.start({ initializationOptions: { trusted }, capabilities });
    asked = [];
    editor.engine.known = { a: { findings: [finding({ rule: 'deprecated', fingerprint: PARAMS.fingerprint })] } };
    editor.engine.acceptance = (acceptance) => {
      asked.push(acceptance);
      return { path: POLICY_PATH, before: '{}', after: '{ "accept": [] }' };
    };
    await editor.open(URI, TEXT);
  };
  beforeEach(() => start());
  afterEach(() => editor.dispose());

  const accept = (given: Partial<AcceptParams> = {}): Promise<AcceptResult> =>
    editor.connection.sendRequest(ACCEPT_REQUEST, { ...PARAMS, ...given });

  it('answers the edit of the policy file', async () => {
    assert.deepEqual((await accept()).edit, {
      documentChanges: [
        {
          textDocument: { uri: POLICY_URI, version: null },
          edits: [
            { range: { start: { line: 0, character: 1 }, end: { line: 0, character: 1 } }, newText: ' "accept": [] ' },
          ],
        },
      ],
    });
    assert.deepEqual(asked, [{ package: 'a@1.0.0', rule: 'deprecated', reason: 'we know', expires: '2027-02-20' }]);
  });

  it('is for the version of a policy file that is open', async () => {
    await editor.open(POLICY_URI, '{}');
    const { edit } = await accept();
    assert.ok(JSON.stringify(edit).includes(`"textDocument":{"uri":"${POLICY_URI}","version":1}`));
    await editor.type(POLICY_URI, '{ "being": "edited" }');
    assert.deepEqual(await accept(), { problem: 'The policy file is being edited; try again.' });
  });

  it('passes on why the policy file cannot be changed', async () => {
    editor.engine.acceptance = () => ({ problem: 'It is a folder.' });
    assert.deepEqual(await accept(), { problem: 'It is a folder.' });
  });

  const refused: readonly (readonly [why: string, given: Partial<AcceptParams>, problem: RegExp])[] = [
    ['malware', { rule: 'known-malware' }, /known-malware cannot be accepted/],
    ['a finding without a reason', { reason: '  ' }, /needs a reason/],
    ['an acceptance for ever', { expires: 'never' }, /YYYY-MM-DD/],
    ['a day that is none', { expires: '2027-02-30' }, /YYYY-MM-DD/],
    ['a finding that has gone', { fingerprint: 'deprecated|a@0.9.0' }, /no longer there/],
    ['a finding of another package', { package: 'b@1.0.0' }, /no longer there/],
    ['a finding in a document that is not open', { uri: 'file:///other/package.json' }, /no longer there/],
  ];
  for (const [why, given, problem] of refused) {
    it(`is refused for ${why}`, async () => {
      const result = await accept(given);
      assert.equal(result.edit, undefined);
      assert.match(result.problem ?? '', problem);
      assert.deepEqual(asked, []);
    });
  }

  it('is refused while the workspace is not trusted', async () => {
    editor.dispose();
    await start(false);
    assert.match((await accept()).problem ?? '', /not trusted/);
  });

  it('is refused in an editor that cannot create files', async () => {
    editor.dispose();
    await start(true, { ...PULLS, workspace: { ...PULLS.workspace, workspaceEdit: { documentChanges: true } } });
    assert.match((await accept()).problem ?? '', /cannot create or change files/);
  });
});
