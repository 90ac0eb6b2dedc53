import assert from 'node:assert/strict';
import fc from 'fast-check';
import { osvScannerToml } from '../../server/src/policies/osv-scanner-toml.js';

const read = (text: string) => osvScannerToml.read(text, 'npm').ignored;

describe('osv-scanner.toml', () => {
  it('tells which vulnerabilities are left aside, why, and until when', () => {
    const text = `
      [[IgnoredVulns]]
      id = "GHSA-35jh-r3h4-6jhm"
      ignoreUntil = 2026-12-31
      reason = "No template comes from outside."

      [[IgnoredVulns]]
      id = "CVE-2021-23337"
      ignoreUntil = "2027-06-01"

      [[IgnoredVulns]]
      id = "GHSA-p6mc-m468-83gw"
      ignoreUntil = 2026-12-31T12:00:00Z
    `;
    assert.deepEqual(read(text), [
      { id: 'GHSA-35jh-r3h4-6jhm', reason: 'No template comes from outside.', until: '2026-12-31' },
      { id: 'CVE-2021-23337', until: '2027-06-01' },
      { id: 'GHSA-p6mc-m468-83gw', until: '2026-12-31' },
    ]);
  });

  it('tells whose vulnerabilities are left aside', () => {
    const text = `
      [[PackageOverrides]]
      name = "lodash"
      version = "4.17.20"
      ecosystem = "npm"
      vulnerability.ignore = true
      effectiveUntil = 2026-12-31
      reason = "built in"

      [[PackageOverrides]]
      name = "left-pad"
      ignore = true
    `;
    assert.deepEqual(read(text), [
      { package: 'lodash', version: '4.17.20', reason: 'built in', until: '2026-12-31' },
      { package: 'left-pad' },
    ]);
  });

  const others: readonly (readonly [string, string])[] = [
    ['of other ecosystems', '[[PackageOverrides]]\nname = "lodash"\necosystem = "Go"\nignore = true'],
    ['of a group of dependencies only', '[[PackageOverrides]]\nname = "lodash"\ngroup = "dev"\nignore = true'],
    ['about licences only', '[[PackageOverrides]]\nname = "lodash"\nlicense.override = ["MIT"]'],
    ['without an id', '[[IgnoredVulns]]\nreason = "why"'],
    ['in a file that cannot be read', '[[IgnoredVulns]\nid = "GHSA-a"'],
  ];
  for (const [what, text] of others) {
    it(`leaves out entries ${what}`, () => {
      assert.equal(read(text), undefined);
    });
  }

  it('takes an entry whose last day cannot be read for one that has ended', () => {
    assert.deepEqual(read('[[IgnoredVulns]]\nid = "GHSA-a"\nignoreUntil = "next year"'), [
      { id: 'GHSA-a', until: '0000-00-00' },
    ]);
  });

  it('reads any text without an error', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        osvScannerToml.read(`${before}\n[[IgnoredVulns]]\nid = "a"\n${after}`, 'npm');
      }),
    );
  });
});
