import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import type { IntelligenceChange, IntelligenceStore, Outcome } from '../../../../server/src/model/index.js';
import { breathe } from '../../../../server/src/platform/timers.js';
import { lazyIntelligence } from '../../../../server/src/sources/intelligence.js';
import type { NameRecords } from '../../../../server/src/sources/support/intelligence/intelligence-records.js';
import { readIntelligence } from '../../../../server/src/sources/support/intelligence/intelligence-reader.js';
import { createIntelligenceStore } from '../../../../server/src/sources/support/intelligence-updates/intelligence-store.js';
import {
  advisoryRecord,
  malwareRecord,
  startOsvExport,
  type ExportedRecord,
  type OsvExportServer,
} from '../../../support/osv-export-server.js';
import { temporaryFolder, type TemporaryFolder } from '../../../support/temporary-folder.js';
import { zipOf } from '../../../support/zip-writer.js';
import { testHttp } from '../../../platform/network/http-setup.js';
import { compile, opened, resealed } from '../intelligence-samples.js';

const NOW = Date.parse('2026-11-27T12:00:00Z');
const BEFORE = '2026-11-01T10:00:00.123456Z';
const LATER = '2026-11-20T10:00:00Z';
const EVIL = malwareRecord('MAL-2026-1', 'evil', BEFORE);
const FLAW = advisoryRecord('GHSA-aaaa-bbbb-cccc', 'flawed', BEFORE, '2.0.0');
const TAKEN_BACK = { ...malwareRecord('MAL-2026-9', 'react', BEFORE), withdrawn: BEFORE };

