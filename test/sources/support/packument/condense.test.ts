import assert from 'node:assert/strict';
import { CalledThread, type HandedOver } from '../../../../server/src/platform/threads/calls.js';
import { createTurns } from '../../../../server/src/platform/turns.js';
import {
  condenseHere,
  condenseInThread,
  serveCondense,
} from '../../../../server/src/sources/support/packument/condense.js';
import { packument } from '../../../support/packuments.js';

const PROGRAM = new URL('../../../../server/src/facts-worker.js', import.meta.url);
const NO_PROGRAM = new URL('no-such-program.js', import.meta.url);
const ORIGIN = { name: 'a', registryHost: 'registry.npm.example', isPublicRegistry: false, seenAbsentAt: 7 };

describe('condensing a registry document', () => {
  const here = condenseHere(createTurns());
  const inThread = (program: URL) => condenseInThread(new CalledThread(program, () => undefined), here);
  /** Of its own each time: a thread takes it. */
  const body = (text = JSON.stringify(packument('a', { '1.0.0': {}, '1.1.0': {} }))) => Buffer.from(text);

  it('comes to the same in a thread', async () => {
    const expected = await here(body(), ORIGIN);
    assert.ok(expected !== undefined && Buffer.from(expected).includes('"1.1.0"'));
    assert.deepEqual(await inThread(PROGRAM)(body(), ORIGIN), Uint8Array.from(expected));
  });

  for (const text of ['', 'no JSON', '[]', '{"name":"b","versions":{}}']) {
    it(`comes to nothing for what is no document of the name, in a thread as well: ${text}`, async () => {
      assert.equal(await here(body(text), ORIGIN), undefined);
      assert.equal(await inThread(PROGRAM)(body(text), ORIGIN), undefined);
    });
  }

  it('hands over memory of its own, as small buffers share theirs, which newer versions of Node.js do not let go', async () => {
    const { value, buffers } = (await serveCondense().condense?.({ body: body(), ...ORIGIN } as never)) as HandedOver;
    assert.deepEqual(
      buffers.map(({ byteLength }) => byteLength),
      [(value as Uint8Array).byteLength],
    );
  });

  it('is done here where there is no thread any more', async () => {
    const gone = new CalledThread(NO_PROGRAM, () => undefined);
    await assert.rejects(gone.call('condense', {}));
    assert.deepEqual(await condenseInThread(gone, here)(body(), ORIGIN), await here(body(), ORIGIN));
  });
});
