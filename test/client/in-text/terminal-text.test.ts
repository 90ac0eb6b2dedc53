import assert from 'node:assert/strict';
import { mayInstall, stopText } from '../../../client/src/in-text/terminal-text.js';
import { ENGLISH } from '../../../server/src/protocol/translate.js';

describe('what is said of a command that was started', () => {
  it('is looked for where a program for packages is called', () => {
    const calls = ['npm i a', 'cd x && npx a', 'sudo yarn add b', '/usr/bin/npm i a', 'npm.cmd i a', '(bun add a)'];
    assert.deepEqual(
      calls.filter((call) => !mayInstall(call)),
      [],
    );
    assert.deepEqual(['npm', 'ls', 'my-npm i a', 'echo npms a', 'node npm.js a'].filter(mayInstall), []);
  });

  it('names the first of several', () => {
    assert.equal(
      stopText(['a is malware.'], ENGLISH),
      'Package Risk: the command that was just started installs known malware. a is malware.',
    );
    assert.match(stopText(['a is malware.', 'b too.', 'c too.'], ENGLISH), /a is malware\. \(and 2 more\)$/);
  });
});
