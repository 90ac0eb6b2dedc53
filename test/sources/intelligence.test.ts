import assert from 'node:assert/strict';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MalwareRecord } from '../../server/src/model/index.js';
import {
  createIntelligenceSource,
  layeredProvider,
  lazyIntelligence,
  openIntelligence,
} from '../../server/src/sources/intelligence.js';
import { compile } from './support/intelligence-samples.js';

const MALWARE: MalwareRecord = { id: 'MAL-2024-1', affects: ['1.0.0'], sources: ['a-list'] };
const ASSET = compile({ evil: { malware: [MALWARE] } });
const options = () => ({ signal: new AbortController().signal, freshness: 'cached' as const });

describe('openIntelligence', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'intelligence-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('opens a file', async () => {
    const file = join(folder, 'intelligence.bin');
    await writeFile(file, ASSET);
    const outcome = await openIntelligence(file);
    assert.equal(outcome.status === 'ok' && outcome.value.title, 'offline data of 2026-08-22');
  });

  it('fails in a sentence where there is no file, and names no path of the machine', async () => {
    const outcome = await openIntelligence(join(folder, 'none.bin'));
    assert.equal(outcome.status, 'failed');
    assert.equal(outcome.reason, 'unsupported');
    assert.equal(outcome.message, 'The offline data cannot be used: its file is missing or cannot be read.');
  });

  it('is opened once, however often it is asked for', async () => {
    const file = join(folder, 'once.bin');
    await writeFile(file, ASSET);
    const provider = lazyIntelligence(file);
    const first = provider();
    await first;
    await rm(file);
    assert.equal(await provider(), await first);
  });
});

describe('layeredProvider', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'intelligence-'));
  });
  after(() => rm(folder, { recursive: true }));

  const provide = async (name: string, bytes?: Buffer) => {
    const warnings: string[] = [];
    const file = join(folder, name);
    if (bytes !== undefined) await writeFile(file, bytes);
    const provider = layeredProvider(lazyIntelligence(ASSET), file, (message) => warnings.push(message));
    const outcome = await provider.provide();
    assert.equal(await provider.provide(), outcome);
    const malware = outcome.status === 'ok' ? outcome.value.recordsOf('evil').malware.map(({ id }) => id) : [];
    return { malware, warnings };
  };

  it('knows what the user has had compiled, besides what came with the program', async () => {
    const own = compile({ evil: { malware: [{ ...MALWARE, id: 'MAL-2026-7' }] } });
    assert.deepEqual((await provide('own.bin', own)).malware, ['MAL-2026-7', 'MAL-2024-1']);
  });

  it('has what came with the program where there is nothing else, and says nothing', async () => {
    assert.deepEqual(await provide('none.bin'), { malware: ['MAL-2024-1'], warnings: [] });
  });

  it('says once that damaged data is not used, and has what came with the program', async () => {
    assert.deepEqual(await provide('damaged.bin', ASSET.subarray(0, 100)), {
      malware: ['MAL-2024-1'],
      warnings: [
        'The offline data cannot be used: it is not complete. What came with Package Risk is used; "package-risk intel update" fetches it anew.',
      ],
    });
  });
});

describe('offline data that is replaced while the program runs', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'intelligence-'));
    file = join(folder, 'own.bin');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const start = () => layeredProvider(lazyIntelligence(ASSET), file, () => undefined);
  const known = async ({ provide }: ReturnType<typeof start>): Promise<readonly string[]> => {
    const outcome = await provide();
    return outcome.status === 'ok' ? outcome.value.recordsOf('evil').malware.map(({ id }) => id) : [];
  };
  /** As an update does: another file takes the place. */
  const put = async (id: string): Promise<void> => {
    await writeFile(`${file}.tmp`, compile({ evil: { malware: [{ ...MALWARE, id }] } }));
    await rename(`${file}.tmp`, file);
  };

  it('is taken up where there was none, and where there was another', async () => {
    const data = start();
    assert.deepEqual(await known(data), ['MAL-2024-1']);
    await put('MAL-2026-7');
    assert.deepEqual(await known(data), ['MAL-2024-1']);
    assert.equal(await data.renew(), true);
    assert.deepEqual(await known(data), ['MAL-2026-7', 'MAL-2024-1']);
    await put('MAL-2026-8');
    assert.equal(await data.renew(), true);
    assert.deepEqual(await known(data), ['MAL-2026-8', 'MAL-2024-1']);
  });

  it('is left alone while the file is the same', async () => {
    await put('MAL-2026-7');
    const data = start();
    const before = await data.provide();
    assert.equal(await data.renew(), false);
    assert.equal(await data.provide(), before);
  });

  it('is not opened for nobody', async () => {
    await put('MAL-2026-7');
    assert.equal(await start().renew(), false);
  });

  it('goes back to what came with the program where the file is gone', async () => {
    await put('MAL-2026-7');
    const data = start();
    await data.provide();
    await rm(file);
    assert.equal(await data.renew(), true);
    assert.deepEqual(await known(data), ['MAL-2024-1']);
  });
});

describe('createIntelligenceSource', () => {
  it('answers in the order of the requests, with origin and age', async () => {
    const source = createIntelligenceSource(lazyIntelligence(ASSET));
    const asOf = Date.UTC(2026, 7, 22);
    const origin = 'offline data of 2026-08-22';
    const answers = await source.lookUp([{ name: 'lodash' }, { name: 'evil', version: '2.0.0' }], options());
    assert.deepEqual(answers, [
      { status: 'ok', value: { malware: [], advisories: [], origin }, asOf },
      { status: 'ok', value: { malware: [MALWARE], advisories: [], origin }, asOf },
    ]);
  });

  it('says of each answer that it is an older one where newer data is damaged', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'package-risk-'));
    const file = join(folder, 'intelligence.bin');
    await writeFile(file, ASSET.subarray(0, 100));
    const source = createIntelligenceSource(layeredProvider(lazyIntelligence(ASSET), file, () => undefined).provide);
    const answers = await source.lookUp([{ name: 'lodash' }, { name: 'evil' }], options());
    assert.deepEqual(
      answers.map((answer) => answer.status === 'ok' && answer.stale),
      [true, true],
    );
    await rm(folder, { recursive: true });
  });

  it('says for each request that damaged data cannot be used', async () => {
    const source = createIntelligenceSource(lazyIntelligence(ASSET.subarray(0, 100)));
    const answers = await source.lookUp([{ name: 'lodash' }, { name: 'evil' }], options());
    assert.deepEqual(
      answers.map((answer) => answer.status === 'failed' && answer.reason),
      ['malformed', 'malformed'],
    );
  });

  it("rejects with the signal's reason", async () => {
    const source = createIntelligenceSource(lazyIntelligence(ASSET));
    const reason = new Error('closed');
    await assert.rejects(source.lookUp([{ name: 'a' }], { ...options(), signal: AbortSignal.abort(reason) }), reason);
  });
});
