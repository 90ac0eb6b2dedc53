/** Small assets of offline data, for tests of whatever reads them. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Outcome } from '../../../server/src/model/index.js';
import { compileIntelligence } from '../../../server/src/sources/support/intelligence/intelligence-compiler.js';
import type { IntelligenceOrigin } from '../../../server/src/sources/support/intelligence/intelligence-format.js';
import {
  readIntelligence,
  type Intelligence,
} from '../../../server/src/sources/support/intelligence/intelligence-reader.js';
import type { NameRecords } from '../../../server/src/sources/support/intelligence/intelligence-records.js';

export const ORIGIN: IntelligenceOrigin = {
  id: 'a-list',
  title: 'A list',
  url: 'https://lists.invalid/a',
  revision: '1234',
  date: '2026-08-22',
  licence: 'MIT',
};

export function compile(
  records: Readonly<Record<string, Partial<NameRecords>>>,
  popular: readonly string[] = [],
  origins: readonly IntelligenceOrigin[] = [ORIGIN],
): Buffer {
  const known = Object.entries(records).map(([name, { malware = [], advisories = [] }]): [string, NameRecords] => [
    name,
    { malware, advisories },
  ]);
  return compileIntelligence({ records: new Map(known), popular, origins });
}

export function opened(outcome: Outcome<Intelligence>): Intelligence {
  assert.equal(outcome.status, 'ok', JSON.stringify(outcome));
  return outcome.value;
}

export function openSample(...content: Parameters<typeof compile>): Intelligence {
  return opened(readIntelligence(compile(...content)));
}

/** The bytes with their checksum put right, as only someone who wants to deceive would do it. */
export function resealed(bytes: Buffer): Buffer {
  const sealed = Buffer.from(bytes);
  const hash = createHash('sha256').update(sealed.subarray(0, 32)).update(sealed.subarray(64));
  hash.digest().copy(sealed, 32);
  return sealed;
}
