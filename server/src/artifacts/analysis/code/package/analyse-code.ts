import {
  phrase,
  type Behaviour,
  type Capability,
  type Exchange,
  type Flow,
  type Incomplete,
  type Moment,
  type Words,
} from '../../../../model/index.js';
import { OutOfBudget, type Allowance } from '../machine/budget.js';
import { Interpreter } from '../machine/interpreter.js';
import { Survey } from '../machine/survey.js';
import { taint } from '../values/taints.js';
import type { Obj, Unit } from '../values/types.js';
import { isMarkup } from '../../markup/markup-code.js';
import { readCommand } from '../../shell/commands.js';
import { Crossings } from './crossings.js';
import type { Entry } from './entries.js';
import { Summary } from './exports.js';
import type { ImportGraph } from './import-graph.js';
import { callFromOutside, type Instances } from './outside-calls.js';
import type { ParsedFiles } from './parsed-files.js';
import { Recorder } from './recorder.js';
import { turnsOf, type Turn } from './turns.js';
import type { SourceFiles } from './source-files.js';
import { World } from './world.js';

export interface CodeFacts {
  readonly flows: readonly Flow[];
  readonly behaviours: readonly Behaviour[];
  readonly capabilities: readonly Capability[];
  /** Names of what is called of the platform that is worth a permission. */
  readonly powers: readonly string[];
  readonly incomplete: readonly Incomplete[];
  readonly exchange?: Exchange;
}

const ALLOWANCE: Allowance = {
  entry: 30_000_000,
  call: 3_000_000,
  look: 1_000_000,
  exports: { least: 30_000, most: 600_000 },
  remembersTexts: false,
};
/** The same of code that a tool has made unreadable: it decodes each of its names, and guards itself with work that is for show. */
const ALLOWANCE_OF_OBFUSCATED: Allowance = {
  entry: 150_000_000,
  call: 15_000_000,
  look: 5_000_000,
  exports: { least: 3_000_000, most: 15_000_000 },
  remembersTexts: true,
};
const MAX_UNCALLED = 20_000;

/** What of some files is interpreted, and from where. */
export interface CodeParts {
  /** What runs by itself, the earliest moment first. */
  readonly entries: readonly Entry[];
  readonly parsed: ParsedFiles;
  readonly wanted: (path: string) => boolean;
  readonly graph: ImportGraph;
  readonly isObfuscated?: boolean;
}

/**
 * Interprets the code of a package from everything that runs of it. Files that have nothing to do with one another are gone
 * through one group after the other, so that no more is held in memory than one group needs.
 */
export function analyseCode(
  files: SourceFiles,
  { entries: all, parsed, wanted, graph, ...more }: CodeParts,
): CodeFacts {
  const recorder = new Recorder((file) => files.written(file));
  const crossings = new Crossings((position) => recorder.placeOf(position));
  const world = new World(files, parsed, recorder, crossings);
  const unit: Unit = { file: 'package.json', text: files.text('package.json') ?? '', nesting: 0 };
  const machine = new Interpreter(world, unit, more.isObfuscated === true ? ALLOWANCE_OF_OBFUSCATED : ALLOWANCE);
  const over = new Set<string>();
  const summary = new Summary(machine, crossings);
  for (const { group, ...turn } of turnsOf(all, files.paths.filter(isSource), graph)) {
    const entries = turn.entries.filter(({ file }) => file === undefined || wanted(file));
    const surveys = runTurn(machine, recorder, { entries, files: turn.files.filter(wanted) }, wanted);
    summary.add(world.exported(machine), {
      isWorthwhile: (id) => [machine.watch.witness, ...surveys].some((one) => one.didSomething(id)),
      isWorthCallingAgain: (id) => surveys.some((one) => one.isWorthCallingAgain(id)),
    });
    if (group !== undefined) over.add(group);
    world.forget((path) => over.has(graph.groupOf(path)));
    machine.forget();
  }
  const { flows, behaviours, capabilities, powers, gaps } = recorder;
  return { flows, behaviours, capabilities, powers, incomplete: gaps, exchange: crossings.exchange };
}

function runTurn(
  machine: Interpreter,
  recorder: Recorder,
  { entries, files }: Omit<Turn, 'group'>,
  wanted: (path: string) => boolean,
): readonly Survey[] {
  const label = entries.find(({ file }) => file !== undefined)?.file ?? '';
  const runLater = (): void => guarded(machine, recorder, label, 'call', () => machine.runLater());
  for (const entry of entries) runEntry(machine, recorder, entry);
  runLater();
  // What a file without power has of its own can only compute; what others have handed to it may do more.
  const isWorthALook = (file: string): boolean => wanted(file) || machine.watch.entrusted.has(file);
  const first = runUncalled(machine, recorder, isWorthALook);
  for (const path of files) guarded(machine, recorder, path, 'call', () => machine.runFile(path));
  const second = runUncalled(machine, recorder, isWorthALook);
  runLater();
  return [first, second];
}

