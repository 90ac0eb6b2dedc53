import assert from 'node:assert/strict';
import { assessment, finding, transitive } from '../report/samples.js';
import { CWD, run } from './fakes.js';

const BACKDOOR = finding('backdoor', 'critical', 'Evaluates what a request says.', {
  evidence: [{ kind: 'file', file: 'index.js', line: 2, snippet: 'eval(body)' }],
});
const bad = assessment({ subject: transitive('kit', '1.0.1'), findings: [BACKDOOR] });
const vulnerable = assessment({
  subject: transitive('qs', '6.7.0'),
  findings: [finding('known-vulnerability', 'high', 'Prototype poisoning.')],
});

describe('report', () => {
  it('prints a report of the very version, and says that nothing was sent', async () => {
    const { code, stdout, stderr, asked } = await run(['report', 'kit@1.0.1'], { explained: bad });
    assert.deepEqual([code, asked], [0, [`kit 1.0.1 ${CWD}/package.json`]]);
    assert.match(stdout, /^npm: report malware/);
    assert.match(stderr, /^package-risk: Nothing was sent\. Read it/);
  });

  it('prints the record of OSV alone, to be put into a file, and says where', async () => {
    const { stdout, stderr } = await run(['report', 'kit@1.0.1', '--format', 'osv'], { explained: bad });
    const record = JSON.parse(stdout) as { readonly affected: readonly { readonly versions: readonly string[] }[] };
    assert.deepEqual(record.affected[0]?.versions, ['1.0.1']);
    assert.match(stderr, /osv\/malicious\/npm\/kit\/MAL-0000-kit\.json/);
  });

  it('puts any of the forms into JSON for other programs', async () => {
    const { stdout } = await run(['report', 'kit@1.0.1', '--format', 'github', '--json'], { explained: bad });
    const { package: id, format, text } = JSON.parse(stdout) as Record<string, string>;
    assert.deepEqual([id, format], ['kit@1.0.1', 'github']);
    assert.match(text ?? '', /## Affected products/);
  });

  it('says that there is nothing to report of what is merely vulnerable', async () => {
    const { code, stdout, stderr } = await run(['report', 'qs@6.7.0'], { explained: vulnerable });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /there is nothing to report/);
  });

  for (const operand of ['kit', 'kit@', './kit@1.0.0', '@1.0.0']) {
    it(`refuses ${operand}, which is not one version of a package`, async () => {
      const { code, asked } = await run(['report', operand], { explained: bad });
      assert.deepEqual([code, asked], [2, []]);
    });
  }

  it('knows its own formats', async () => {
    const { code, stderr } = await run(['report', 'kit@1.0.1', '--format', 'html'], { explained: bad });
    assert.equal(code, 2);
    assert.match(stderr, /--format takes npm, osv, github, not html/);
  });
});
