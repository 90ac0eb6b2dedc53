import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Advisory, MalwareRecord } from '../../../server/src/model/index.js';
import {
  FORMAT_VERSION,
  MAX_NAME_BYTES,
} from '../../../server/src/sources/support/intelligence/intelligence-format.js';
import { readIntelligence } from '../../../server/src/sources/support/intelligence/intelligence-reader.js';
import type { NameRecords } from '../../../server/src/sources/support/intelligence/intelligence-records.js';
import { compile, opened, openSample, ORIGIN, resealed } from './intelligence-samples.js';

const MALWARE: MalwareRecord = { id: 'MAL-2024-1234', affects: '*', sources: ['a-list'] };
const ADVISORY: Advisory = {
  id: 'GHSA-35jh-r3h4-6jhm',
  aliases: ['CVE-2021-23337'],
  summary: 'Command Injection in lodash',
  severity: 'high',
  url: 'https://github.com/advisories/GHSA-35jh-r3h4-6jhm',
  ranges: [{ introduced: '0', fixed: '4.17.21' }],
};

const text = fc.string({ unit: 'binary', maxLength: 20 });
const version = fc.oneof(text, fc.constantFrom('1.0.0', '2.0.0-rc.1', '0'));
const anyId = fc.oneof(
  text,
  fc.constantFrom('MAL-2024-1', 'MAL-2024-01', 'CVE-2021-0003', 'CVE-2021-3', 'CVE-1980-1234', 'MAL-2025-123456789012'),
);
const url = fc.oneof(
  text,
  fc.constantFrom('https://github.com/advisories/', 'https://osv.dev/vulnerability/MAL-2024-1'),
);
const malwareRecord: fc.Arbitrary<MalwareRecord> = fc.record(
  {
    id: anyId,
    affects: fc.oneof(
      fc.constant('*' as const),
      fc.array(version, { minLength: 1, maxLength: 4 }),
      fc.record({ range: text }, { noNullPrototype: true }),
    ),
    // Names of lists are ours; they hold no line feeds.
    sources: fc.array(
      text.map((name) => name.replaceAll('\n', '')),
      { minLength: 1, maxLength: 3 },
    ),
    url: url.filter((value) => value !== ''),
  },
  { requiredKeys: ['id', 'affects', 'sources'], noNullPrototype: true },
);
const range = fc.record(
  { introduced: version, fixed: version, lastAffected: version },
  { requiredKeys: ['introduced'], noNullPrototype: true },
);
const advisory: fc.Arbitrary<Advisory> = fc.record(
  {
    id: anyId,
    aliases: fc.array(anyId, { maxLength: 3 }),
    summary: text,
    severity: fc.constantFrom('low' as const, 'moderate' as const, 'high' as const, 'critical' as const),
    cvss: fc.record({ vector: text, score: fc.nat(100).map((steps) => steps / 10) }, { noNullPrototype: true }),
    cwes: fc.array(
      fc.integer({ min: 1, max: 999_999 }).map((number) => `CWE-${number}`),
      { minLength: 1, maxLength: 3 },
    ),
    url,
    versions: fc.array(version, { minLength: 1, maxLength: 3 }),
    ranges: fc.array(range, { minLength: 1, maxLength: 3 }),
    semverRange: text,
  },
  { requiredKeys: ['id', 'aliases', 'summary', 'url'], noNullPrototype: true },
);
const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 8 }),
  // The search looks at the first six bytes before it looks at names.
  fc.string({ unit: fc.constantFrom('a', 'b', '\0'), maxLength: 6 }).map((rest) => `@scope${rest}`),
  fc.constantFrom('', 'a', 'a\0', '\0', '\0'.repeat(6), '\0'.repeat(7)),
);
const records: fc.Arbitrary<Record<string, NameRecords>> = fc
  .array(
    fc.tuple(
      name.filter((value) => value !== '__proto__'),
      fc.record(
        { malware: fc.array(malwareRecord, { maxLength: 2 }), advisories: fc.array(advisory, { maxLength: 2 }) },
        { noNullPrototype: true },
      ),
    ),
    { maxLength: 60 },
  )
  .map((entries) => Object.fromEntries(entries));

/** Of one name, records stand in the order of their ids. */
function inOrder({ malware, advisories }: NameRecords): NameRecords {
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
    a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  return { malware: [...malware].sort(byId), advisories: [...advisories].sort(byId) };
}

