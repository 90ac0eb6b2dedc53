import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import { CORE_MODULES } from '../../../server/src/rules/support/core-modules.js';

describe('the list of modules that come with Node.js', () => {
  it('holds what this Node.js has', () => {
    const own = builtinModules.filter((name) => !name.startsWith('_') && !/[/:]/.test(name));
    assert.deepEqual(
      own.filter((name) => !CORE_MODULES.has(name)),
      [],
    );
  });
});
