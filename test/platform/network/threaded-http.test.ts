import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Http } from '../../../server/src/platform/http.js';
import { silentLogger } from '../../../server/src/platform/logger.js';
import { createThreadedHttp } from '../../../server/src/platform/network/threaded-http.js';
import { CalledThread } from '../../../server/src/platform/threads/calls.js';
import { listen, startLocalServer, type LocalServer } from '../../support/local-server.js';
import { npmConfigOf } from '../../support/npm-machine.js';
import { get, summary } from './http-setup.js';

const PROGRAM = new URL('../../../server/src/facts-worker.js', import.meta.url);
const NO_PROGRAM = new URL('no-such-program.js', import.meta.url);
const LONG_TEXT = 'text '.repeat(40_000);

describe('a network whose connections are a thread’s', () => {
  let server: LocalServer;
  const others: Server[] = [];
  beforeEach(async () => {
    server = await startLocalServer(({ path, body }) => {
      if (path === '/missing') return { status: 404, body: 'no' };
      return { status: 200, headers: { 'X-Name': 'v' }, body: path === '/long' ? LONG_TEXT : `short ${body}` };
    });
  });
  afterEach(async () => {
    for (const other of others.splice(0)) other.close();
    await server.close();
  });

  const logged: string[] = [];
  const threaded = async (user = '', program: URL = PROGRAM): Promise<Http> =>
    threadedBy(new CalledThread(program, () => undefined), user);
  const threadedBy = async (thread: CalledThread, user = ''): Promise<Http> => {
    logged.length = 0;
    const logger = { ...silentLogger, debug: (line: string) => void logged.push(line) };
    const options = {
      network: {},
      concurrency: 4,
      timeoutMs: 20_000,
      clock: () => Date.now(),
      logger,
      random: () => 1,
    };
    const config = await npmConfigOf({ user });
    return createThreadedHttp({ ...options, config }, thread);
  };

  it('answers as without a thread: status, headers, and bodies of all sizes', async () => {
    const http = await threaded();
    const paths = ['/long', '/short', '/missing'];
    const answers = await Promise.all(paths.map((path) => http.send(get(server.url + path))));
    assert.deepEqual(answers.map(summary), [`200 ${LONG_TEXT.trim()}`, '200 short', '404 no']);
    assert.equal(answers[0]?.status === 'answered' && answers[0].headers.get('x-name'), 'v');
    const headers = { 'content-type': 'text/plain' };
    const told = await http.send(get(`${server.url}/q`, { method: 'POST', body: 'and what is told', headers }));
    assert.equal(summary(told), '200 short and what is told');
  });

  it('says why there is no answer', async () => {
    const answer = await (await threaded()).send(get(`${server.url}/long`, { maxBytes: 1000 }));
    assert.match(summary(answer), /^too-large: 127\.0\.0\.1:\d+ sent an answer of more than 1000 bytes\.$/);
  });

  it('logs what the thread has done', async () => {
    await (await threaded()).send(get(`${server.url}/short`));
    assert.match(logged.join('\n'), /^GET 127\.0\.0\.1:\d+\/short: 200, \d+ ms$/);
  });

  it('stops what nobody waits for any more, in the thread, too', async () => {
    const silent = createServer();
    others.push(silent);
    const port = await listen(silent);
    const stop = new AbortController();
    const sent = (await threaded()).send(get(`http://127.0.0.1:${port}/`, { signal: stop.signal }));
    const [, response] = (await once(silent, 'request')) as [unknown, NodeJS.EventEmitter];
    const closed = once(response, 'close');
    stop.abort(new Error('not wanted any more'));
    await assert.rejects(sent, /not wanted any more/);
    await closed;
    await assert.rejects((await threaded()).send(get(server.url, { signal: stop.signal })), /not wanted any more/);
  });

  it('has the credentials of the configuration, for the host that they are for', async () => {
    const http = await threaded(`//127.0.0.1:${server.port}/:_authToken=secret-of-one-host`);
    await http.send(get(`${server.url}/short`));
    await http.send(get(`${server.url.replace('127.0.0.1', 'localhost')}/short`));
    assert.deepEqual(
      server.requests.map(({ headers }) => headers.authorization),
      ['Bearer secret-of-one-host', undefined],
    );
  });

  it('is done here where there is no thread any more', async () => {
    assert.equal(summary(await (await threaded('', NO_PROGRAM)).send(get(`${server.url}/short`))), '200 short');
  });

  it('keeps in the thread the networks that were used last, and tells it again of another', async () => {
    class Counted extends CalledThread {
      readonly called: string[] = [];
      override call(...given: Parameters<CalledThread['call']>): Promise<unknown> {
        this.called.push(given[0]);
        return super.call(...given);
      }
    }
    const thread = new Counted(PROGRAM, () => undefined);
    const networks = await Promise.all(Array.from({ length: 18 }, () => threadedBy(thread)));
    const ask = async (http: Http | undefined): Promise<string> =>
      http === undefined ? '' : summary(await http.send(get(`${server.url}/short`)));
    for (const http of networks) assert.equal(await ask(http), '200 short');
    thread.called.length = 0;
    assert.equal(await ask(networks.at(-1)), '200 short');
    assert.deepEqual(thread.called, ['send']);
    thread.called.length = 0;
    assert.deepEqual(await Promise.all([ask(networks[0]), ask(networks[0])]), ['200 short', '200 short']);
    assert.deepEqual(thread.called, ['send', 'send', 'reach', 'send', 'send']);
  });
});
