import assert from 'node:assert/strict';
import { Validation, Spec } from '@cyclonedx/cyclonedx-library';
import fc from 'fast-check';
import { billOfMaterials } from '../../server/src/report/cyclonedx/bill-of-materials.js';
import { reportOf } from '../../server/src/report/report.js';
import { openShop, type Shop } from '../mcp/shop.js';
import { direct, finding, judged, NOW } from '../report/samples.js';

interface Bill {
  readonly specVersion: string;
  readonly components: readonly { readonly 'bom-ref': string; readonly purl?: string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
  readonly vulnerabilities: readonly {
    readonly id: string;
    readonly ratings: readonly { readonly severity: string }[];
    readonly cwes?: readonly number[];
    readonly affects: readonly { readonly ref: string }[];
    readonly analysis?: { readonly detail: string };
    readonly source: { readonly name: string };
  }[];
}

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot7);

async function valid(text: string): Promise<Bill> {
  assert.equal(await validator.validate(text), null);
  return JSON.parse(text) as Bill;
}

describe('check --format cyclonedx', () => {
  let shop: Shop;
  let bill: Bill;

  before(async () => {
    shop = await openShop();
    const { code, stdout } = await shop.user.run(['check', '--format', 'cyclonedx', '--trust-project-config']);
    assert.equal(code, 1);
    bill = await valid(stdout);
  });
  after(() => shop.close());

  it('lists what is locked, and what needs what', () => {
    assert.equal(bill.specVersion, '1.7');
    assert.ok(bill.components.some(({ purl }) => purl === 'pkg:npm/qs@6.7.0'));
    const needs = new Map(bill.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
    assert.deepEqual(needs.get('express@4.17.1'), ['qs@6.7.0']);
    assert.ok(needs.get('project')?.includes('express@4.17.1'));
    assert.equal(needs.get('project')?.includes('qs@6.7.0'), false);
  });

  it('has published flaws by their ids, what was found besides by rule, and what the team has accepted with its reason', () => {
    const qs = bill.vulnerabilities.find(({ id }) => id === 'GHSA-hrpp-h998-j3pp');
    assert.deepEqual(
      [qs?.source.name, qs?.ratings.map(({ severity }) => severity), qs?.affects.some(({ ref }) => ref === 'qs@6.7.0')],
      ['GitHub Advisories', ['high'], true],
    );
    const malware = bill.vulnerabilities.find(({ id }) => id === 'known-malware');
    assert.deepEqual(
      malware?.affects.map(({ ref }) => ref),
      ['aae-stream@1.0.0'],
    );
    assert.ok(bill.vulnerabilities.some(({ analysis }) => analysis?.detail === 'Only our own build calls it.'));
  });
});

describe('a bill of materials', () => {
  it('is valid whatever a package is called and says', async () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('@a/b?c#d', '../..', 'javascript:alert(1)', '%00', ''),
    );
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (name, version, text) => {
        const evidence = [{ kind: 'advisory', field: text, value: `CWE-0 CWE-79 ${text}`, url: text }] as const;
        const found = finding('known-vulnerability', 'high', text, { evidence, hints: { advisories: [text] } });
        const report = reportOf([
          {
            path: 'package.json',
            judged: [judged({ subject: direct(name, '*', version), findings: [found] })],
            problems: [],
            notes: [],
          },
        ]);
        await valid(billOfMaterials(report, { version: '1.2.3', root: { folder: '/srv', cwd: '/srv' }, now: NOW }));
      }),
      { numRuns: 30 },
    );
  });
});
