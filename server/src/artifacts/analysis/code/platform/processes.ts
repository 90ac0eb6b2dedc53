import { membersOf, unknown } from '../values/lattice.js';
import { isCallable, isObj } from '../values/objects.js';
import { allTaints, joinTaints, taint, taintsOfAll } from '../values/taints.js';
import { knownParts, textsOf } from '../values/text.js';
import type { Machine, Taints, Unknown, Value } from '../values/types.js';
import { textFrom } from '../language/coercion.js';
import type { CommandReading } from '../../shell/commands.js';
import { replaceClipboard } from './clipboard.js';
import { isAccessor } from '../machine/members.js';
import { putVariable } from './host.js';
import { tellChild } from './emitters.js';
import {
  DATA_OF_CODE,
  fetchedBy,
  isCode,
  isExecPath,
  noteCommand,
  reportRun,
  RUNTIMES,
  SHELLS,
  startOwn,
} from './running.js';
import { runCallbacks, UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { notePythonOf } from './own-scripts.js';
import { commandReadsCode, readsCode } from './standard-input.js';
import { writtenTaints } from './written-files.js';

/** What `child_process` does. */
export const processes: Family = (machine, call) => {
  const name = call.method.replace(/Sync$/, '').replace(/^execa.*$/, 'execFile');
  if (name === 'exec' || name === 'command') return runShell(machine, call);
  if (name === 'spawn' || name === 'execFile') return runProgram(machine, call);
  if (name === 'fork') return forkFile(machine, call);
  if (name === '*' && call.args.length > 0) return runShell(machine, call);
  return UNHANDLED;
};

function runShell(machine: Machine, call: ApiCall): Value {
  const { args } = call;
  const all = allTaints(args[0]);
  const taints = membersOf(args[0]).reduce<Taints>((some, one) => joinTaints(some, taintsOfCommand(one)), []);
  const readings = textsOf(args[0]).map((text) => noteCommand(machine, text));
  const revealed = readings.flatMap((reading) => taintsOfReading(machine, reading));
  const isRead = commandReadsCode(args[0]);
  const run = joinTaints(taints, inputTaints(machine, args[1], isRead));
  const sent = joinTaints(run, joinTaints(all, variableTaints(machine, args[1], textsOf(args[0]))));
  reportRun(machine, run, [...args, cwdOf(machine, args[1])], readings, sent);
  reportPreloads(machine, args[1]);
  return child(machine, call, revealed, isRead, readings);
}

/** An argument in a command of the code is no command. */
function taintsOfCommand(command: Value): Taints {
  const all = allTaints(command);
  return isFromElsewhere(command) ? all : all.filter(({ kind }) => !DATA_OF_CODE.has(kind));
}

function runProgram(machine: Machine, call: ApiCall): Value {
  const [program, list, options] = call.args;
  const items = listOf(machine, list);
  const words = [program, ...items];
  const name = textsOf(program)[0] ?? '';
  const commands = textsOf(program).length > 1 ? everyProgram(words) : commandsOf(name, words);
  const readings = commands.map((text) => noteCommand(machine, text));
  notePythonOf(machine, words);
  const given = takesCode(program, name, items)
    ? taintsOfAll(words)
    : taintsOfAll(items).filter(({ kind }) => !DATA_OF_CODE.has(kind));
  const more = options ?? list;
  const isRead = readsCode(isExecPath(program) ? 'node' : program, items);
  const run = joinTaints(given, joinTaints(stdioTaints(machine, more), inputTaints(machine, more, isRead)));
  const sent = joinTaints(taintsOfAll(items), variableTaints(machine, more, commands));
  reportRun(machine, run, [...words, cwdOf(machine, more)], readings, joinTaints(run, sent));
  giveVariables(machine, more);
  if (RUNTIMES.test(name) || KEEPERS.test(name) || isExecPath(program)) startScript(machine, items);
  reportPreloads(machine, more);
  return child(
    machine,
    call,
    readings.flatMap((reading) => taintsOfReading(machine, reading)),
    isRead,
    readings,
  );
}

function listOf(machine: Machine, list: Value): readonly Value[] {
  return isObj(list) && list.items !== undefined ? machine.elements(list).items : [];
}

/** What runs a script for somebody else: the words of an order are no files of the package. */
const KEEPERS = /(?:^|[\\/])(?:npx|pm2|forever|nodemon)(?:\.cmd)?$/i;
const INTERPRETERS = /(?:^|[\\/])(?:python\d?(?:\.\d+)?|perl|ruby|php|osascript|lua)(?:\.exe)?$/i;

/** Words of a program are its data, unless it is a shell or a runtime, or whoever is asked says which program. */
function takesCode(program: Value, name: string, items: readonly Value[]): boolean {
  if (INTERPRETERS.test(name)) return items.some((item) => textsOf(item).some((text) => /^-(?:c|e|r|m?)$/.test(text)));
  if (SHELLS.test(name) || RUNTIMES.test(name) || isExecPath(program)) return true;
  // A program by a name that stands in the code is what it is.
  return isFromElsewhere(program) && (textsOf(program).length === 0 || allTaints(program).length > 0);
}

/** Nothing of it stands in the code as it is: it comes from elsewhere as a whole, or was decoded as a whole. */
function isFromElsewhere(value: Value): boolean {
  const texts = textsOf(value);
  return texts.length === 0 || texts.some((text) => knownParts(text).trim() === '' || knownParts(text) === text);
}

/** The program with its words, and what a shell is given to do. */
function commandsOf(program: string, words: readonly Value[]): readonly string[] {
  const texts = words.map((word) => textFrom(word).text);
  const whole = texts.map(quoted).join(' ');
  const last = texts.at(-1);
  return SHELLS.test(program) && texts.length > 2 && last !== undefined ? [whole, last] : [whole];
}

/** `platform === 'win32' ? 'npm.cmd' : 'npm'` */
function everyProgram([program, ...words]: readonly Value[]): readonly string[] {
  return textsOf(program)
    .slice(0, MAX_PROGRAMS)
    .flatMap((name) => commandsOf(name, [name, ...words]));
}

const MAX_PROGRAMS = 4;

function quoted(word: string): string {
  return /[\s;|&<>]/.test(word) ? `'${word.replaceAll("'", '')}'` : word;
}

/** zx: `$`curl …`` */
export const templates: Family = (machine, call) => {
  const [strings, ...values] = call.args;
  if (!/(?:^|\.)\$(?:sync)?$/.test(call.api) || !isObj(strings)) return UNHANDLED;
  return runShell(machine, { ...call, args: [machine.rawTemplate(strings, values)] });
};

/** `spawn(shell, { stdio: [socket, socket, socket] })`. */
function stdioTaints(machine: Machine, options: Value): Taints {
  return isObj(options) ? allTaints(machine.get(options, 'stdio')) : [];
}

/** `execSync(command, { input })`. */
function inputTaints(machine: Machine, options: Value, isRead: boolean): Taints {
  if (!isObj(options) || options.items !== undefined) return [];
  const taints = allTaints(machine.get(options, 'input'));
  return isRead ? taints : taints.filter((one) => !isCode(one));
}

/** `spawn('sh', ['-c', 'curl -d "$DATA" …'], { env: { DATA } })`: what the code has put into variables that the command names. */
function variableTaints(machine: Machine, options: Value, commands: readonly string[]): Taints {
  const env = isObj(options) && options.items === undefined ? machine.get(options, 'env') : undefined;
  if (!isObj(env)) return [];
  const names = commands.flatMap((text) => [...text.matchAll(/[$%]\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name));
  return taintsOfAll(names.filter((name) => env.props.has(name)).map((name) => machine.get(env, name)));
}

/** The folder that a command works on, whatever it names. */
function cwdOf(machine: Machine, options: Value): Value {
  return isObj(options) && options.items === undefined ? machine.get(options, 'cwd') : undefined;
}

/** What stands behind the script or the code is what that finds in `process.argv`. */
function giveArguments(machine: Machine, words: readonly Value[]): void {
  const taints = taintsOfAll(words.slice(1));
  const { props } = machine.apiObject('process.argv');
  if (taints.length > 0) props?.set('@@incoming', unknown(joinTaints(allTaints(props.get('@@incoming')), taints)));
}

/** A script of the package, or code that is given with `-e`. */
function startScript(machine: Machine, words: readonly Value[]): void {
  const texts = words.map((word) => textsOf(word)[0] ?? '');
  giveArguments(machine, words);
  startCode(machine, words);
  for (const text of texts) {
    const [address] = ADDRESS_OF_CODE.exec(text) ?? [];
    if (address === undefined) startOwn(machine, text);
    else void machine.importModule(address);
  }
}

/** What a script of the package finds in its variables. */
function giveVariables(machine: Machine, options: Value): void {
  const env = isObj(options) && options.items === undefined ? machine.get(options, 'env') : undefined;
  if (!isObj(env)) return;
  for (const [name, slot] of env.props) if (!isAccessor(slot)) putVariable(machine, name, slot);
}

function preload(machine: Machine, word: string): void {
  const [address] = ADDRESS_OF_CODE.exec(word) ?? [];
  if (address !== undefined) void machine.importModule(address);
  else for (const part of word.split(/[\s=]+/)) startOwn(machine, part);
}

/** `-e CODE` */
function startCode(machine: Machine, words: readonly Value[]): void {
  const code = words.findIndex((word) => textsOf(word).some((text) => /^(?:-e|-p|-pe|--eval|--print)$/.test(text)));
  if (code !== -1) machine.evaluateText(words[code + 1], undefined);
}

/** `cluster.setupPrimary({ exec, execArgv })`: how the other processes of the program are started. */
export const clusters: Family = (machine, { method, args }) => {
  if (!/^setup(?:Primary|Master)$/.test(method) || !isObj(args[0])) return UNHANDLED;
  reportPreloads(machine, args[0]);
  for (const path of textsOf(machine.get(args[0], 'exec'))) startOwn(machine, path);
  return undefined;
};

const NODE = 'node';

function forkFile(machine: Machine, call: ApiCall): Value {
  const [file] = call.args;
  const options = isObj(call.args[2]) ? call.args[2] : call.args[1];
  giveArguments(machine, [file, ...listOf(machine, call.args[1])]);
  // As `node FILE`.
  reportRun(machine, allTaints(file), [NODE, file], []);
  reportPreloads(machine, options);
  for (const path of textsOf(file)) startOwn(machine, path);
  return child(machine, call, [], false);
}

/** `--import data:text/javascript,…` */
const ADDRESS_OF_CODE = /data:(?:text|application)\/[^]+/;

/** `--require FILE`, and the same in `NODE_OPTIONS`: a file that runs before the one that is named. */
export function reportPreloads(machine: Machine, options: Value): void {
  if (!isObj(options) || options.items !== undefined || options.call !== undefined) return;
  const flags = listOf(machine, machine.get(options, 'execArgv'));
  const env = machine.get(options, 'env');
  const words = isObj(env) ? [...flags, machine.get(env, 'NODE_OPTIONS')] : flags;
  startCode(machine, flags);
  for (const word of words.flatMap(textsOf)) preload(machine, word);
  const taints = writtenTaints(machine, words).filter(({ kind }) => DATA_OF_CODE.has(kind));
  if (taints.length > 0) machine.report({ sink: 'loaded-as-module', taints });
}

/** Text that a command prints about the machine or its secrets. */
function taintsOfReading(machine: Machine, reading: CommandReading): Taints {
  const revealed = reading.reveals.flatMap((kind) => taint(kind, machine.position(), reading.program));
  return reading.fetches ? [...revealed, ...fetchedBy(machine, reading)] : revealed;
}

/** The process that was started: its output, and what is put into it. */
function child(
  machine: Machine,
  call: ApiCall,
  output: Taints,
  isRead: boolean,
  readings: readonly CommandReading[] = [],
): Value {
  machine.unknowns += 1;
  const sender = readings.find(({ sends }) => sends);
  const copies = readings.some((reading) => reading.copies);
  const taints = output.length > 0 ? output : taint('command-output', machine.position());
  const callback = call.args.findLast(isCallable);
  if (callback !== undefined) runCallbacks(machine, [callback], taints);
  if (copies)
    replaceClipboard(
      machine,
      call.args.map((arg) => (isObj(arg) ? machine.get(arg, 'input') : undefined)),
    );
  return {
    kind: 'unknown',
    taints,
    api: 'child()',
    notes: { isRead, host: sender?.host, sends: sender !== undefined, copies },
    props: new Map(),
  };
}

/** What is written to the input of what reads code from there is run. */
export const children: Family = (machine, { rest, method, args, callee }) => {
  if (rest.includes('stdin') && (method === 'write' || method === 'end')) {
    noteInput(machine, args[0], callee.notes);
    return unknown();
  }
  if (method === 'send') return tellChild(machine, args);
  if (method === 'on' || method === 'once') {
    runCallbacks(machine, args.filter(isCallable), callee.taints);
    return unknown(callee.taints, { api: 'child()' });
  }
  return UNHANDLED;
};

function noteInput(machine: Machine, input: Value, child: Unknown['notes']): void {
  if (child?.copies === true) replaceClipboard(machine, [input]);
  if (child?.isRead === true) {
    machine.report({ sink: 'run-as-command', taints: allTaints(input).filter(isCode) });
    for (const text of textsOf(input)) noteCommand(machine, text);
  }
  if (child?.sends === true)
    machine.report({ sink: 'command-argument', taints: allTaints(input), host: textsOf(child.host)[0] });
}

/** `process.binding('spawn_sync').spawn({ file, args })`: the same, past every hook. */
export const bindings: Family = (machine, { method, args }) => {
  if (method !== 'spawn') return UNHANDLED;
  const [options] = args;
  const list = machine.elements(machine.get(options, 'args')).items;
  machine.behave('internal-binding', 'process.binding');
  for (const word of list) for (const text of textsOf(word)) noteCommand(machine, text);
  reportRun(machine, taintsOfAll(list), list, []);
  return unknown(taint('command-output', machine.position()));
};