describe('the store of offline data', () => {
  let folder: TemporaryFolder;
  let server: OsvExportServer;
  let store: IntelligenceStore;
  let file: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    server = await startOsvExport(EVIL, FLAW, TAKEN_BACK);
    file = path.join(folder.path, 'cache', 'intelligence.bin');
    store = createIntelligenceStore({
      shipped: lazyIntelligence(compile({ old: { malware: [{ id: 'MAL-2020-1', affects: '*', sources: ['a'] }] } })),
      file,
      http: await testHttp(),
      clock: () => NOW,
      breathe,
    });
  });
  afterEach(async () => {
    await server.close();
    await folder.remove();
  });

  const request = (from: string) => ({ from, signal: new AbortController().signal, onProgress: () => {} });
  const build = (from: string, to?: string): Promise<Outcome<IntelligenceChange>> => store.build(request(from), to);
  const update = (): Promise<Outcome<IntelligenceChange>> => store.update(request(`${server.url}/npm`));
  const changed = (outcome: Outcome<IntelligenceChange>): IntelligenceChange => {
    assert.equal(outcome.status, 'ok', JSON.stringify(outcome));
    return outcome.value;
  };
  const messageOf = (outcome: Outcome<unknown>): string => {
    assert.equal(outcome.status, 'failed');
    return outcome.message;
  };
  const known = async (at = file): Promise<Readonly<Record<string, NameRecords>>> =>
    Object.fromEntries(opened(readIntelligence(await readFile(at))).records());
  const names = async (): Promise<readonly string[]> => Object.keys(await known());

  describe('builds from', () => {
    const texts = [EVIL, FLAW, TAKEN_BACK].map((one) => [`${one.id}.json`, JSON.stringify(one)] as const);
    const places: readonly (readonly [string, () => Promise<string>])[] = [
      ['a folder', async () => path.dirname(await writeAll(texts))],
      ['an archive', () => folder.write('export.zip', zipOf(texts))],
      ['the address of an archive', () => Promise.resolve(`${server.url}/npm/all.zip`)],
      ['an address below which an export lies', () => Promise.resolve(`${server.url}/npm/`)],
    ];
    const writeAll = async (files: readonly (readonly [string, string])[]): Promise<string> => {
      for (const [name, text] of files) await folder.write(`export/${name}`, text);
      return path.join(folder.path, 'export', 'x');
    };
    for (const [name, place] of places) {
      it(name, async () => {
        const { changed: read, info } = changed(await build(await place()));
        assert.equal(read, 2);
        assert.deepEqual(await names(), ['evil', 'flawed']);
        assert.deepEqual((await known()).evil?.malware, [
          {
            id: 'MAL-2026-1',
            affects: '*',
            sources: ['ossf-malicious-packages'],
            url: 'https://osv.dev/vulnerability/MAL-2026-1',
          },
        ]);
        assert.equal(info.through, '2026-11-01T10:00:00.123Z');
        assert.equal(new Date(info.asOf).toISOString(), '2026-11-01T00:00:00.000Z');
        assert.deepEqual(await readdir(path.dirname(file)), ['intelligence.bin']);
      });
    }

    it('a compiled asset, as it is', async () => {
      const asset = compile({ evil: { malware: [{ id: 'MAL-2026-1', affects: '*', sources: ['a'] }] } });
      changed(await build(await folder.write('mirror.bin', asset)));
      assert.deepEqual(await readFile(file), asset);
    });

    it('anything into another file than the one in use', async () => {
      const to = path.join(folder.path, 'mirror', 'intelligence.bin');
      changed(await build(`${server.url}/npm/all.zip`, to));
      assert.deepEqual(Object.keys(await known(to)), ['evil', 'flawed']);
      assert.equal((await store.status()).updated.status, 'absent');
    });
  });

  it('counts what is no record, and goes on', async () => {
    const from = await folder.write(
      'a.zip',
      zipOf([
        ['a.json', 'no JSON'],
        ['b.json', '[]'],
        ['c.json', JSON.stringify(EVIL)],
      ]),
    );
    const { changed: read, unreadable } = changed(await build(from));
    assert.deepEqual([read, unreadable], [1, 2]);
  });

  it('takes no record from the future for the newest change', async () => {
    server.publish(malwareRecord('MAL-2026-3', 'tomorrow', '2099-01-01T00:00:00Z'));
    assert.equal(changed(await update()).info.through, new Date(NOW).toISOString());
  });

  it('tells what there is, and where', async () => {
    changed(await build(`${server.url}/npm`));
    const { shipped, updated, file: at } = await store.status();
    assert.equal(at, file);
    assert.equal(shipped.status === 'ok' && shipped.value.counts.malwareNames, 1);
    assert.equal(updated.status === 'ok' && updated.value.counts.advisories, 1);
  });

  describe('updates', () => {
    it('with the whole export where there is nothing to add to', async () => {
      assert.equal(changed(await update()).changed, 2);
      assert.deepEqual(
        server.requests.map(({ path: asked }) => asked),
        ['/npm/all.zip'],
      );
    });

    it('with what has changed since: new, changed, taken back and removed', async () => {
      server.publish(malwareRecord('MAL-2026-2', 'gone', BEFORE), malwareRecord('MAL-2026-3', 'pardoned', BEFORE));
      changed(await update());
      server.publish(
        malwareRecord('MAL-2026-4', 'evil', LATER, ['3.0.0']),
        advisoryRecord('GHSA-aaaa-bbbb-cccc', 'flawed', LATER, '2.0.1'),
        { ...malwareRecord('MAL-2026-3', 'pardoned', LATER), withdrawn: LATER },
      );
      server.remove('MAL-2026-2', LATER);
      const before = server.requests.length;
      const { info } = changed(await update());
      assert.ok(!server.requests.slice(before).some(({ path: asked }) => asked.endsWith('all.zip')));
      assert.equal(info.through, new Date(LATER).toISOString());
      const now = await known();
      assert.deepEqual(Object.keys(now), ['evil', 'flawed']);
      assert.deepEqual(
        now.evil?.malware.map(({ id, affects }) => [id, affects]),
        [
          ['MAL-2026-1', '*'],
          ['MAL-2026-4', ['3.0.0']],
        ],
      );
      assert.deepEqual(now.flawed?.advisories[0]?.ranges, [{ introduced: '0', fixed: '2.0.1' }]);
    });

    it('with one small request where nothing has changed', async () => {
      changed(await update());
      const bytes = await readFile(file);
      assert.equal(changed(await update()).changed, 0);
      assert.deepEqual(await readFile(file), bytes);
      assert.equal(server.requests.at(-1)?.path, '/npm/modified_id.csv');
    });

    it('to the very bytes that building anew would give, whatever changes', async () => {
      const record = fc
        .tuple(fc.nat(5), fc.constantFrom('a', 'b', 'c'), fc.constantFrom('malware', 'advisory', 'withdrawn'))
        .map(
          ([number, name, kind]) =>
            (at: string): ExportedRecord =>
              kind === 'advisory'
                ? advisoryRecord(`GHSA-aaaa-bbbb-ccc${number}`, name, at, `${number}.0.0`)
                : { ...malwareRecord(`MAL-2026-${number}0`, name, at), ...(kind === 'withdrawn' && { withdrawn: at }) },
        );
      await fc.assert(
        fc.asyncProperty(
          fc.array(record, { maxLength: 6 }),
          fc.array(record, { maxLength: 6 }),
          async (first, then) => {
            const export_ = await startOsvExport(EVIL, FLAW);
            try {
              const from = request(`${export_.url}/npm`);
              export_.publish(...first.map((make) => make(BEFORE)));
              changed(await store.build(from));
              export_.publish(...then.map((make) => make(LATER)));
              changed(await store.update(from));
              const updated = await known();
              changed(await store.build(from));
              assert.deepEqual(updated, await known());
            } finally {
              await export_.close();
            }
          },
        ),
        { numRuns: 25 },
      );
    });

    it('leave the data as it was where a change cannot be had', async () => {
      changed(await update());
      const bytes = await readFile(file);
      server.publish(malwareRecord('MAL-2026-4', 'new', LATER));
      const refusal = { kind: 'answer', answer: { status: 403 } } as const;
      server.fail('/npm/MAL-2026-4.json', refusal);
      assert.match(messageOf(await update()), /refuses to answer \(403\)\.$/);
      server.fail('/npm/MAL-2026-4.json', { kind: 'answer', answer: { status: 200, body: '{"id":"MAL-2026-5"}' } });
      assert.match(messageOf(await update()), /has no OSV record MAL-2026-4\.$/);
      assert.deepEqual(await readFile(file), bytes);
      assert.deepEqual(await readdir(path.dirname(file)), ['intelligence.bin']);
    });

    it('read the whole export where the list of changes is none, or is missing', async () => {
      changed(await update());
      for (const answer of [{ status: 200, body: '<html>' }, { status: 404 }]) {
        server.fail('/npm/modified_id.csv', { kind: 'answer', answer });
        assert.equal(changed(await update()).changed, 2);
        assert.equal(server.requests.at(-1)?.path, '/npm/all.zip');
      }
    });

    it('take the place of data that is damaged', async () => {
      changed(await update());
      await writeFile(file, (await readFile(file)).subarray(0, 200));
      assert.equal((await store.status()).updated.status, 'failed');
      changed(await update());
      assert.deepEqual(await names(), ['evil', 'flawed']);
    });
  });

  const refused: readonly (readonly [string, () => Promise<string>, RegExp])[] = [
    [
      'an archive that is damaged',
      () => folder.write('a.zip', zipOf([['a.json', '{}']], { wrongChecksum: true })),
      /damaged\.$/,
    ],
    [
      'an archive without records',
      () => folder.write('a.zip', zipOf([['a.json', '{}']])),
      /holds no OSV records of npm packages\.$/,
    ],
    [
      'a folder that is not there',
      () => Promise.resolve('/nonexistent/export'),
      /^\/nonexistent\/export does not exist\.$/,
    ],
    ['an asset that is damaged', () => folder.write('a.bin', compile({}).subarray(0, 100)), /is not complete\.$/],
    ['an asset of a newer format', () => folder.write('a.bin', newer(compile({}))), /has format 99, and this version/],
    ['an address that answers nothing', () => Promise.resolve(`${server.url}/other`), /does not exist\.$/],
  ];
  for (const [name, place, message] of refused) {
    it(`refuses ${name} in one sentence`, async () => {
      changed(await update());
      const bytes = await readFile(file);
      assert.match(messageOf(await build(await place())), message);
      assert.deepEqual(await readFile(file), bytes);
      assert.deepEqual(await readdir(path.dirname(file)), ['intelligence.bin']);
    });
  }

  it('ends with the signal, and leaves nothing behind', async () => {
    const controller = new AbortController();
    server.fail('/npm/all.zip', { kind: 'hold', until: new Promise(() => {}) });
    const building = store.build({ from: `${server.url}/npm`, signal: controller.signal, onProgress: () => {} });
    setTimeout(() => controller.abort(new Error('interrupted')), 50);
    await assert.rejects(building, /interrupted/);
    assert.deepEqual(await readdir(path.dirname(file)), []);
  });
});

function newer(asset: Buffer): Buffer {
  const bytes = Buffer.from(asset);
  bytes.writeUInt32LE(99, 8);
  return resealed(bytes);
}
