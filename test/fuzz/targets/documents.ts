import assert from 'node:assert/strict';
import { hiddenVersions, withoutHidden, type RawDocument } from '../../../server/src/guard/proxy/hidden-versions.js';
import type { Packument } from '../../../server/src/model/index.js';
import { bufferOver } from '../../../server/src/platform/buffer-over.js';
import { decodeEntry, encodeEntry } from '../../../server/src/platform/cache/cache-entry.js';
import { createTurns } from '../../../server/src/platform/turns.js';
import { readAttestations, repositoryOf } from '../../../server/src/sources/support/attestations/statements.js';
import { readBulkAdvisories } from '../../../server/src/sources/support/bulk-advisories.js';
import { readIntelligence } from '../../../server/src/sources/support/intelligence/intelligence-reader.js';
import { parseJson } from '../../../server/src/sources/support/json.js';
import { readOsvRecord } from '../../../server/src/sources/support/osv/osv-record.js';
import { decodePackument, encodePackument } from '../../../server/src/sources/support/packument/packument-codec.js';
import { parsePackument } from '../../../server/src/sources/support/packument/packument-json.js';
import { readPackument } from '../../../server/src/sources/support/packument/packument-reader.js';
import { factsOf } from '../../../server/src/sources/support/team-facts/signed-entry.js';
import { compile } from '../../sources/support/intelligence-samples.js';
import { packument } from '../../support/packuments.js';
import { changedSamples, projectFiles } from '../support/corpus.js';
import type { FuzzTarget } from '../target.js';

const turns = createTurns();

const samplePackument = (): string =>
  JSON.stringify(
    packument('x', {
      '1.0.0': { scripts: { postinstall: 'node a.js' }, license: 'MIT', deprecated: 'no more' },
      '2.0.0-rc.1': { dependencies: { a: '^1' }, repository: { type: 'git', url: 'git+https://host.invalid/a.git' } },
    }),
  );

function assertReadsBack(read: Packument | undefined): void {
  if (read === undefined) return;
  assert.deepEqual(decodePackument(encodePackument(read)), read);
}

const packuments: FuzzTarget = {
  name: 'registry-document',
  shortRuns: 250,
  input: changedSamples(() => [samplePackument()]),
  async check(input) {
    assertReadsBack(readPackument(await parsePackument(input, turns), 'x', 'registry.npm.example'));
  },
};

/** Large documents are parsed by another way, in slices; it must find the same. */
const slicedPackuments: FuzzTarget = {
  name: 'registry-document-in-slices',
  shortRuns: 25,
  input: changedSamples(() => [samplePackument()]),
  async check(input) {
    const padding = Buffer.alloc(600 * 1024, ' ');
    const sliced = readPackument(
      await parsePackument(Buffer.concat([padding, input]), turns),
      'x',
      'registry.npm.example',
    );
    const whole = readPackument(await parsePackument(input, turns), 'x', 'registry.npm.example');
    // What is not read is not parsed either: a large document may be wrong there.
    if (whole !== undefined) assert.deepEqual(sliced, whole);
  },
};

const cached: FuzzTarget = {
  name: 'cache',
  shortRuns: 250,
  input: changedSamples(() => [encodeEntry('k', { text: '{"a":1}', asOf: 1 }), '[7,"x",{}]']),
  check(input) {
    const value = decodeEntry('k', input);
    assert.ok(value === undefined || input.includes(bufferOver(value.bytes)));
    decodePackument(input);
    factsOf(parseJson(input.toString('utf8')));
  },
};

const advisories: FuzzTarget = {
  name: 'advisories',
  shortRuns: 250,
  input: changedSamples(() => [
    ...projectFiles('test/fixtures/attestations', /\.json$/),
    JSON.stringify({
      ...{ id: 'GHSA-35jh-r3h4-6jhm', modified: '2024-01-01T00:00:00Z', aliases: ['CVE-2021-23337'], summary: 'x' },
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H' }],
      affected: [
        {
          package: { ecosystem: 'npm', name: 'lodash' },
          ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '4.17.21' }] }],
          versions: ['1.0.0'],
        },
      ],
    }),
    JSON.stringify({
      lodash: [
        { id: 1, url: 'https://github.com/advisories/GHSA-x', title: 'x', severity: 'high', vulnerable_versions: '<1' },
      ],
    }),
  ]),
  check(input) {
    const json = parseJson(input.toString('utf8'));
    readOsvRecord(json);
    readBulkAdvisories(json);
    readAttestations(json)?.forEach((one) => repositoryOf(one));
  },
};

const intelligence: FuzzTarget = {
  name: 'offline-data',
  shortRuns: 250,
  input: changedSamples(() => [
    compile({ lodash: { malware: [{ id: 'MAL-2024-1234', affects: '*', sources: ['a-list'] }] }, 'a-b': {} }, [
      'react',
      'lodash',
    ]),
  ]),
  check(input) {
    const read = readIntelligence(input);
    if (read.status !== 'ok') return;
    for (const name of ['lodash', 'react', 'a-b', '', '__proto__']) read.value.recordsOf(name);
    read.value.popularNames();
  },
};

const proxied: FuzzTarget = {
  name: 'proxied-document',
  shortRuns: 200,
  input: changedSamples(() => [samplePackument()]),
  check(input) {
    const document = parseJson(input.toString('utf8'));
    if (typeof document !== 'object' || document === null || Array.isArray(document)) return;
    const malware = (version: string): string | undefined => (version === '1.0.0' ? 'it is malware' : undefined);
    const raw = document as RawDocument;
    const hidden = hiddenVersions(raw, { malware, cooldownHours: 24, now: 0 });
    const left = withoutHidden(raw, hidden, (version) => `https://proxy.invalid/${version}`);
    assert.equal(Object.hasOwn(left.versions as object, '1.0.0'), false);
    JSON.stringify(left);
  },
};

export const DOCUMENT_TARGETS: readonly FuzzTarget[] = [
  ...[packuments, slicedPackuments, cached, advisories, intelligence, proxied],
];
