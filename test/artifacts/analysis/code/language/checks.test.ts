import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { downloadAndRun } from '../../../../../server/src/rules/download-and-run.js';
import { draftsOf } from '../../../../rules/support/drafts-of.js';
import { artifactFacts, packageOf } from '../../../../support/artifacts.js';
import { subject } from '../../../../support/subjects.js';

/** What becomes of an installer of a program, by what it does before it starts that. */
function levelOf(check: string, { host = 'files.example', folder = '__dirname' } = {}): string | undefined {
  const code = `const fs = require('fs'), os = require('os'), path = require('path'), cp = require('child_process'), crypto = require('crypto');
    const sums = require('./sums.json'); const file = path.join(${folder}, 'tool');
    const fetched = async (name) => Buffer.from(await (await fetch('https://${host}/' + name)).arrayBuffer());
    (async () => { const name = 'tool-' + process.platform; const body = await fetched(name);
      const sum = crypto.createHash('sha256').update(body).digest('hex');
      ${check}
      fs.writeFileSync(file, body, { mode: 0o755 }); cp.execFileSync(file, ['--version']); })();`;
  const { flows, behaviours } = analysePackage(
    packageOf({
      'package.json': JSON.stringify({ scripts: { postinstall: 'node install.js' } }),
      'install.js': code,
      'sums.json': JSON.stringify({ 'tool-linux': '00', 'tool-win32': '11' }),
    }),
  );
  return draftsOf(downloadAndRun, subject(), { artifact: artifactFacts({ flows, behaviours }) })[0]?.level;
}

describe('a program that is downloaded', () => {
  it('is what the package says where it is held against a sum of the package', () => {
    assert.equal(levelOf(`if (sum !== sums[name]) throw new Error('another one');`), undefined);
    assert.equal(levelOf(`if (!(sums[name] === sum)) process.exit(1);`), undefined);
    assert.equal(levelOf(`if (sum !== 'e3b0c44298fc1c14') throw new Error('another one');`), undefined);
  });

  it('is what its host likes where nobody looks, or the host says what is right', () => {
    assert.equal(levelOf(''), 'medium');
    assert.equal(levelOf(`console.log(sum, sums[name]);`), 'medium');
    assert.equal(levelOf(`if (sum !== String(await fetched('sums'))) throw new Error('another one');`), 'medium');
    assert.equal(levelOf(`if (sum === undefined) throw new Error('none');`), 'medium');
  });

  it('is out of the way all the same, or from nobody', () => {
    const check = `if (sum !== sums[name]) throw new Error('another one');`;
    assert.equal(levelOf(check, { host: '198.51.100.7' }), 'critical');
    assert.equal(levelOf(check, { folder: 'os.tmpdir()' }), 'critical');
  });
});
