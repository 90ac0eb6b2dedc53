import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileDataFolder } from '../../scripts/build-intelligence.js';
import {
  readIntelligence,
  type Intelligence,
} from '../../server/src/sources/support/intelligence/intelligence-reader.js';
import { opened } from '../sources/support/intelligence-samples.js';

const FOLDER = fileURLToPath(new URL('../../../server/data/', import.meta.url));

describe('the shipped offline data', () => {
  let bytes: Buffer;
  let intelligence: Intelligence;

  before(async () => {
    bytes = await compileDataFolder(FOLDER);
    intelligence = opened(readIntelligence(bytes));
  });

  const affects = (name: string): readonly unknown[] =>
    intelligence.recordsOf(name).malware.map((known) => known.affects);
  const advisoryIds = (name: string): readonly string[] =>
    intelligence.recordsOf(name).advisories.flatMap(({ id, aliases }) => [id, ...aliases]);

  it('is the same each time and fits the extension', async () => {
    assert.deepEqual(await compileDataFolder(FOLDER), bytes);
    assert.ok(bytes.length <= 3_000_000, String(bytes.length));
  });

  it('holds what its sources hold', () => {
    assert.equal(intelligence.title, 'offline data of 2026-08-22');
    assert.deepEqual(intelligence.counts, {
      names: 25_031,
      malwareNames: 24_576,
      malwareRecords: 24_600,
      advisories: 810,
      popularNames: 5247,
    });
  });

  it('does not call react malware, whose record was withdrawn', () => {
    assert.deepEqual(affects('react'), []);
    assert.deepEqual(affects('react-router-dom'), []);
  });

  it('calls only a range of fsevents and of @solana/web3.js malware', () => {
    assert.deepEqual(affects('fsevents'), [{ range: '>=1.0.0 <1.2.11' }]);
    assert.deepEqual(affects('@solana/web3.js'), [{ range: '>=1.95.6 <1.95.8' }]);
  });

  it('calls only the compromised versions of chalk and debug malware', () => {
    assert.deepEqual(affects('chalk'), [['5.6.1']]);
    assert.deepEqual(affects('debug'), [['4.4.2']]);
  });

  it('calls no popular name malware in every version', () => {
    assert.deepEqual(
      intelligence.popularNames().filter((name) => affects(name).includes('*')),
      [],
    );
  });

  it('names the record and the page of a malicious name', () => {
    assert.deepEqual(intelligence.recordsOf('--hiljson').malware, [
      {
        id: 'MAL-2022-2',
        affects: '*',
        sources: ['ossf-malicious-packages'],
        url: 'https://osv.dev/vulnerability/MAL-2022-2',
      },
    ]);
  });

  it('guesses no name: not word-wrap for another ecosystem, not tar for node-tar', () => {
    assert.ok(!advisoryIds('word-wrap').includes('GHSA-j8xg-fqg3-53r7'));
    assert.ok(!advisoryIds('tar').includes('GHSA-f5x3-32g6-xq36'));
  });

  it('keeps the advisory for which lodash 4.17.21 has no fix', () => {
    const { advisories } = intelligence.recordsOf('lodash');
    const open = advisories.find(({ id }) => id === 'GHSA-r5fr-rjxr-66jc');
    assert.deepEqual(open?.ranges, [{ introduced: '4.0.0', fixed: '4.18.0' }]);
  });

  it('does not count jquery 2 into an advisory about a release candidate of 3', () => {
    const { advisories } = intelligence.recordsOf('jquery');
    const candidate = advisories.find(({ id }) => id === 'GHSA-mhpp-875w-9cpv');
    assert.deepEqual(candidate?.ranges, [{ introduced: '3.0.0-rc.1', fixed: '3.0.0' }]);
  });

  it('has each problem once a name', () => {
    for (const name of intelligence.popularNames()) {
      const ids = intelligence.recordsOf(name).advisories.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, name);
    }
  });

  it('names each origin, its revision, date and licence in the note beside the data', async () => {
    const note = await readFile(`${FOLDER}SOURCE.md`, 'utf8');
    for (const { id, revision, date, licence } of intelligence.origins) {
      for (const word of [id, revision.split(' ')[0] ?? '', date, licence]) {
        assert.ok(note.includes(word), `${id}: ${word}`);
      }
    }
  });

  it('names only lists that have an origin', () => {
    const known = new Set(intelligence.origins.map(({ id }) => id));
    for (const name of ['chalk', 'fsevents', '@ctrl/tinycolor', '@asyncapi/specs']) {
      const sources = intelligence.recordsOf(name).malware.flatMap((record) => record.sources);
      assert.ok(sources.length > 0, name);
      for (const source of sources) assert.ok(known.has(source), source);
    }
  });
});
