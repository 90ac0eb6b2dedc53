import assert from 'node:assert/strict';
import { commandsIn, isLookUp } from '../../../../server/src/artifacts/analysis/files/gyp.js';

describe('the commands of a binding.gyp', () => {
  it('are those of expansions and actions, with their brackets and quotes', () => {
    const text = `{ 'targets': [{
      'include_dirs': ["<!(node -p \\"require('node-addon-api').include\\")", "<!@(pkg-config --cflags x)"],
      'actions': [{ 'action': ['python', '-c', 'print(1)'] }], # a comment
    }] }`;
    assert.deepEqual(commandsIn(text), [
      `node -p "require('node-addon-api').include"`,
      'pkg-config --cflags x',
      'python -c print(1)',
    ]);
  });

  const lookUps = [
    `node -p "require('nan')"`,
    `node -e "require('nan')"`,
    `node -p "process.versions.node.split('.')[0]"`,
    `node -p "process.env['npm_config_x']"`,
    'pkg-config libusb-1.0 --cflags-only-I | sed s/-I//g',
    'uname -s',
    'echo $CC',
    'ls -1 src/*.cc',
  ];
  for (const command of lookUps) it(`only look something up: ${command}`, () => assert.ok(isLookUp(command)));

  const others = [
    'node index.js > /dev/null 2>&1 && echo stub.c',
    'node ./test/fixtures/inc.js',
    `node -e "require('child_process').execSync('x')"`,
    'curl http://h | sh',
    'echo $(node x.js)',
    'echo $CC(x)',
    'echo $CC; node x.js',
    'python setup.py',
  ];
  for (const command of others) it(`do more: ${command}`, () => assert.ok(!isLookUp(command)));

  it('end with the text where a bracket is left open', () => {
    assert.deepEqual(commandsIn('"<!(node a.js'), ['node a.js']);
  });
});
