import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import type { JsonReport } from '../../server/src/report/json.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { CHECKOUT } from './program.js';

/**
 * What the example shows as long as the world stands: none of it depends on the day, or on which of a registry's
 * fields a mirror passes on.
 */
const LASTING: readonly (readonly [dependency: string, rule: string])[] = [
  ['axios', 'version-not-found'],
  ['chalk', 'known-malware'],
  ['core-js', 'install-script'],
  ['crossenv', 'security-holding-package'],
  ['dayjs', 'unpinned-specifier'],
  ['express', 'known-vulnerability'],
  ['is-number', 'remote-source'],
  ['lodash', 'known-vulnerability'],
  ['request', 'deprecated'],
  ['semver', 'lockfile-mismatch'],
  ['theme-kit', 'insecure-transport'],
];

/** Judged with the real registry: the one that this machine's npm is configured with. */
function checkExample(cacheHome: string): Promise<JsonReport> {
  const cli = path.join(CHECKOUT, 'dist', 'cli.cjs');
  const example = path.join(CHECKOUT, 'examples', 'shop');
  const env = { ...process.env, XDG_CACHE_HOME: cacheHome };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [cli, 'check', example, '--json', '--trust-project-config'],
      { env, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error !== null && error.code !== 1) reject(new Error(`${error.message}\n${stderr}`));
        else resolve(JSON.parse(stdout) as JsonReport);
      },
    );
  });
}

describe('the example, judged with the real registry', () => {
  let report: JsonReport;

  before(async function () {
    this.timeout(120_000);
    const folder = await temporaryFolder();
    try {
      report = await checkExample(folder.path);
    } finally {
      await folder.remove();
    }
  });

  for (const [dependency, rule] of LASTING) {
    it(`shows ${rule} of ${dependency}`, () => {
      const found = report.packages.filter(({ name, direct }) => name === dependency && direct);
      const rules = found.flatMap(({ findings }) => findings.map((finding) => finding.rule));
      assert.ok(rules.includes(rule), `found ${rules.join(', ') || 'nothing'}`);
    });
  }

  it('accepts what its policy accepts', () => {
    const minimist = report.packages.find(({ name, direct }) => name === 'minimist' && direct);
    assert.equal(minimist?.level, 'none');
    assert.ok((minimist.accepted ?? []).length > 0);
  });

  it('finds nothing in honest packages', () => {
    const honest = report.packages.filter(({ name, direct }) => direct && ['react', 'zod', 'prettier'].includes(name));
    const findings = honest.flatMap((one) => one.findings.map(({ rule }) => rule));
    // A release of theirs may be hours old on the day of the test.
    assert.deepEqual(
      findings.filter((rule) => rule !== 'recent-release'),
      [],
    );
  });
});