const SOURCE = /\.(?:js|cjs|mjs|jsx|ts|cts|mts|tsx)$/i;
const DECLARATIONS = /\.d\.[cm]?ts$/i;

function isSource(path: string): boolean {
  return isMarkup(path) || (SOURCE.test(path) && !DECLARATIONS.test(path));
}

function runEntry(machine: Interpreter, recorder: Recorder, entry: Entry): void {
  const { moment, file, code, command } = entry;
  if (command !== undefined) noteCommand(recorder, entry, command);
  if (file !== undefined) guarded(machine, recorder, file, moment, () => machine.runFile(file));
  else if (code !== undefined)
    guarded(machine, recorder, 'package.json', moment, () => void machine.evaluateText(code, undefined));
}

/** What a lifecycle script or a shell script does by itself. */
function noteCommand(recorder: Recorder, { moment, from, offset }: Entry, command: string): void {
  const [file = ''] = from.split('#');
  const { behaviours, reveals, sends, host, program } = readCommand(command);
  const found = recorder.positionOf(file, JSON.stringify(command).slice(1, -1), command);
  const at = offset === undefined ? found : { ...found, offset };
  for (const { kind, detail } of behaviours) recorder.behaviour(kind, at, moment, detail);
  const taints = sends ? reveals.flatMap((kind) => taint(kind, at, program)) : [];
  recorder.flow({ sink: 'command-argument', taints, host }, at, moment);
}

/**
 * Runs something within what steps there are. Where they are used up, the rest is gone through in a hurry. That is good enough for
 * what only waits for a call; in what runs by itself a decoder could stand behind much work that is done for show.
 */
function guarded(
  machine: Interpreter,
  recorder: Recorder,
  file: string,
  moment: Moment,
  run: () => void,
  onHurry?: () => void,
): void {
  machine.begin(moment);
  const failure = failureOf(run);
  const { isHurried } = machine;
  const reason = failure ?? (isHurried && moment !== 'call' ? TOO_MUCH_WORK : undefined);
  if (reason !== undefined) recorder.incomplete(file, reason);
  if (isHurried) onHurry?.();
}

const TOO_MUCH_WORK = phrase('takes more work to follow than is allowed');

/** Why something did not run to its end; what the code itself throws is an end, too. */
function failureOf(run: () => void): Words | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof OutOfBudget) return TOO_MUCH_WORK;
    if (error instanceof RangeError) return phrase('is nested too deeply');
    if (!(error instanceof Error)) return String(error);
    if (error.message !== 'thrown by the code') return error.message;
  }
  return undefined;
}

/**
 * What nobody has called is called with what is not known: a caller may. First each function by itself, where its file is worth
 * a look; then those in full that are worth it.
 */
function runUncalled(machine: Interpreter, recorder: Recorder, isWorthALook: (file: string) => boolean): Survey {
  const { watch } = machine;
  const survey = new Survey();
  let instances: Instances = new WeakMap();
  const callEach = (callee: Obj, onHurry?: () => void, isAgain = false): void =>
    guarded(
      machine,
      recorder,
      fileOf(callee),
      'call',
      () => machine.maybeValue(() => callFromOutside(machine, callee, instances, isAgain)),
      onHurry,
    );
  // What takes long to look at is followed: that has a bound of its own.
  const look = (callee: Obj): void =>
    machine.budget.besides(machine.budget.allowance.look, () => callEach(callee, () => survey.tells()));
  // What a file has that is not worth a look by itself is worth one where something calls it that is: it may be what reads a secret.
  const passedOver = new Map<object, Obj>();
  for (let count = 0; watch.uncalled.size > 0 && count < MAX_UNCALLED; count += 1) {
    for (const [id, callee] of watch.uncalled) {
      watch.uncalled.delete(id);
      if (isWorthALook(fileOf(callee)) || survey.isLedTo(id))
        watch.surveying(survey, () => survey.of(id, callee, () => look(callee)));
      else passedOver.set(id, callee);
    }
    for (const [id, callee] of passedOver) {
      if (!survey.isLedTo(id)) continue;
      passedOver.delete(id);
      watch.uncalled.set(id, callee);
    }
  }
  // What a first look has done to an object, or has seen read, says nothing of what happens where all is followed.
  instances = new WeakMap();
  machine.readUnpicked.clear();
  for (const [id, callee] of survey.worthFollowing())
    if (!watch.called.has(id))
      machine.budget.within(machine.budget.allowance.call, () =>
        callEach(callee, undefined, survey.isWorthCallingAgain(id)),
      );
  return survey;
}

function fileOf({ call }: Obj): string {
  return call?.kind === 'closure' ? call.scope.unit.file : '';
}
