import assert from 'node:assert/strict';
import { ok } from '../../server/src/model/index.js';
import { PERMISSIONS_REQUEST, type PermissionsResult } from '../../server/src/protocol/least-privilege.js';
import { artifactFacts } from '../support/artifacts.js';
import { NOW, subject } from '../support/subjects.js';
import { Editor, PULLS } from './support/editor.js';

const URI = 'file:///project/package.json';

describe('the least that a project’s packages need, in the editor', () => {
  it('is a text, or a sentence that says why there is none', async () => {
    const editor = await Editor.start({ capabilities: PULLS });
    await editor.open(URI, '{ "dependencies": { "a": "1.0.0" } }');
    editor.engine.seen = [
      {
        subject: subject({ name: 'a', version: '1.0.0' }),
        artifact: ok(artifactFacts({ powers: ['wasi.WASI'] }), NOW),
      },
    ];
    const ask = (uri: string): Promise<PermissionsResult> =>
      editor.connection.sendRequest(PERMISSIONS_REQUEST, { uri });
    assert.match((await ask(URI)).text ?? '', /--allow-wasi: a@1\.0\.0/);
    assert.match((await ask('file:///elsewhere/package.json')).problem ?? '', /Open the package\.json/);
    editor.dispose();
  });
});
