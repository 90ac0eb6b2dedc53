import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { startLocalServer, type LocalServer } from '../../support/local-server.js';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.js';
import { get, summary, testHttp } from './http-setup.js';

const BODY = 'text '.repeat(200_000);

describe('bodies that go into a file', () => {
  let server: LocalServer;
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
    server = await startLocalServer(({ path: asked }) =>
      asked === '/none' ? { status: 404, body: 'no' } : { status: 200, body: BODY },
    );
  });
  afterEach(async () => {
    await server.close();
    await folder.remove();
  });

  const target = (): string => path.join(folder.path, 'saved');

  it('are there whole, and the answer has none', async () => {
    const answer = await (await testHttp()).send(get(`${server.url}/a`, { saveTo: target(), maxBytes: 2_000_000 }));
    assert.equal(summary(answer), '200');
    assert.equal(await readFile(target(), 'utf8'), BODY);
  });

  it('are fetched anew after a body that broke off', async () => {
    server.fail('/a', { kind: 'broken-off' }, { kind: 'truncated-gzip' });
    const http = await testHttp();
    const first = await http.send(get(`${server.url}/a`, { saveTo: target(), maxBytes: 2_000_000 }));
    // A compressed body that claims to be whole is broken, and asking again would bring the same.
    assert.match(summary(first), /^malformed: /);
    assert.equal(summary(await http.send(get(`${server.url}/a`, { saveTo: target(), maxBytes: 2_000_000 }))), '200');
    assert.equal(await readFile(target(), 'utf8'), BODY);
  });

  it('end where they are longer than allowed', async () => {
    const answer = await (await testHttp()).send(get(`${server.url}/a`, { saveTo: target(), maxBytes: 1000 }));
    assert.match(summary(answer), /^too-large: /);
  });

  it('are answers as ever where the status is another', async () => {
    assert.equal(summary(await (await testHttp()).send(get(`${server.url}/none`, { saveTo: target() }))), '404 no');
  });

  it('may take long, but not fall silent', async () => {
    const http = await testHttp();
    server.fail('/a', { kind: 'hold', until: new Promise(() => {}) });
    const answer = http.send(get(`${server.url}/a`, { saveTo: target(), maxBytes: 2_000_000 }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    http.timers.fire();
    assert.match(summary(await answer), /^timeout: /);
  });
});
