import type { BehaviourKind, Phrase } from '../../../model/index.js';
import { runsFromElsewhere } from '../shell/remote-programs.js';
import { addressOf, downloadedFile, isUnvouched, runsItsInput, runsOneOf, runsSubstituted } from './shell-downloads.js';
import { decodedFile, decodes } from './shell-decoders.js';
import { destroys, opensReverseShell, persists, sentBy } from './shell-harm.js';
import {
  encodedPowerShell,
  inlineShellText,
  isDownloader,
  isPrinter,
  programOf,
  writtenScript,
  type Program,
} from './shell-programs.js';
import { ShellVariables } from './shell-variables.js';
import { shellCommands, type ShellCommand } from './shell-words.js';

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

/** What a shell text (of a script file, a lifecycle script, or one that code hands to a shell) does to the machine. Never throws. */
export function shellSignals(text: string, depth = 0): readonly ShellSignal[] {
  const signals: ShellSignal[] = [];
  const script = new Script(signals, depth);
  const variables = new ShellVariables(text);
  for (const command of shellCommands(text)) script.next(variables.expand(command));
  if (POWERSHELL_CRADLE.test(text)) signals.push(cradle(text));
  if (POWERSHELL_DROPPER.test(text))
    signals.push({ kind: 'download-and-run', offset: text.search(POWERSHELL_DROPPER) });
  else if (POWERSHELL_DROPPED.test(text))
    signals.push({ kind: 'download-and-run', offset: text.search(POWERSHELL_DROPPED) });
  if (MINER.test(text)) signals.push({ kind: 'miner', offset: text.search(MINER) });
  return distinct(signals);
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

/** Follows what was downloaded through the commands of one text. */
class Script {
  readonly #signals: ShellSignal[];
  readonly #depth: number;
  readonly #downloaded = new Map<string, string>();
  /** Files that hold what was decoded, by their base names. */
  readonly #decoded = new Set<string>();
  /** The programs of the pipeline so far. */
  #pipeline: Program[] = [];
  /** Programs that are substituted into the command to come. */
  #inner: Program[] = [];

  constructor(signals: ShellSignal[], depth: number) {
    this.#signals = signals;
    this.#depth = depth;
  }

  next(command: ShellCommand): void {
    const program = programOf(command) ?? { name: '', args: [] };
    if (!command.after.startsWith('|') || command.after === '||') this.#pipeline = [];
    this.#downloads(program, command);
    this.#decodes(program, command);
    this.#harm(program, command);
    this.#nested(program, command);
    this.#pipeline.push(program);
    // What is substituted comes before the command that uses it.
    this.#inner = command.after === '(' ? [...this.#inner, program] : [];
  }

  #downloads(program: Program, command: ShellCommand): void {
    const source = [...this.#pipeline, ...this.#inner].find(isDownloader);
    const fed = this.#pipeline.some(isDownloader) && runsItsInput(program);
    if (fed || runsSubstituted(program, this.#inner)) {
      this.#add('download-and-run', command, source && addressOf(source));
    }
    const words = command.words.join(' ');
    if (!isPrinter(program) && runsFromElsewhere(words)) this.#add('download-and-run', command, addressOf(program));
    const run = runsOneOf(new Set(this.#downloaded.keys()), program);
    if (run !== undefined) this.#add('download-and-run', command, this.#downloaded.get(run));
    if (isDownloader(program)) this.#remember(program, command);
  }

  #decodes(program: Program, command: ShellCommand): void {
    const isDecoded = this.#pipeline.some(decodes);
    const runsFile = runsOneOf(this.#decoded, program) !== undefined;
    if ((isDecoded && runsItsInput(program)) || runsFile) this.#add('encoded-command', command);
    const file = isDecoded || decodes(program) ? decodedFile(program, command.redirects) : undefined;
    if (file !== undefined) this.#decoded.add(file);
  }

  #remember(program: Program, command: ShellCommand): void {
    const address = addressOf(program) ?? '';
    const file = downloadedFile(program, command.redirects);
    if (file !== undefined) this.#downloaded.set(file, address);
    if (isUnvouched(address)) this.#add('unvouched-download', command, address);
  }

  #harm(program: Program, command: ShellCommand): void {
    if (opensReverseShell(program, command)) this.#add('reverse-shell', command);
    if (destroys(program)) this.#add('destructive-command', command);
    if (persists(program, command)) this.#add('autostart', command);
    const sent = sentBy(program, [...this.#pipeline, ...this.#inner]);
    if (sent !== undefined) this.#add('command-sends-data', command, sent);
    const installed = installedGlobally(program);
    if (installed !== undefined) this.#add('installs-globally', command, installed);
  }

  #nested(program: Program, command: ShellCommand): void {
    const encoded = encodedPowerShell(program);
    if (encoded !== undefined) this.#add('encoded-command', command, encoded.slice(0, 200));
    const text = encoded ?? inlineShellText(program) ?? writtenScript(program, command.redirects);
    if (text === undefined || this.#depth >= MAX_DEPTH) return;
    for (const signal of shellSignals(text, this.#depth + 1)) this.#signals.push({ ...signal, offset: command.offset });
  }

  #add(kind: BehaviourKind, { offset }: ShellCommand, detail?: string): void {
    this.#signals.push({ kind, offset, ...(detail !== undefined && detail !== '' && { detail }) });
  }
}

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
