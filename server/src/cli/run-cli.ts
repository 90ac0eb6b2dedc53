import type { Engine } from '../engine/engine.js';
import type { Scanner } from '../engine/scanner.js';
import { DEFAULT_SETTINGS, type IntelligenceStore, type Settings } from '../model/index.js';
import type { Files } from '../platform/files.js';
import { usableWidth } from '../report/support/layout.js';
import { styleFor } from '../report/support/style.js';
import { parseArguments, type Invocation } from './arguments.js';
import { answerAtOnce } from './at-once.js';
import { cache } from './cache.js';
import { check } from './check.js';
import { wantsColour } from './colour.js';
import { completion } from './completion.js';
import type { CommandName, OptionValues } from './commands.js';
import { complain, startFolder, type Command, type CommandContext } from './context.js';
import { editorEnvironment } from './editor-environment.js';
import { EXIT_CODES } from './exit-codes.js';
import { explain } from './explain.js';
import { guard } from './guard.js';
import { intel } from './intel.js';
import type { CliIo } from './io.js';
import { list } from './list.js';
import { mcp } from './mcp.js';
import { organisationSettings } from './organisation-file.js';
import { teamSettings } from './team-environment.js';
import { permissions } from './permissions.js';
import { report } from './report.js';
import { scan } from './scan.js';
import { collectWarnings, tellWarnings } from './warnings.js';

const RUN: Readonly<Record<CommandName, Command>> = Object.freeze({
  check,
  list,
  explain,
  scan,
  permissions,
  report,
  intel,
  guard,
  mcp,
  cache,
  completion,
});

/** Runs the command line and answers the exit code; never rejects. `argv` is what stands behind the program's name. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  const answer = answerAtOnce(parseArguments(argv), io);
  return typeof answer === 'number' ? answer : runCommand(answer, io);
}

type CommandInvocation = Extract<Invocation, { readonly kind: 'command' }>;

/** The boundary at which errors end. */
async function runCommand({ command, operands, options }: CommandInvocation, io: CliIo): Promise<number> {
  // Whoever is served for days is told what goes wrong while it does.
  const warnings = command === 'mcp' ? tellWarnings((text) => complain(io, text)) : collectWarnings();
  try {
    const editor = command === 'mcp' ? editorEnvironment(io.env) : {};
    const settings = settingsOf(options, io, editor.settings);
    const request = { settings, registry: options.registry, network: editor.network, logger: warnings.logger };
    const { engine, repositories, cache: folder, intelligence } = io.createEngine(request);
    const place = { folder: startFolder(io), trusted: options['trust-project-config'] === true };
    const createScanner = (): Promise<Scanner> => io.createScanner(request, place);
    const createIntelligenceStore = (): Promise<IntelligenceStore> => io.createIntelligenceStore(request, place);
    const style = styleFor(wantsColour(io, options['no-color'] === true));
    const typesetting = { style, width: usableWidth(io.stdout.columns) };
    const { logger } = warnings;
    const engineWith = (texts: ReadonlyMap<string, string>): Engine => io.createEngine({ ...request, texts }).engine;
    const createGuardProxy: CommandContext['createGuardProxy'] = (at) => io.createGuardProxy(request, at);
    const engineOn = (files: Files): Engine => io.createEngine({ ...request, files }).engine;
    const create = {
      engineWith,
      engineOn,
      createGuardProxy,
      createScanner,
      createIntelligenceStore,
      renew: () => intelligence.renew(),
      logger,
    };
    return await RUN[command]({ io, engine, repositories, cache: folder, ...create, operands, options, typesetting });
  } catch (error) {
    if (io.signal.aborted) return EXIT_CODES.interrupted;
    complain(io, `${command} could not be finished: ${error instanceof Error ? error.message : String(error)}`);
    return EXIT_CODES.unusable;
  } finally {
    for (const text of warnings.texts()) complain(io, text);
  }
}

function settingsOf(options: OptionValues, io: CliIo, otherwise: Settings = DEFAULT_SETTINGS): Settings {
  return {
    ...otherwise,
    ...organisationSettings(io),
    ...teamSettings(io),
    offline: options.offline === true || otherwise.offline,
    'names.publicRegistry': options['public-registry'] ?? otherwise['names.publicRegistry'],
  };
}
