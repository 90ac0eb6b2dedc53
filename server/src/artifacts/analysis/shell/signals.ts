import type { BehaviourKind, Phrase } from '../../../model/index.js';
import { readsRunner } from './process-memory.js';
import { runsFromElsewhere } from './remote-programs.js';
import { addressOf, codeOf, downloadedFile, isUnvouched, runsItsInput, runsOneOf } from './downloads.js';
import { decodedFile, decodes } from './decoders.js';
import { outputOf, textOfBytes } from './output.js';
import { ShellPipes, substitutedBy, type Fed, type Printed } from './pipes.js';
import { destroys, opensReverseShell, persists, sentBy } from './harm.js';
import {
  encodedPowerShell,
  inlineShellText,
  isDownloader,
  isInterpreter,
  isPrinter,
  programOf,
  writtenScript,
  type Program,
} from './programs.js';
import { ShellVariables } from './variables.js';
import { shellCommands, type ShellCommand } from './words.js';

/** Something harmful that a shell text does. */
export interface ShellSignal {
  readonly kind: BehaviourKind;
  readonly offset: number;
  /** What exactly, for the reader; hostile text. */
  readonly detail?: string;
  /** The same, where it is in our own words. */
  readonly wording?: Phrase;
}

/** `bash -c "bash -c …"`, and commands inside encoded commands. */
const MAX_DEPTH = 6;

/** What a shell text does to the machine. */
export interface ShellReading {
  readonly signals: readonly ShellSignal[];
  /** Shell texts that it prints or decodes and then runs. */
  readonly texts: readonly string[];
  /** JavaScript that is handed so to Node.js. */
  readonly code: readonly string[];
}

/** What a shell text (of a script file, a lifecycle script, or one that code hands to a shell) does to the machine. Never throws. */
export function shellSignals(text: string, depth = 0): readonly ShellSignal[] {
  return readShell(text, depth).signals;
}

/** The same, with what the text runs that stands in it in some other form. Never throws. */
export function readShell(text: string, depth = 0): ShellReading {
  const variables = new ShellVariables(text);
  const script = new Script(variables, depth);
  for (const command of shellCommands(text)) script.next(variables.expand(command));
  const { signals, texts, code } = script;
  script.readsPowerShell(text);
  if (POWERSHELL_CRADLE.test(text)) signals.push(cradle(text));
  if (POWERSHELL_DROPPER.test(text))
    signals.push({ kind: 'download-and-run', offset: text.search(POWERSHELL_DROPPER) });
  else if (POWERSHELL_DROPPED.test(text))
    signals.push({ kind: 'download-and-run', offset: text.search(POWERSHELL_DROPPED) });
  const runner = readsRunner(text);
  if (runner !== undefined) signals.push({ kind: 'runner-memory', offset: runner });
  if (MINER.test(text)) signals.push({ kind: 'miner', offset: text.search(MINER) });
  return { signals: distinct(signals), texts, code };
}

/** `IEX (New-Object Net.WebClient).DownloadString('…')` and its many spellings. */
const POWERSHELL_CRADLE =
  /\b(?:iex|invoke-expression)\b[^\n]{0,300}\b(?:downloadstring|downloaddata|invoke-webrequest|iwr|irm|invoke-restmethod)\b|\b(?:downloadstring|invoke-webrequest|iwr|irm|invoke-restmethod)\b[^\n]{0,300}\|\s*(?:iex|invoke-expression)\b/i;