describe('the asset of offline data', () => {
  it('gives back each record of each name, and nothing for others', () => {
    fc.assert(
      fc.property(records, fc.array(name), (content, others) => {
        const intelligence = openSample(content);
        for (const [known, expected] of Object.entries(content)) {
          assert.deepEqual(intelligence.recordsOf(known), inOrder(expected));
        }
        for (const other of others.filter((value) => !Object.hasOwn(content, value))) {
          assert.deepEqual(intelligence.recordsOf(other), { malware: [], advisories: [] });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('tells everything, name by name', () => {
    fc.assert(
      fc.property(records, (content) => {
        const told = Object.fromEntries(openSample(content).records());
        const expected = Object.entries(content).filter(([, one]) => one.malware.length + one.advisories.length > 0);
        assert.deepEqual(told, Object.fromEntries(expected.map(([known, one]) => [known, inOrder(one)])));
      }),
      { numRuns: 100 },
    );
  });

  it('compares whole names: neither a beginning nor a longer name matches', () => {
    const names = Array.from({ length: 100 }, (_, index) => `pack-${index}`);
    const intelligence = openSample(Object.fromEntries(names.map((known) => [known, { malware: [MALWARE] }])));
    for (const asked of ['', 'pack', 'pack-', 'pack-100', 'pack-5x', 'pack-05', 'PACK-5', 'zzz', 'a'.repeat(5000)]) {
      assert.deepEqual(intelligence.recordsOf(asked).malware, [], asked);
    }
    for (const known of names) assert.deepEqual(intelligence.recordsOf(known).malware, [MALWARE], known);
  });

  it('has the same bytes for the same content in another order', () => {
    const content = {
      lodash: { advisories: [ADVISORY] },
      evil: { malware: [MALWARE] },
      'lodash-es': { advisories: [ADVISORY] },
    };
    const reversed = Object.fromEntries(Object.entries(content).reverse());
    assert.deepEqual(compile(content, ['a', 'b']), compile(reversed, ['a', 'b']));
  });

  it('stores an advisory once, however many names it is about', () => {
    const names = Array.from({ length: 50 }, (_, index) => [`lodash.${index}`, { advisories: [ADVISORY] }] as const);
    assert.equal(openSample(Object.fromEntries(names)).counts.advisories, 1);
  });

  it('tells its age by the newest of its lists, and its counts', () => {
    const older = { ...ORIGIN, id: 'older', date: '2020-01-31' };
    const { title, asOf, origins, counts } = openSample(
      { evil: { malware: [MALWARE, { ...MALWARE, affects: ['1.0.0'] }] }, lodash: { advisories: [ADVISORY] } },
      ['chalk', 'lodash'],
      [ORIGIN, older],
    );
    assert.equal(title, 'offline data of 2026-08-22');
    assert.equal(asOf, Date.UTC(2026, 7, 22));
    assert.deepEqual(origins, [ORIGIN, older]);
    assert.deepEqual(counts, { names: 2, malwareNames: 1, malwareRecords: 2, advisories: 1, popularNames: 2 });
  });

  it('keeps the popular names in their order', () => {
    assert.deepEqual(openSample({}, ['chalk', '@babel/core', 'JSONStream']).popularNames(), [
      'chalk',
      '@babel/core',
      'JSONStream',
    ]);
    assert.deepEqual(openSample({}).popularNames(), []);
  });

  it('leaves out what is too long to be a name', () => {
    const long = 'x'.repeat(MAX_NAME_BYTES + 1);
    assert.deepEqual(openSample({ [long]: { malware: [MALWARE] } }).recordsOf(long).malware, []);
  });

  describe('is refused in one sentence', () => {
    const whole = compile({ evil: { malware: [MALWARE] } }, ['chalk']);
    const with32 = (at: number, value: number): Buffer => {
      const bytes = Buffer.from(whole);
      bytes.writeUInt32LE(value, at);
      return bytes;
    };
    const flipped = Buffer.from(whole);
    flipped[whole.length - 3] = 0xff;
    const cases: readonly (readonly [string, Buffer, string, RegExp])[] = [
      ['when it is empty', Buffer.alloc(0), 'malformed', /not a file of offline data/],
      ['when it is something else', Buffer.from('<html>'.repeat(50)), 'malformed', /not a file of offline data/],
      ['when it is cut off', whole.subarray(0, -1), 'malformed', /not complete/],
      ['when something was added', Buffer.concat([whole, Buffer.alloc(1)]), 'malformed', /not complete/],
      ['when a byte is wrong', flipped, 'malformed', /checksum/],
      ['when its length was changed', with32(12, 1), 'malformed', /checksum/],
      [
        'when it is of a newer format',
        with32(8, FORMAT_VERSION + 1),
        'unsupported',
        /has format 3, .* reads format 2\.$/,
      ],
      ['when its contents are nonsense', resealed(with32(12, 1)), 'malformed', /table of contents/],
      ['when its contents are far too long', resealed(with32(12, 0xffffffff)), 'malformed', /table of contents/],
    ];
    for (const [when, bytes, reason, message] of cases) {
      it(when, () => {
        const outcome = readIntelligence(bytes);
        assert.equal(outcome.status, 'failed');
        assert.equal(outcome.reason, reason);
        assert.match(outcome.message, message);
        assert.match(outcome.message, /^The offline data cannot be used: [^.]*\.$/);
      });
    }
  });

  it('neither throws nor loops over wrong contents under a right checksum', () => {
    const names = ['evil', 'lodash', 'lodash-es', '@scope/name', ...Array.from({ length: 40 }, (_, i) => `n${i}`)];
    const whole = compile(
      Object.fromEntries(names.map((known) => [known, { malware: [MALWARE], advisories: [ADVISORY] }])),
      ['chalk'],
    );
    const damage = fc.array(fc.tuple(fc.integer({ min: 64, max: whole.length - 1 }), fc.nat(255)), { minLength: 1 });
    fc.assert(
      fc.property(damage, (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        const outcome = readIntelligence(resealed(bytes));
        if (outcome.status !== 'ok') return;
        for (const known of names) outcome.value.recordsOf(known);
        outcome.value.popularNames();
      }),
      { numRuns: 500 },
    );
  });

  it('reads from any part of a larger buffer', () => {
    const whole = compile({ evil: { malware: [MALWARE] } });
    const padded = new Uint8Array(whole.length + 7);
    padded.set(whole, 5);
    const intelligence = opened(readIntelligence(padded.subarray(5, 5 + whole.length)));
    assert.deepEqual(intelligence.recordsOf('evil').malware, [MALWARE]);
  });
});
