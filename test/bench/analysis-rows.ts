import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import type { Readable } from 'node:stream';
import { readList } from '../evaluation/corpus.js';
import { tarballsOf } from '../evaluation/tarball-cache.js';
import type { ContenderName } from './analysis/contenders.js';
import type { ContenderResult } from './analysis/run-contender.js';
import type { Usage } from './analysis/usage.js';
import { rounded, type Row } from './row.js';

/** Every so manieth of the much-used packages: all of them take half an hour. */
const STEP = 8;
/** For one contender and all packages; js-x-ray does not come to an end with some. */
const LONGEST_MS = 600_000;
const PARSE_BUDGET = 1;
/** A twentieth of the time. */
const JS_X_RAY_BUDGET = 0.05;
const PEAK_BUDGET_MEGABYTES = 300;
/** Threads wait for the largest package at the end, and the process starts. */
const CORES_BUDGET = 1.25;

const CONTENDER = path.join(import.meta.dirname, 'analysis', 'run-contender.js');
const USAGE = path.join(import.meta.dirname, 'analysis', 'usage-at-exit.cjs');

/**
 * The analysis of real packages against merely parsing them and against js-x-ray, each in a process of its own on one core, and
 * `scan` of all of them. No rows where the registry cannot be reached and nothing was fetched before.
 * @param listFile the much-used packages, `name@version` a line
 * @param dist the bundles
 */
export async function analysisRows(listFile: string, dist: string): Promise<readonly Row[]> {
  const ids = readList(listFile).filter((_id, index) => index % STEP === 0);
  const files = [...(await tarballsOf(ids)).values()];
  if (files.length === 0) return [];
  const parse = await resultsOf('parse', files);
  const ours = await resultsOf('ours', files);
  const ungated = await resultsOf('ungated', files);
  const other = await resultsOf('js-x-ray', files);
  const usage = await scanUsage(files, dist);
  const size = `${files.length} packages`;
  return [
    timeRow('analysis-parse', `analysis of ${size}, against parsing them`, PARSE_BUDGET, ours, parse),
    timeRow('analysis-js-x-ray', `analysis of ${size}, against js-x-ray`, JS_X_RAY_BUDGET, ours, other),
    {
      ...{ id: 'gate', what: `another verdict with the gate off, of ${size}`, unit: 'packages', samples: ungated.size },
      ...budgeted(files.filter((file) => !hasSameVerdict(file, ours, ungated)).length, 0),
      details: {},
    },
    {
      ...{ id: 'scan-memory', what: `scan of ${size}, peak`, unit: 'MB', samples: files.length },
      ...budgeted(usage.peakMegabytes, PEAK_BUDGET_MEGABYTES),
      details: {},
    },
    {
      ...{ id: 'scan-cores', what: `scan of ${size}, cores by cores used`, unit: 'ratio', samples: files.length },
      ...budgeted((usage.wallMs * availableParallelism()) / usage.processorMs, CORES_BUDGET),
      details: { wall: rounded(usage.wallMs), processor: rounded(usage.processorMs) },
    },
  ];
}

function hasSameVerdict(file: string, ours: Results, ungated: Results): boolean {
  return isDeepStrictEqual(ours.get(file)?.verdict, ungated.get(file)?.verdict);
}

/** By the packages that both came to the end of. */
function timeRow(id: string, what: string, budget: number, ours: Results, reference: Results): Row {
  const both = [...ours.keys()].filter((file) => reference.has(file));
  const sum = (results: Results, key: 'ms' | 'bytes'): number =>
    both.reduce((total, file) => total + (results.get(file)?.[key] ?? 0), 0);
  const [oursMs, referenceMs, bytes] = [sum(ours, 'ms'), sum(reference, 'ms'), sum(ours, 'bytes')];
  const megabytesPerSecond = (ms: number): number => rounded(bytes / ms / 1000);
  return {
    ...{ id, what, unit: 'ratio', samples: both.length },
    ...budgeted(oursMs / referenceMs, budget),
    details: {
      ours: rounded(oursMs),
      reference: rounded(referenceMs),
      oursMegabytesPerSecond: megabytesPerSecond(oursMs),
      referenceMegabytesPerSecond: megabytesPerSecond(referenceMs),
    },
  };
}

function budgeted(value: number, budget: number): Pick<Row, 'value' | 'budget' | 'pass'> {
  return { value: rounded(value), budget, pass: value <= budget };
}

type Results = ReadonlyMap<string, ContenderResult>;

async function resultsOf(name: ContenderName, files: readonly string[]): Promise<Results> {
  const child = spawn(process.execPath, [CONTENDER, name, ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  const lines = (await text(child.stdout)).split('\n').filter((line) => line.endsWith('}'));
  return new Map(lines.map((line) => JSON.parse(line) as ContenderResult).map((result) => [result.file, result]));
}

async function scanUsage(files: readonly string[], dist: string): Promise<Usage> {
  const cli = path.join(dist, 'cli.cjs');
  const child = spawn(process.execPath, ['--require', USAGE, cli, 'scan', '--json', '--offline', ...files], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const [usage] = await Promise.all([text(child.stdio[3] as Readable), once(child, 'close')]);
  return JSON.parse(usage) as Usage;
}
