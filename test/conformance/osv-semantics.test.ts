import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import semver from 'semver';
import { isAffected } from '../../server/src/rules/support/affected.js';
import { readOsvRecord } from '../../server/src/sources/support/osv/osv-record.js';

/** Compiled, this file lies in `<root>/<out>/test/conformance`. */
const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

interface OsvEvent {
  readonly introduced?: string;
  readonly fixed?: string;
  readonly last_affected?: string;
  readonly limit?: string;
}

interface Affected {
  readonly package?: { readonly ecosystem: string; readonly name: string };
  readonly versions?: readonly string[];
  readonly ranges?: readonly { readonly type: string; readonly events: readonly OsvEvent[] }[];
}

/** What the specification's own pseudocode says, as literally as can be. */
function specified(affected: readonly Affected[], name: string, version: string): boolean {
  return affected.some(
    ({ package: subject, versions = [], ranges = [] }) =>
      subject?.ecosystem === 'npm' &&
      subject.name === name &&
      (versions.includes(version) || ranges.some(({ type, events }) => type !== 'GIT' && inRange(events, version))),
  );
}

function inRange(events: readonly OsvEvent[], version: string): boolean {
  if (!beforeLimits(events, version)) return false;
  let vulnerable = false;
  for (const { introduced, fixed, last_affected: last } of [...events].sort((a, b) => byVersion(a, b))) {
    if (introduced !== undefined && (introduced === '0' || semver.gte(version, introduced))) vulnerable = true;
    else if (fixed !== undefined && semver.gte(version, fixed)) vulnerable = false;
    else if (last !== undefined && semver.gt(version, last)) vulnerable = false;
  }
  return vulnerable;
}

function beforeLimits(events: readonly OsvEvent[], version: string): boolean {
  const limits = events.flatMap(({ limit }) => limit ?? []);
  return limits.length === 0 || limits.some((limit) => limit === '*' || semver.lt(version, limit));
}

function byVersion(a: OsvEvent, b: OsvEvent): number {
  const [left, right] = [versionOf(a), versionOf(b)];
  if (left === '0' || right === '0') return Number(right === '0') - Number(left === '0');
  return semver.compare(left, right);
}

function versionOf({ introduced, fixed, last_affected: last, limit }: OsvEvent): string {
  const version = introduced ?? fixed ?? last ?? limit ?? '0';
  return version === '*' ? '999999.0.0' : version;
}

function judged(affected: readonly Affected[], name: string, version: string): boolean {
  const record = readOsvRecord({ id: 'GHSA-aaaa-bbbb-cccc', affected });
  assert.ok(record !== undefined && record !== 'withdrawn');
  const advisory = record.packages.get(name);
  return advisory !== undefined && isAffected(advisory, version);
}

describe("OSV's ranges", () => {
  const range = (...events: readonly OsvEvent[]): readonly Affected[] => [
    { package: { ecosystem: 'npm', name: 'x' }, ranges: [{ type: 'SEMVER', events }] },
  ];

  it("mean what the specification's examples say", () => {
    const table: readonly (readonly [readonly Affected[], readonly string[], readonly string[]])[] = [
      [range({ introduced: '0' }), ['0.0.0-0', '1.0.0', '99.0.0'], []],
      [range({ introduced: '0' }, { fixed: '1.0.2' }), ['0.0.1', '1.0.2-rc.1'], ['1.0.2', '2.0.0']],
      [
        range({ introduced: '1.0.0' }, { fixed: '1.0.2' }, { introduced: '3.0.0' }, { fixed: '3.2.5' }),
        ['1.0.0', '1.0.1', '3.0.0', '3.2.4'],
        ['0.9.0', '1.0.0-a', '1.0.2', '2.0.0', '3.2.5'],
      ],
      [range({ introduced: '0' }, { last_affected: '2.1.214' }), ['2.1.214', '1.0.0'], ['2.1.215', '3.0.0']],
      [range({ introduced: '1.0.0' }, { limit: '2.0.0' }), ['1.0.0', '1.9.9', '2.0.0-a'], ['2.0.0', '0.9.0']],
    ];
    for (const [affected, inside, outside] of table) {
      for (const version of inside) assert.equal(judged(affected, 'x', version), true, version);
      for (const version of outside) assert.equal(judged(affected, 'x', version), false, version);
    }
  });

  it("are judged as the specification's pseudocode judges them, whatever the events", () => {
    const version = fc
      .tuple(fc.nat(3), fc.nat(2), fc.nat(2), fc.constantFrom('', '', '-a', '-rc.1'))
      .map(([major, minor, patch, tag]) => `${major}.${minor}.${patch}${tag}`);
    // What is to count where two events stand at one version, the specification leaves open.
    const versions = fc.uniqueArray(version, { maxLength: 6, comparator: (a, b) => semver.eq(a, b) });
    const kinds = fc.array(fc.constantFrom('introduced', 'fixed', 'last_affected', 'limit'), {
      ...{ minLength: 6, maxLength: 6 },
    });
    const events = fc
      .tuple(versions, kinds, fc.boolean())
      .map(([at, kind, fromStart]): readonly OsvEvent[] => [
        ...(fromStart ? [{ introduced: '0' }] : []),
        ...at.map((one, index) => ({ [kind[index] ?? 'fixed']: one })),
      ]);
    fc.assert(
      fc.property(events, version, (list, asked) => {
        assert.equal(judged(range(...list), 'x', asked), specified(range(...list), 'x', asked));
      }),
      { numRuns: 3000 },
    );
  });

  it('of real records are judged as the pseudocode judges them, around each of their bounds', () => {
    const lines = readFileSync(path.join(ROOT, 'server', 'data', 'osv-npm.jsonl'), 'utf8').split('\n');
    let compared = 0;
    for (const line of lines.filter((text) => text !== '')) {
      const json = JSON.parse(line) as { readonly id: string; readonly affected?: readonly Affected[] };
      const record = readOsvRecord(json);
      if (record === undefined || record === 'withdrawn') continue;
      for (const [name, advisory] of record.packages) {
        for (const version of around(json.affected ?? [])) {
          assert.equal(
            isAffected(advisory, version),
            specified(json.affected ?? [], name, version),
            `${json.id} ${name}@${version}`,
          );
          compared += 1;
        }
      }
    }
    assert.ok(compared > 500, String(compared));
  });
});

/** Each bound and listed version, what comes just before and just behind it, and what is far from all. */
function around(affected: readonly Affected[]): readonly string[] {
  const named = affected.flatMap(({ versions = [], ranges = [] }) => [
    ...versions,
    ...ranges.flatMap(({ events }) => events.map(versionOf)),
  ]);
  const valid = named.filter((version) => semver.valid(version) !== null);
  const near = valid.flatMap((version) => [
    version,
    `${version.split(/[-+]/)[0] ?? ''}-0`,
    semver.inc(version, 'patch') ?? '',
  ]);
  return [...new Set([...near, '0.0.0-0', '0.0.1', '99.99.99'])].filter((version) => semver.valid(version) === version);
}
