import assert from 'node:assert/strict';
import { parseCode } from '../../../../../server/src/artifacts/analysis/code/package/parse.js';
import { spelledText } from '../../../../../server/src/artifacts/analysis/code/package/spelled-names.js';

function spelled(expression: string): string | undefined {
  const statement = parseCode(`(${expression});`)?.body[0];
  return statement?.type === 'ExpressionStatement' ? spelledText(statement.expression) : undefined;
}

describe('names that are put together', () => {
  const SPELLED = [
    [`'con' + 'structor'`, 'constructor'],
    [`'main' + ('Mod' + \`ule\`)`, 'mainModule'],
    [`['child', 'process'].join('_')`, 'child_process'],
    [`'ex'.concat('ec', 'Sync')`, 'execSync'],
    [`'lave'.split('').reverse().join('')`, 'eval'],
    [`[...'lave'].reverse().join('')`, 'eval'],
  ] as const;
  for (const [expression, text] of SPELLED) {
    it(`are read in ${expression}`, () => {
      assert.equal(spelled(expression), text);
    });
  }

  it('are not guessed where a part is not written down', () => {
    for (const expression of [
      `'get' + name`,
      '[a, b].join("")',
      `['a', 'b'].join(sep)`,
      'list.reverse().join("")',
      '1 - 2',
    ])
      assert.equal(spelled(expression), undefined, expression);
  });
});
