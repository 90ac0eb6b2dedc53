import type { ESTree } from 'meriyah';
import { textFrom } from '../language/coercion.js';
import { createRootScope, createScope, declare } from '../machine/scopes.js';
import { runBody } from '../machine/statements.js';
import { joinAll, membersOf, unknown } from '../values/lattice.js';
import { isObj } from '../values/objects.js';
import { allTaints, joinTaints, taint, taintsOfAll } from '../values/taints.js';
import { HOLE, isSymbolic, knownParts, textOf, textsOf, withHoles } from '../values/text.js';
import type { Frame, Machine, Node, Scope, Taints, Unit, Value } from '../values/types.js';
import { isOfModule, runModule, type Module } from './modules.js';
import { parseCode } from './parse.js';
import type { Recorder } from './recorder.js';

/** Code in code in code: after that it is called hidden, whatever it is. */
const MAX_NESTING = 12;

/** Code that only gets at the global object or stops a debugger, as obfuscators add it to all that goes through them. */
const HARMLESS_WORDS = /^(?:return|this|function|constructor|debugger|while|true|[\s"'(){}[\].;!])*$/;
const LONGEST_HARMLESS = 100;

function isHarmless(code: Value): boolean {
  const text = textOf(code);
  return text !== undefined && text.length <= LONGEST_HARMLESS && HARMLESS_WORDS.test(text);
}

/** Of what is not known nobody can say how short it is. */
function isOpenText(code: Value): boolean {
  const text = textOf(code);
  return text !== undefined && isSymbolic(text);
}

/** What somebody else's code gives back is what they wanted to know, as the output of a command is. */
function saidBy(machine: Machine, code: Taints): Taints {
  const isForeign = code.some(({ kind }) => kind === 'downloaded');
  return isForeign ? joinTaints(code, taint('command-output', machine.position())) : code;
}

/** Code that comes as a text: what `eval`, `Function` and addresses with code in them run. */
export class CodeText {
  readonly #recorder: Recorder;
  readonly #createModule: (machine: Machine, unit: Unit) => Module;

  constructor(recorder: Recorder, createModule: (machine: Machine, unit: Unit) => Module) {
    this.#recorder = recorder;
    this.#createModule = createModule;
  }

  evaluate(machine: Machine, source: Value, scope: Scope | undefined): Value {
    const taints = allTaints(source);
    if (!isHarmless(source)) this.#recorder.capability('evaluation', () => machine.position());
    if (!isHarmless(source)) machine.report({ sink: 'evaluated', taints });
    const results = membersOf(source).map((one) => {
      const text = textsOf(one)[0];
      // A value that is no text is what `eval` gives back.
      if (text === undefined) return isObj(one) ? one : unknown(saidBy(machine, taints));
      if (!isSymbolic(text)) return this.run(machine, text, taints, scope);
      // What it gives is not known, but what it does with what was put into it.
      if (knownParts(text).trim() !== '') this.run(machine, withHoles(text), taints, scope, taints);
      return unknown(taints);
    });
    return results.length === 0 ? undefined : joinAll(results);
  }

  /**
   * Runs a text as what it is, a script or a module.
   * @param holes what those parts of it are made of that are not known
   * @returns what it ends with, or exports
   */
  run(machine: Machine, text: string, taints: Taints, scope: Scope | undefined, holes?: Taints): Value {
    const unit = innerUnit(machine, text, holes);
    if (unit === undefined) return unknown(taints);
    const program = parseCode(text);
    if (program === undefined) return unknown(taints);
    const statements = program.body as readonly Node[];
    if (statements.some(isOfModule)) return this.#runModuleText(machine, unit, program);
    const outer: Scope = scope ?? globalScope(machine, unit);
    const inner: Scope = { ...createScope(outer, { isFunction: true }), unit };
    if (holes !== undefined) declare(inner, HOLE, unknown(holes), machine.depth);
    const last = statements.at(-1);
    return machine.activate(unit, () => {
      if (last?.type !== 'ExpressionStatement') {
        runBody(machine, statements, inner);
        return machine.activation.hasReturned ? machine.activation.returned : undefined;
      }
      runBody(machine, statements.slice(0, -1), inner);
      return machine.evaluate(last.expression, inner);
    }).value;
  }

  /** A text with imports of its own is a module: what `import('data:…')` and `--input-type=module` run. */
  #runModuleText(machine: Machine, unit: Unit, program: ESTree.Program): Value {
    const module = this.#createModule(machine, unit);
    machine.activate(unit, () => {
      runModule(machine, { program, isModule: true, text: unit.text }, module);
      return undefined;
    });
    return machine.get(module.object, 'exports');
  }

  makeFunction(machine: Machine, args: readonly Value[]): Value {
    const body = args.at(-1) ?? '';
    const taints = joinTaints(taintsOfAll(args), isOpenText(body) ? allTaints(body) : []);
    if (!isHarmless(body)) machine.report({ sink: 'evaluated', taints });
    const made = membersOf(body).flatMap((one): readonly Value[] => {
      const text = textsOf(one)[0];
      if (text === undefined || isSymbolic(text)) return [];
      const names = args
        .slice(0, -1)
        .map((arg) => textFrom(arg).text)
        .join(',');
      const source = `(function anonymous(${names}\n) {\n${text}\n})`;
      const unit = innerUnit(machine, source);
      const statement = unit === undefined ? undefined : parseCode(source)?.body[0];
      if (unit === undefined || statement?.type !== 'ExpressionStatement') return [];
      const scope = globalScope(machine, unit);
      return [machine.activate(unit, () => machine.evaluate(statement.expression, scope)).value];
    });
    return made.length === 0 ? unknown(saidBy(machine, taints)) : joinAll(made);
  }
}

function innerUnit(machine: Machine, text: string, holes?: Taints): Unit | undefined {
  const host = machine.position();
  const nesting = host.unit.nesting + 1;
  if (nesting > MAX_NESTING) {
    machine.behave('nested-code', `${MAX_NESTING} layers`);
    return undefined;
  }
  return { file: host.unit.file, text, host, nesting, holes };
}

function globalScope(machine: Machine, unit: Unit): Scope {
  const frame: Frame = { self: machine.apiObject('global'), args: [] };
  return createRootScope(unit, frame);
}
