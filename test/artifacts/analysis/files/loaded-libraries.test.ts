import assert from 'node:assert/strict';
import { analysePackage } from '../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../support/artifacts.js';

function kindsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const { behaviours } = analysePackage(packageOf(files));
  return behaviours.map(({ kind, moment, place }) => `${kind} ${moment} ${place.file}:${place.line}`);
}

describe('files of a package', () => {
  it('are libraries where a program of the system that loads such is given one, whatever it looks like', () => {
    const run = (code: string): readonly string[] =>
      kindsOf({
        'package.json': JSON.stringify({ scripts: { install: 'node install.js' } }),
        'install.js': `const cp = require('child_process'), path = require('path'); ${code}`,
        'data.bin': 'nothing that anybody knows',
      }).filter((line) => line.startsWith('native-binary'));
    for (const code of [
      `cp.spawn('rundll32', [path.join(__dirname, 'data.bin') + ',main']);`,
      "cp.exec(`rundll32.exe ${path.join(__dirname, 'data.bin')},main`);",
      `cp.execFileSync('C:\\\\Windows\\\\System32\\\\regsvr32.exe', ['/s', path.join(__dirname, 'data.bin')]);`,
      `cp.execSync('regsvr32 /s ./data.bin');`,
    ])
      assert.deepEqual(run(code), ['native-binary install install.js:1'], code);
    assert.deepEqual(run(`cp.spawn('rundll32', ['url.dll,FileProtocolHandler', 'https://a.example']);`), []);
    assert.deepEqual(run(`cp.spawn('cat', [path.join(__dirname, 'data.bin')]);`), []);
    const imported = kindsOf({
      'index.js': `const path = require('path'); require('child_process').spawn('rundll32', [path.join(__dirname, 'data.bin') + ',main']);`,
      'data.bin': 'nothing that anybody knows',
    });
    assert.deepEqual(
      imported.filter((line) => line.startsWith('native-binary')),
      ['native-binary import index.js:1'],
    );
    const start = (install: string): readonly string[] =>
      kindsOf({ 'package.json': JSON.stringify({ scripts: { install } }), 'lib/data.bin': 'nothing' });
    assert.deepEqual(start('start /b rundll32 lib\\data.bin,main || exit 0'), ['native-binary install package.json:1']);
    assert.deepEqual(start('rundll32 url.dll,FileProtocolHandler https://a.example'), []);
  });
});
