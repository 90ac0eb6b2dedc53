import assert from 'node:assert/strict';
import { capabilitiesIn, withoutComments } from '../../../../server/src/artifacts/analysis/twins/capabilities.js';

describe('what a text shows that its code can do', () => {
  const cases: readonly (readonly [text: string, capability: string])[] = [
    ["const h = require('node:https');", 'network'],
    ['import{request as a}from"http";', 'network'],
    ['await import(`dns/promises`)', 'network'],
    ['fetch(url)', 'network'],
    ["import cp from 'child_process'", 'process'],
    ['eval(x)', 'evaluation'],
    ["new Function('a', b)", 'evaluation'],
    ['JSON.stringify(process.env)', 'environment'],
    ['send({...process.env})', 'environment'],
    ['Object.keys(process.env).forEach(f)', 'environment'],
  ];
  for (const [text, capability] of cases)
    it(`is ${capability}: ${text}`, () => {
      assert.deepEqual([...capabilitiesIn(text).keys()], [capability]);
    });

  it('is nothing where it merely talks of it, or does what every build does', () => {
    const texts = [
      "const scheme = 'https';",
      "Function('return this')()",
      'new Function("return this")()',
      'process.env.NODE_ENV',
      'Object.keys(process.env.X)',
      'evaluate(x); prefetch(y)',
    ];
    for (const text of texts) assert.deepEqual([...capabilitiesIn(text)], [], text);
  });

  it('is not read from comments, whose places stay', () => {
    const text = "/* eval(x) */ a('http://x.example'); // fetch(y)\nb;";
    const bare = withoutComments(text);
    assert.equal(bare.length, text.length);
    assert.deepEqual(withoutComments("glob('src/**/*.js'); eval(x) /* y */"), "glob('src/**/*.js'); eval(x)        ");
    assert.equal(withoutComments('/* never closed'), '/* never closed');
    assert.equal(bare.trimStart(), `a('http://x.example');${' '.repeat(12)}\nb;`);
  });
});
