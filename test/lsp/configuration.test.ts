import assert from 'node:assert/strict';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';

describe('settings', () => {
  it('come with the notification from an editor that cannot be asked', async () => {
    const editor = await Editor.start({ capabilities: {} });
    await editor.open(URI, '{}');
    await editor.engine.judgings.next();
    assert.equal(editor.created[0]?.settings.offline, false);
    const settings = { packageRisk: { offline: true } };
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    await editor.settled();
    assert.equal(editor.created[1]?.settings.offline, true);
    editor.dispose();
  });

  it('are the defaults, and the log says so, where the editor fails to answer', async () => {
    const editor = await Editor.start();
    editor.connection.onRequest('workspace/configuration', () => {
      throw new Error('broken editor');
    });
    await editor.open(URI, '{}');
    await editor.engine.judgings.next();
    assert.equal(editor.created[0]?.settings.enable, true);
    assert.match(await editor.log.next(), /settings could not be read.*broken editor/);
    editor.dispose();
  });

  it('are announced when they change to an editor that offers to', async () => {
    const registered: unknown[] = [];
    const editor = await Editor.start({
      capabilities: { workspace: { didChangeConfiguration: { dynamicRegistration: true } } },
      onRegister: (registrations) => registered.push(registrations),
    });
    await editor.settled();
    assert.match(JSON.stringify(registered), /"method":"workspace\/didChangeConfiguration".*"section":"packageRisk"/);
    editor.dispose();
  });
});