/** A program that is fetched, and one that is started afterwards, wherever both of them are put. */
const POWERSHELL_DROPPER =
  /\b(?:invoke-webrequest|iwr|invoke-restmethod|irm|downloadfile|start-bitstransfer)\b[^\n]{0,300}https?:\/\/[^\s'"]+\.(?:exe|dll|msi|scr|ps1|vbs|hta|bat|cmd)\b[^]{0,2000}\b(?:start-process|saps|invoke-item|rundll32|regsvr32|msiexec)\b/i;
/** The same by a variable that holds where it was put. */
const POWERSHELL_DROPPED =
  /\b(?:downloadfile\s*\([^)\n]{0,200},\s*|-outfile\s+|-destination\s+)(\$\w+)\b[^]{0,2000}(?:\b(?:start-process|saps|invoke-item|rundll32|regsvr32|msiexec)\b[^\n]{0,100}|&\s*|\.Start\(\s*)\1\b/i;
const MINER = /\bstratum\+(?:tcp|ssl):\/\/|\bxmrig\b|--donate-level\b/i;

function cradle(text: string): ShellSignal {
  const address = /https?:\/\/[^\s'")]+/i.exec(text)?.[0];
  return { kind: 'download-and-run', offset: text.search(POWERSHELL_CRADLE), detail: address };
}

/** Follows what was downloaded or decoded through the commands of one text. */
class Script {
  readonly signals: ShellSignal[] = [];
  readonly texts: string[] = [];
  readonly code: string[] = [];
  readonly #variables: ShellVariables;
  readonly #depth: number;
  readonly #pipes = new ShellPipes();
  readonly #downloaded = new Map<string, string>();
  /** Files that hold what was decoded, by their base names, with what that is. */
  readonly #decoded = new Map<string, string | undefined>();

  constructor(variables: ShellVariables, depth: number) {
    this.#variables = variables;
    this.#depth = depth;
  }

  next(command: ShellCommand): void {
    const program = programOf(command) ?? { name: '', args: [] };
    const fed = this.#pipes.next(command, program);
    const run = this.#runs(program, fed);
    this.#downloads(program, command, run);
    this.#decodes(program, command, fed, run);
    this.#harm(program, command, fed);
    this.#nested(program, command, run);
  }

  /** What was printed by others and is run now: as the input of an interpreter, or by a substitution. */
  #runs(program: Program, fed: Fed): Printed | undefined {
    if (!isInterpreter(program)) return undefined;
    const code = codeOf(program);
    const substituted = substitutedBy(this.#variables.substitution(code) ?? code);
    if (substituted !== undefined) return substituted;
    if (/[$<]\(/.test(code)) return { programs: fed.inner };
    return runsItsInput(program) ? fed : undefined;
  }

  #downloads(program: Program, command: ShellCommand, fed: Printed | undefined): void {
    const source = fed?.programs.find(isDownloader);
    if (source !== undefined) this.#add('download-and-run', command, addressOf(source));
    const words = command.words.join(' ');
    if (!isPrinter(program) && runsFromElsewhere(words)) this.#add('download-and-run', command, addressOf(program));
    const run = runsOneOf(new Set(this.#downloaded.keys()), program);
    if (run !== undefined) this.#add('download-and-run', command, this.#downloaded.get(run));
    if (isDownloader(program)) this.#remember(program, command);
  }

  #decodes(program: Program, command: ShellCommand, fed: Fed, run: Printed | undefined): void {
    const file = runsOneOf(new Set(this.#decoded.keys()), program);
    if (run?.programs.some(decodes) === true || file !== undefined) this.#add('encoded-command', command);
    const text = file === undefined ? undefined : this.#decoded.get(file);
    if (text !== undefined && program.name !== 'chmod') this.#read(textOfBytes(text), command);
    const isDecoded = decodes(program) || fed.programs.some(decodes);
    const target = isDecoded ? decodedFile(program, command.redirects) : undefined;
    if (target !== undefined) this.#decoded.set(target, outputOf(program, fed.text));
  }

  #remember(program: Program, command: ShellCommand): void {
    const address = addressOf(program) ?? '';
    const file = downloadedFile(program, command.redirects);
    if (file !== undefined) this.#downloaded.set(file, address);
    if (isUnvouched(address)) this.#add('unvouched-download', command, address);
  }

  #harm(program: Program, command: ShellCommand, fed: Fed): void {
    if (opensReverseShell(program, command)) this.#add('reverse-shell', command);
    if (destroys(program)) this.#add('destructive-command', command);
    if (persists(program, command)) this.#add('autostart', command);
    const sent = sentBy(program, [...fed.programs, ...fed.inner]);
    if (sent !== undefined) this.#add('command-sends-data', command, sent);
    const installed = installedGlobally(program);
    if (installed !== undefined) this.#add('installs-globally', command, installed);
  }

  #nested(program: Program, command: ShellCommand, run: Printed | undefined): void {
    const encoded = encodedPowerShell(program);
    if (encoded !== undefined) this.#add('encoded-command', command, encoded.slice(0, 200));
    const text = encoded ?? inlineShellText(program) ?? writtenScript(program, command.redirects);
    if (text !== undefined) this.#read(text, command, false);
    if (run?.text === undefined) return;
    if (READS_SHELL.test(program.name)) this.#read(textOfBytes(run.text), command);
    else if (READS_JAVASCRIPT.test(program.name)) this.code.push(textOfBytes(run.text));
  }

  /** `iex ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('…')))` */
  readsPowerShell(text: string): void {
    if (!/\b(?:iex|invoke-expression)\b/i.test(text)) return;
    for (const { index, 1: encoded = '' } of text.matchAll(POWERSHELL_DECODES)) {
      this.signals.push({ kind: 'encoded-command', offset: index });
      const bytes = Buffer.from(encoded, 'base64');
      this.#read(bytes.toString(bytes[1] === 0 ? 'utf16le' : 'utf8'), { offset: index });
    }
  }

  /** @param isHidden it does not stand in the text as it is */
  #read(text: string, { offset }: { readonly offset: number }, isHidden = true): void {
    if (this.#depth >= MAX_DEPTH) return;
    const { signals, texts, code } = readShell(text, this.#depth + 1);
    this.code.push(...code);
    this.texts.push(...(isHidden ? [text] : []), ...texts);
    for (const signal of signals) this.signals.push({ ...signal, offset });
  }

  #add(kind: BehaviourKind, { offset }: ShellCommand, detail?: string): void {
    this.signals.push({ kind, offset, ...(detail !== undefined && detail !== '' && { detail }) });
  }
}

const POWERSHELL_DECODES = /\bFromBase64String\(\s*["']([\w+/=]{16,})["']\s*\)/gi;
const READS_JAVASCRIPT = /^(?:node|nodejs|bun|deno)$/;
/** Who takes what it reads for a shell text. */
const READS_SHELL = /^(?:(?:ba|z|da|k|a)?sh|fish|eval|source|\.)$/;

function installedGlobally({ name, args }: Program): string | undefined {
  if (!/^(?:npm|pnpm|yarn|bun)$/.test(name)) return undefined;
  const [verb = '', ...rest] = args.filter((arg) => !arg.startsWith('-'));
  const isGlobal = args.some((arg) => /^(?:-g|--global|--location=global)$/.test(arg)) || verb === 'global';
  return isGlobal && /^(?:i|install|add|in|ins|global)$/.test(verb)
    ? rest.filter((arg) => arg !== 'add').join(' ')
    : undefined;
}

/** Each kind once at each place. */
export function distinct(signals: readonly ShellSignal[]): readonly ShellSignal[] {
  return [...new Map(signals.map((signal) => [`${signal.kind} ${signal.offset}`, signal])).values()];
}
