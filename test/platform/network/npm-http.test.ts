import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createOfflineHttp } from '../../../server/src/platform/network/npm-http.js';
import { deferred } from '../../support/deferred.js';
import { listen, startLocalServer } from '../../support/local-server.js';
import type { Fault, LocalServer } from '../../support/local-server.js';
import { get, summary, testHttp } from './http-setup.js';

const LONG_TEXT = 'text '.repeat(4000);
const status = (code: number, headers: Readonly<Record<string, string>> = {}): Fault => ({
  kind: 'answer',
  answer: { status: code, headers },
});

describe('the network', () => {
  let server: LocalServer;
  beforeEach(async () => {
    server = await startLocalServer(({ path }) =>
      path === '/missing' ? { status: 404, body: 'no' } : { status: 200, headers: { 'X-Name': 'v' }, body: LONG_TEXT },
    );
  });
  const others: Server[] = [];
  afterEach(async () => {
    for (const other of others.splice(0)) other.close();
    await server.close();
  });

  /** The port of a server that does with its connections what it likes. */
  const listening = async (onConnection: (socket: Socket) => void): Promise<number> => {
    const other = createServer(onConnection);
    others.push(other);
    return listen(other);
  };

  const hostOf = (): string => new URL(server.url).host;

  it('answers with status, lower-case headers and the decompressed body', async () => {
    const http = await testHttp();
    const answer = await http.send(get(`${server.url}/a`));
    assert.equal(summary(answer), `200 ${LONG_TEXT.trim()}`);
    assert.equal(answer.status === 'answered' && answer.headers.get('x-name'), 'v');
    assert.equal(server.requests[0]?.headers['accept-encoding'], 'gzip');
    assert.match(server.requests[0].headers['user-agent'] ?? '', /^package-risk node\/v/);
  });

  it('takes every status for an answer', async () => {
    assert.equal(summary(await (await testHttp()).send(get(`${server.url}/missing`))), '404 no');
  });

  it('sends bodies and headers as they are', async () => {
    const body = gzipSync('{"a":1}');
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
    await (await testHttp()).send(get(`${server.url}/q`, { method: 'POST', body, headers }));
    const [seen] = server.requests;
    assert.deepEqual(
      [seen?.method, seen?.body, seen?.headers['content-type']],
      ['POST', '{"a":1}', 'application/json'],
    );
  });

  describe('tries again', () => {
    const passing: readonly (readonly [string, Fault])[] = [
      ['a reset connection', { kind: 'reset' }],
      ['a body that breaks off', { kind: 'broken-off' }],
      ...[408, 429, 500, 502, 503, 504].map((code) => [`status ${code}`, status(code)] as const),
    ];
    for (const [name, fault] of passing) {
      for (const method of ['GET', 'POST'] as const) {
        it(`after ${name}, for ${method}`, async () => {
          server.fail('/a', fault, fault);
          const http = await testHttp();
          const answer = await http.send(
            get(`${server.url}/a`, { method, ...(method === 'POST' ? { body: '{}' } : {}) }),
          );
          assert.equal(answer.status === 'answered' && answer.httpStatus, 200);
          assert.equal(server.requests.length, 3);
          assert.deepEqual(http.timers.delays, [400, 800]);
        });
      }
    }

    it('three times in all, then hands on the last answer', async () => {
      server.fail('/a', status(500), status(502), status(503), status(504));
      assert.equal(summary(await (await testHttp()).send(get(`${server.url}/a`))), '503');
      assert.equal(server.requests.length, 3);
    });

    it('with half of the wait left to chance', async () => {
      server.fail('/a', status(500), status(500));
      const http = await testHttp({ random: () => 0 });
      await http.send(get(`${server.url}/a`));
      assert.deepEqual(http.timers.delays, [200, 400]);
    });

    it('not before Retry-After says, in seconds or as a date', async () => {
      const now = Date.UTC(2026, 0, 1);
      server.fail('/a', status(429, { 'retry-after': '3' }));
      server.fail('/a', status(503, { 'retry-after': new Date(now + 5000).toUTCString() }));
      const http = await testHttp({ clock: () => now });
      await http.send(get(`${server.url}/a`));
      assert.deepEqual(http.timers.delays, [3000, 5000]);
    });

    it('not at all where Retry-After asks for longer than a person waits, and leaves the host alone', async () => {
      let now = 0;
      server.fail('/a', status(429, { 'retry-after': '60' }));
      const http = await testHttp({ clock: () => now });
      assert.equal(summary(await http.send(get(`${server.url}/a`))), '429');
      assert.equal(summary(await http.send(get(`${server.url}/b`))), '429');
      assert.equal(server.requests.length, 1);
      now = 60_000;
      assert.match(summary(await http.send(get(`${server.url}/b`))), /^200/);
    });

    for (const [name, fault] of [
      ['a wrong request', status(400)],
      ['a refusal', status(403)],
      ['a request that the server cannot do', status(501)],
      ['a broken compressed body', { kind: 'truncated-gzip' }],
    ] as const) {
      it(`never after ${name}`, async () => {
        server.fail('/a', fault);
        await (await testHttp()).send(get(`${server.url}/a`));
        assert.equal(server.requests.length, 1);
      });
    }
  });

  describe('says what went wrong', () => {
    it('for a body that is longer than wanted, compressed or not, without reading on', async () => {
      const http = await testHttp();
      const expected = `too-large: ${hostOf()} sent an answer of more than 1000 bytes.`;
      assert.equal(summary(await http.send(get(`${server.url}/a`, { maxBytes: 1000 }))), expected);
      const headers = { 'accept-encoding': 'identity' };
      assert.equal(summary(await http.send(get(`${server.url}/a`, { maxBytes: 1000, headers }))), expected);
      const bomb = gzipSync(Buffer.alloc(20_000_000));
      server.fail('/bomb', {
        kind: 'answer',
        answer: { status: 200, headers: { 'content-encoding': 'gzip' }, body: bomb },
      });
      assert.match(summary(await http.send(get(`${server.url}/bomb`))), /^too-large: .* more than 1 MB\.$/);
    });

    it('for a compressed body that is cut or is none', async () => {
      const http = await testHttp();
      server.fail('/a', { kind: 'truncated-gzip' });
      assert.equal(
        summary(await http.send(get(`${server.url}/a`))),
        `malformed: ${hostOf()} sent a broken answer (Z_BUF_ERROR).`,
      );
      const answer = { status: 200, headers: { 'content-encoding': 'gzip' }, body: 'not compressed' };
      server.fail('/a', { kind: 'answer', answer });
      assert.match(summary(await http.send(get(`${server.url}/a`))), /^malformed: .*Z_DATA_ERROR/);
      server.fail('/a', { kind: 'answer', answer: { ...answer, headers: { 'content-encoding': 'rot13' } } });
      assert.match(summary(await http.send(get(`${server.url}/a`))), /^malformed: .*encoding that was not asked for/);
    });

    it('for a connection that is refused', async () => {
      const gone = await startLocalServer(() => ({ status: 200 }));
      await gone.close();
      const answer = await (await testHttp()).send(get(`${gone.url}/a`));
      assert.equal(summary(answer), `network: ${new URL(gone.url).host} could not be reached (ECONNREFUSED).`);
    });

    it('for a host that does not exist, at once', async () => {
      const http = await testHttp();
      assert.match(
        summary(await http.send(get('http://nowhere.invalid/a'))),
        /^network: nowhere\.invalid could not be/,
      );
    });

    it('for an answer that is not HTTP', async () => {
      const port = await listening((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
      const answer = await (await testHttp()).send(get(`http://127.0.0.1:${port}/`));
      assert.match(summary(answer), /^malformed: 127\.0\.0\.1:\d+ sent a broken answer \(HPE_/);
    });

    it('for an answer that does not come in time', async () => {
      const never = deferred<undefined>();
      server.fail('/a', { kind: 'hold', until: never.promise });
      const http = await testHttp();
      const answer = http.send(get(`${server.url}/a`));
      while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
      http.timers.fire();
      assert.equal(summary(await answer), `timeout: ${hostOf()} did not answer within 20 s.`);
      assert.equal(server.requests.length, 1);
      never.resolve(undefined);
    });

    it('for what is no http address', async () => {
      for (const url of ['', 'nonsense', 'file:///etc/passwd', 'data:,x']) {
        assert.match(summary(await (await testHttp()).send(get(url))), /^unsupported:/);
      }
    });
  });

  describe('is left', () => {
    it('with the reason of the signal, before, while waiting for a turn, and under way', async () => {
      const never = deferred<undefined>();
      server.fail('/a', { kind: 'hold', until: never.promise });
      const http = await testHttp({ concurrency: 1 });
      const reason = new Error('left');
      await assert.rejects(http.send(get(`${server.url}/a`, { signal: AbortSignal.abort(reason) })), reason);
      const [first, second] = [new AbortController(), new AbortController()];
      const underWay = http.send(get(`${server.url}/a`, { signal: first.signal }));
      const waiting = http.send(get(`${server.url}/a`, { signal: second.signal }));
      while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
      second.abort(reason);
      await assert.rejects(waiting, reason);
      first.abort(reason);
      await assert.rejects(underWay, reason);
      assert.equal(server.requests.length, 1);
      never.resolve(undefined);
      assert.match(summary(await http.send(get(`${server.url}/b`))), /^200/);
    });

    it('in the wait between two tries', async () => {
      const controller = new AbortController();
      const http = await testHttp({
        timers: {
          after(milliseconds) {
            if (milliseconds < 1000) setImmediate(() => controller.abort(new Error('left')));
            return () => undefined;
          },
        },
      });
      server.fail('/a', status(500));
      await assert.rejects(http.send(get(`${server.url}/a`, { signal: controller.signal })), /left/);
      assert.equal(server.requests.length, 1);
    });
  });

  it('has no more requests under way than it may', async () => {
    let [now, most] = [0, 0];
    const busy = await startLocalServer(async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return { status: 200 };
    });
    const http = await testHttp({ concurrency: 3 });
    await Promise.all(Array.from({ length: 20 }, (_, index) => http.send(get(`${busy.url}/${index}`))));
    assert.equal(busy.requests.length, 20);
    assert.ok(most <= 3, `${most} at once`);
    await busy.close();
  });

  it('asks a host that cannot be reached no more than it must, until some time has passed', async () => {
    let connections = 0;
    let now = 0;
    const port = await listening((socket) => {
      connections += 1;
      socket.destroy();
    });
    const http = await testHttp({ concurrency: 2, clock: () => now });
    const ask = () => http.send(get(`http://127.0.0.1:${port}/`));
    const answers = await Promise.all(Array.from({ length: 50 }, ask));
    assert.ok(answers.every((answer) => answer.status === 'failed' && answer.reason === 'network'));
    assert.ok(connections <= 8, `${connections} connections`);
    const before = connections;
    await ask();
    assert.equal(connections, before);
    now = 10_000;
    await ask();
    assert.equal(connections, before + 1);
  });

  it('is not there when working offline', async () => {
    const answer = await createOfflineHttp().send(get('https://registry.npm.example/x'));
    assert.equal(answer.status === 'failed' && answer.reason, 'offline');
  });
});
