// `npm run bench:fleet`: what a team's store costs. JSON goes to stdout. Redis is started (and installed) as the fleet's tests do.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { createClient } from '@redis/client';
import { composeAnalysis } from '../../../server/src/compose-analysis.js';
import { writeEntry } from '../../../server/src/sources/support/team-facts/signed-entry.js';
import { tarballsOf as realTarballs } from '../../evaluation/tarball-cache.js';
import { newMember, newWriter, noWork, type Work } from '../../fleet/support/member.js';
import { startRedis } from '../../fleet/support/redis-server.js';
import { tarballsOf } from '../../fleet/support/tarballs.js';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..', '..');
const RUNNERS = 100;
const PACKAGES = 60;
const PER_PROJECT = 30;
/** Every so manieth of the much-used packages. */
const STRIDE = 8;

const writer = newWriter();
const { analyser } = composeAnalysis(path.join(ROOT, 'dist'), {});
const redis = await startRedis();
const client = createClient({ url: redis.url });
await client.connect();

const entries = await entrySizes();
const cold = await measured(noWork());
const warm = await measured(noWork());
process.stdout.write(`${JSON.stringify({ node: process.version, entries, cold, warm }, null, 2)}\n`);

client.destroy();
await redis.kill();
await analyser.close();

/** Bytes of entries of real packages, and what Redis takes for them. */
async function entrySizes(): Promise<Readonly<Record<string, number>>> {
  const list = await readFile(path.join(ROOT, 'test', 'evaluation', 'lists', 'much-used.txt'), 'utf8');
  const ids = list.split('\n').filter((id, at) => id !== '' && !id.startsWith('#') && at % STRIDE === 0);
  const sizes: number[] = [];
  const before = await usedMemory();
  for (const [id, file] of await realTarballs(ids)) {
    const outcome = await analyser.analyse({ kind: 'archive', path: file }, new AbortController().signal);
    if (outcome.status !== 'ok') continue;
    const text = await writeEntry(id, { facts: outcome.value, asOf: outcome.asOf }, writer);
    await client.set(`size:${id}`, text);
    sizes.push(text.length);
  }
  const memory = ((await usedMemory()) - before) / sizes.length;
  const sorted = sizes.sort((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  return {
    packages: sizes.length,
    meanBytes: Math.round(mean),
    medianBytes: at(0.5),
    p90Bytes: at(0.9),
    largestBytes: at(1),
    redisBytesPerEntry: Math.round(memory),
  };
}

/** A hundred runners, each with an empty cache of its own, at the same time. The second time the store has everything. */
async function measured(work: Work): Promise<Readonly<Record<string, number>>> {
  const tarballs = tarballsOf(PACKAGES);
  const names = [...tarballs.keys()];
  const given = { url: redis.url, trusted: [writer], writer, tarballs, analyser, work };
  const fleet = await Promise.all(Array.from({ length: RUNNERS }, () => newMember(given)));
  const before = await traffic();
  const start = performance.now();
  await Promise.all(
    fleet.map((member, runner) =>
      member.judge(Array.from({ length: PER_PROJECT }, (_, at) => names[(runner * 7 + at * 11) % PACKAGES] ?? '')),
    ),
  );
  const milliseconds = performance.now() - start;
  const after = await traffic();
  await Promise.all(fleet.map((member) => member.close()));
  const lookUps = RUNNERS * PER_PROJECT;
  return {
    ...{ runners: RUNNERS, packages: PACKAGES, lookUps },
    analyses: [...work.analysed.values()].reduce((sum, times) => sum + times, 0),
    fetched: work.fetched,
    milliseconds: Math.round(milliseconds),
    commandsPerLookUp: Number(((after.commands - before.commands) / lookUps).toFixed(2)),
    bytesPerLookUp: Math.round((after.bytes - before.bytes) / lookUps),
  };
}

async function usedMemory(): Promise<number> {
  return field(await client.info('memory'), 'used_memory');
}

async function traffic(): Promise<{ readonly commands: number; readonly bytes: number }> {
  const stats = await client.info('stats');
  return {
    commands: field(stats, 'total_commands_processed'),
    bytes: field(stats, 'total_net_input_bytes') + field(stats, 'total_net_output_bytes'),
  };
}

function field(info: string, name: string): number {
  return Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1]);
}
