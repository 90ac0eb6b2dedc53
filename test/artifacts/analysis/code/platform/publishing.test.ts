import assert from 'node:assert/strict';
import { behavioursOf } from './sent.js';

describe('packages that are published without a command', () => {
  it('are told by the call of the library that npm itself uses', () => {
    for (const code of [
      `require('libnpmpublish').publish(manifest, data, {});`,
      `import('libnpmpublish').then(({ publish }) => publish(manifest, data, {}));`,
      `const lib = require('libnpmpublish'); for (const one of list) lib.publish(one.manifest, one.data, { access: 'public' });`,
    ])
      assert.deepEqual(behavioursOf(code), ['publishes-packages import'], code);
    assert.deepEqual(behavioursOf(`exports.unpublish = (spec) => require('libnpmpublish').unpublish(spec, {});`), []);
  });
});
