import assert from 'node:assert/strict';
import { behavioursOf } from '../platform/sent.js';

const DOES = `cp.execSync('npm publish --access public')`;

/** Conditions under which a file is started by itself. */
const STARTED: readonly string[] = [
  `if (require.main === module) ${DOES};`,
  `if (module == require.main) { ${DOES}; }`,
  `require.main===module&&${DOES};`,
  `if (!module.parent) ${DOES};`,
  `if (import.meta.main) ${DOES};`,
  `if (import.meta.url === require('url').pathToFileURL(process.argv[1]).href) { (async () => ${DOES})(); }`,
  `function run() { ${DOES}; } exports.run = run; if (require.main === module) run();`,
];

describe('a file that asks whether it was started', () => {
  for (const code of STARTED)
    it(`does nothing when it is imported: ${code}`, () => {
      assert.deepEqual([...new Set(behavioursOf(code))], ['publishes-packages command']);
    });

  it('does what stands beside the question all the same', () => {
    assert.deepEqual(behavioursOf(`if (require.main === module) start(); ${DOES};`), ['publishes-packages import']);
    assert.deepEqual(behavioursOf(`if (require.main !== module) ${DOES};`), ['publishes-packages import']);
    assert.deepEqual(behavioursOf(`if (process.argv.length > 1) ${DOES};`), ['publishes-packages import']);
  });
});
