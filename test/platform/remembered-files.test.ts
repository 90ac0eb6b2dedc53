import assert from 'node:assert/strict';
import { ok } from '../../server/src/model/index.js';
import { rememberedFiles } from '../../server/src/platform/remembered-files.js';

describe('files that are remembered', () => {
  const start = () => {
    const machine = { now: 0, text: 'a', reads: 0 };
    const disk = {
      read: () => {
        machine.reads += 1;
        return Promise.resolve(ok(machine.text, machine.now));
      },
      exists: () => Promise.resolve(machine.text !== ''),
    };
    const files = rememberedFiles(disk, () => machine.now);
    const text = async (): Promise<string> => {
      const read = await files.read('/a');
      return read.status === 'ok' ? read.value : read.status;
    };
    return { machine, files, text };
  };

  it('are read once while the hand types', async () => {
    const { machine, text } = start();
    for (let time = 0; time < 1500; time += 100) {
      machine.now = time;
      assert.equal(await text(), 'a');
    }
    assert.equal(machine.reads, 1);
  });

  it('are read anew as soon as somebody says that they have changed', async () => {
    const { machine, files, text } = start();
    await text();
    machine.text = 'b';
    files.forget();
    assert.equal(await text(), 'b');
  });

  it('are read behind the back of who asks after two seconds, and are new for the next one', async () => {
    const { machine, text } = start();
    await text();
    machine.text = 'b';
    machine.now = 2000;
    assert.equal(await text(), 'a');
    assert.equal(await text(), 'b');
    assert.equal(machine.reads, 2);
  });

  it('are never older than ten seconds, nor from a time to come', async () => {
    for (const later of [10_000, -1]) {
      const { machine, text } = start();
      await text();
      machine.text = 'b';
      machine.now = later;
      assert.equal(await text(), 'b');
    }
  });

  it('does not put back what was read before somebody said that it has changed', async () => {
    const { machine, files, text } = start();
    await text();
    machine.now = 2000;
    const asked = text();
    files.forget();
    machine.text = 'b';
    await asked;
    assert.equal(await text(), 'b');
  });

  it('tells files and whether they exist apart', async () => {
    const { files } = start();
    await files.read('/a');
    assert.equal(await files.exists('/a'), true);
  });
});
