// The commands, with all that they need: what `cli.ts` loads once it is known that one is to be run.
import { setMaxListeners } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { AgentService, EngineRequest, OpenedRevision } from './cli/io.js';
import { runCli } from './cli/run-cli.js';
import type { Analysis, Environment } from './compose-environment.js';
import { createEngine } from './compose.js';
import { composeGuardProxy } from './compose-guard-proxy.js';
import { composeGuard } from './compose-guard.js';
import { composeIntelligence } from './compose-intelligence.js';
import { composeScanner } from './compose-scanner.js';
import type * as Cyclonedx from './cyclonedx.js';
import type * as Mcp from './mcp.js';
import type { RuleDescription } from './model/index.js';
import { findRevision } from './platform/git/revision.js';
import { createRevisionFiles } from './platform/git/revision-files.js';
import { createLocalFiles } from './platform/local-files.js';
import { overlaidFiles } from './platform/overlaid-files.js';
import { CalledThread } from './platform/threads/calls.js';
import { RULES } from './rules/index.js';
import { WEIGHTS } from './scoring/weights.js';

/** The folder of the bundle, where the shipped data lies beside it. */
const ASSETS_FOLDER = fileURLToPath(new URL('.', import.meta.url));

const clock = (): number => Date.now();

const localFiles = createLocalFiles(clock);

function environmentFor(
  { registry, network, logger, files = localFiles, texts }: EngineRequest,
  analysis: Analysis,
): Environment {
  return {
    files: texts === undefined ? files : overlaidFiles(texts, files, clock),
    clock,
    logger,
    network: { ...network, registry },
    assetsFolder: ASSETS_FOLDER,
    analysis,
    variables: process.env,
  };
}

/** The text of a rule's page, where it lies beside the program. */
function rulePage(rule: string): string | undefined {
  try {
    return readFileSync(path.join(ASSETS_FOLDER, '..', 'docs', 'rules', `${rule}.md`), 'utf8');
  } catch {
    return undefined;
  }
}

async function openRevision(folder: string, given: string): Promise<OpenedRevision | { readonly problem: string }> {
  const found = await findRevision(folder, given);
  if ('problem' in found) return found;
  const { root } = found;
  const tip = await createRevisionFiles({ root, commit: found.tip }, localFiles, clock);
  const base = await createRevisionFiles({ root, commit: found.base }, localFiles, clock);
  return tip === undefined || base === undefined ? { problem: `${given} cannot be read.` } : { tip, base };
}

function describeRules(): readonly RuleDescription[] {
  return RULES.map(({ id, title }) => {
    const { level = 'by-evidence', why = '' } = WEIGHTS[id] ?? {};
    return { id, title, level, why, page: rulePage(id) };
  });
}

/** Another bundle, too: few ask for it. */
function billOfMaterials(...given: Parameters<typeof Cyclonedx.billOfMaterials>): string {
  const cyclonedx = createRequire(import.meta.url)(path.join(ASSETS_FOLDER, 'cyclonedx.cjs')) as typeof Cyclonedx;
  return cyclonedx.billOfMaterials(...given);
}

/** The protocol is another bundle, so that no other command has to read it. */
function serveMcp(service: AgentService, version: string, signal: AbortSignal): Promise<void> {
  const mcp = createRequire(import.meta.url)(path.join(ASSETS_FOLDER, 'mcp.cjs')) as typeof Mcp;
  const { stdin, stdout } = process;
  return mcp.serveMcp({ ...service, stdin, stdout, signal, version, now: clock, rulePage });
}

/** What is there before the commands are. */
export interface CommandLineParts {
  readonly version: string;
  readonly analysis: Analysis;
}

/** Runs what stands behind the program's name, and answers the exit code. Never rejects. */
export function runCommandLine(argv: readonly string[], { version, analysis }: CommandLineParts): Promise<number> {
  const interruption = new AbortController();
  const { signal } = interruption;
  // Everything that waits listens to it, and hundreds of packages may wait.
  setMaxListeners(0, signal);
  // A second Ctrl+C ends the process at once.
  process.once('SIGINT', () => interruption.abort());
  const environment = (request: EngineRequest): Environment => environmentFor(request, analysis);
  // Started with the first request; whoever finds everything remembered does without it.
  const networkThread = new CalledThread(path.join(ASSETS_FOLDER, 'facts-worker.cjs'), () => {});
  return runCli(argv, {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    now: clock,
    readText: (file) => readFileSync(file, 'utf8'),
    writeText: (file, text) => writeFileSync(file, text),
    readAsset: (name) => readFileSync(path.join(ASSETS_FOLDER, name), 'utf8'),
    describeRules,
    billOfMaterials,
    openRevision,
    version,
    signal,
    createEngine: (request) => createEngine({ ...environment(request), networkThread }, request.settings),
    serveMcp: (service) => serveMcp(service, version, signal),
    guard: composeGuard(process),
    createGuardProxy: (request, place) => composeGuardProxy(environment(request), request.settings, place),
    createScanner: (request, place) => composeScanner(environment(request), request.settings, place),
    createIntelligenceStore: (request, place) => composeIntelligence(environment(request), request.settings, place),
  });
}
