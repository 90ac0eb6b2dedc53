import path from 'node:path';
import type { Scanned, Scanner, ScanRequest } from '../engine/scanner.js';
import { failed, type Capability, type Outcome } from '../model/index.js';
import { createLimiter } from '../platform/limiter.js';
import { jsonFinding } from '../report/json.js';
import { scannedText, scanSummary, unscannedText } from '../report/scan-text.js';
import { jsonLine } from '../report/support/terminal.js';
import { complain, type CommandContext } from './context.js';
import { EXIT_CODES } from './exit-codes.js';
import { progressLine } from './progress.js';

/** Fetching one while others are analysed keeps the threads busy; more would only fill the memory. */
const AHEAD = 2;

/** Looks at each TARGET by itself. Results come in the order in which the targets were given, as soon as they can. */
export async function scan(context: CommandContext): Promise<number> {
  const { io, operands, options } = context;
  const needsOne = options.previous !== undefined || options.packument !== undefined;
  if (needsOne && operands.length > 1) {
    complain(io, '--previous and --packument are about one package: give one TARGET.');
    return EXIT_CODES.unusable;
  }
  const scanner = await context.createScanner();
  try {
    return await scanAll(context, scanner);
  } finally {
    await scanner.close();
  }
}

interface Timed {
  readonly outcome: Outcome<Scanned>;
  readonly ms: number;
}

async function scanAll(context: CommandContext, scanner: Scanner): Promise<number> {
  const { io, operands, options, typesetting } = context;
  const progress = progressLine(io.stderr, io.now);
  let done = 0;
  const limiter = createLimiter(scanner.concurrency + AHEAD);
  const running = operands.map((target) =>
    limiter.run(io.signal, async (): Promise<Timed> => {
      const timed = await scanOne(requestOf(target, context), scanner, context);
      done += 1;
      progress.show('packages', { done, total: operands.length });
      return timed;
    }),
  );
  // Each is awaited below, in order; what fails before its turn comes is not unhandled.
  for (const one of running) one.catch(() => {});
  const scanned: Scanned[] = [];
  for (const [index, target] of operands.entries()) {
    const timed = await running[index];
    if (timed === undefined) continue;
    if (timed.outcome.status === 'ok') scanned.push(timed.outcome.value);
    progress.clear();
    io.stdout.write(printed(target, timed, context));
  }
  progress.clear();
  const failures = operands.length - scanned.length;
  if (options.json !== true) io.stdout.write(scanSummary(scanned, failures, typesetting));
  return failures === 0 ? EXIT_CODES.ok : EXIT_CODES.unusable;
}

async function scanOne(request: ScanRequest, scanner: Scanner, { io }: CommandContext): Promise<Timed> {
  const start = io.now();
  const outcome = await scanner.scan(request, io.signal).catch((error: unknown): Outcome<never> => {
    io.signal.throwIfAborted();
    return failed(
      'malformed',
      `The scan failed unexpectedly: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  return { outcome, ms: io.now() - start };
}

function requestOf(target: string, { io, operands, options: { previous, packument } }: CommandContext): ScanRequest {
  const { cwd } = io;
  const others = operands.filter((operand) => operand !== target);
  const document = packument === undefined ? undefined : path.resolve(cwd, packument);
  return { target, previous, packument: document, ...(others.length > 0 && { others }), cwd };
}

function printed(target: string, { outcome, ms }: Timed, { options, typesetting }: CommandContext): string {
  if (outcome.status !== 'ok') {
    const error = outcome.status === 'absent' ? 'There is no such package.' : outcome.message;
    return options.json === true ? jsonLine({ target, error }) : unscannedText(target, error, typesetting);
  }
  if (options.json !== true) return scannedText(target, outcome.value, typesetting);
  const { name = null, version = null, level, findings, files, bytes, incomplete, notAnalysed } = outcome.value;
  const { capabilities, newCapabilities } = outcome.value;
  return jsonLine({
    target,
    name,
    version,
    level,
    findings: findings.map(jsonFinding),
    files,
    bytes,
    ms,
    capabilities: capabilities.map(jsonCapability),
    newCapabilities: newCapabilities?.map(({ kind }) => kind),
    incomplete,
    notAnalysed,
  });
}

function jsonCapability({ kind, place: { file, line, column } }: Capability): object {
  return { kind, file, line, column };
}
