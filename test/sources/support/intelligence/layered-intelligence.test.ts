import assert from 'node:assert/strict';
import type { Advisory, MalwareRecord } from '../../../../server/src/model/index.js';
import { compileIntelligence } from '../../../../server/src/sources/support/intelligence/intelligence-compiler.js';
import { layeredIntelligence } from '../../../../server/src/sources/support/intelligence/layered-intelligence.js';
import {
  readIntelligence,
  type Intelligence,
} from '../../../../server/src/sources/support/intelligence/intelligence-reader.js';
import type { NameRecords } from '../../../../server/src/sources/support/intelligence/intelligence-records.js';
import { opened, ORIGIN } from '../intelligence-samples.js';

const malware = (id: string): MalwareRecord => ({ id, affects: '*', sources: ['a-list'] });
const advisory = (id: string, ...aliases: readonly string[]): Advisory => ({
  ...{ id, aliases, summary: id, url: `https://advisories.invalid/${id}` },
  ranges: [{ introduced: '0' }],
});

interface Sample {
  readonly date: string;
  readonly through?: string;
  readonly popular?: readonly string[];
  readonly [name: string]: unknown;
}

function asset({ date, through, popular = [], ...names }: Sample): Intelligence {
  const records = Object.entries(names as Readonly<Record<string, Partial<NameRecords>>>).map(
    ([name, known]): [string, NameRecords] => [name, { malware: [], advisories: [], ...known }],
  );
  const origins = [{ ...ORIGIN, date }];
  return opened(readIntelligence(compileIntelligence({ records: new Map(records), popular, origins, through })));
}

const idsOf = ({ malware: found, advisories }: NameRecords): readonly string[] =>
  [...found, ...advisories].map(({ id }) => id);

describe('layeredIntelligence', () => {
  const shipped = asset({
    date: '2026-01-01',
    popular: ['react'],
    react: { malware: [malware('MAL-2025-1'), malware('a-list')], advisories: [advisory('GHSA-old')] },
    only: { malware: [malware('a-list')] },
  });
  const updated = asset({
    date: '2026-06-01',
    through: '2026-06-01T00:00:00Z',
    react: { advisories: [advisory('GHSA-new', 'CVE-1')] },
    evil: { malware: [malware('MAL-2026-1')] },
  });

  it('takes a whole export at its word: what it lacks was taken back, and lists of our own still count', () => {
    const both = layeredIntelligence(updated, shipped);
    assert.deepEqual(idsOf(both.recordsOf('react')), ['a-list', 'GHSA-new']);
    assert.deepEqual(idsOf(both.recordsOf('evil')), ['MAL-2026-1']);
    assert.deepEqual(idsOf(both.recordsOf('only')), ['a-list']);
    assert.deepEqual(idsOf(both.recordsOf('other')), []);
  });

  it('takes no export for whole that holds much less than is known: nothing is forgotten for it', () => {
    const part = asset({
      date: '2026-06-01',
      through: '2026-06-01T00:00:00Z',
      evil: { malware: [malware('MAL-2026-1')] },
    });
    const both = layeredIntelligence(part, shipped);
    assert.deepEqual(idsOf(both.recordsOf('react')), ['MAL-2025-1', 'a-list', 'GHSA-old']);
    assert.deepEqual(idsOf(both.recordsOf('evil')), ['MAL-2026-1']);
  });

  it('adds to what a newer program came with', () => {
    const newer = asset({ date: '2026-09-01', popular: ['vue'], evil: { malware: [malware('MAL-2026-1')] } });
    const both = layeredIntelligence(updated, newer);
    assert.deepEqual(idsOf(both.recordsOf('evil')), ['MAL-2026-1']);
    assert.deepEqual(idsOf(both.recordsOf('react')), ['GHSA-new']);
    assert.equal(both.title, 'offline data of 2026-09-01');
  });

  it('makes one advisory of several records of one flaw', () => {
    const several = asset({
      ...{ date: '2026-06-01', through: '2026-06-01T00:00:00Z' },
      a: { advisories: [advisory('CVE-1'), advisory('GHSA-a', 'CVE-1')] },
    });
    assert.deepEqual(
      layeredIntelligence(several, shipped)
        .recordsOf('a')
        .advisories.map(({ id, aliases }) => [id, ...aliases]),
      [['GHSA-a', 'CVE-1']],
    );
  });

  it('knows the much-used names of the one that has some', () => {
    assert.deepEqual(layeredIntelligence(updated, shipped).popularNames(), ['react']);
  });

  it('tells everything once', () => {
    const told = [...layeredIntelligence(updated, shipped).records()].map(([name]) => name);
    assert.deepEqual(told.sort(), ['evil', 'only', 'react']);
  });
});
