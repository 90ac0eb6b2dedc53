import type { ESTree } from 'meriyah';
import { truthOf, unknown } from '../values/lattice.js';
import type { Completion, Elements, Machine, Node, Scope, Value } from '../values/types.js';
import { isEndless, type MaybeEndless } from './endless-loops.js';
import { createScope, nameIn } from './scopes.js';

/** A loop whose end is not known shows what it does in this many rounds: what one round stores, the next one uses. */
const ROUNDS_NOT_KNOWN = 2;
/** A loop that counts over things that are not known does the same in each round. */
const ROUNDS_OVER_UNKNOWN = 12;
/** Parts of a flattened function: more than these no function has that anybody reads. */
const LONGEST_ORDER = 64;
/** Lists that the code itself spells out are gone through. */
const ELEMENTS_OVER_UNKNOWN = 64;

interface Loop {
  readonly label: string | undefined;
  /** Nothing in it ever leaves it. */
  readonly isEndless: boolean;
  /** Each round does another part of what was one function. */
  readonly isDispatch: boolean;
  readonly test: () => Value;
  readonly body: () => Completion;
  readonly update?: () => void;
}

export const LOOPS = {
  ForStatement(machine: Machine, node: ESTree.ForStatement, scope: Scope): Completion {
    const label = machine.takeLabel();
    const inner = createScope(scope);
    const { init, test, update, body } = node;
    const isEndless = noteEndless(machine, node);
    if (init != null) {
      if (init.type === 'VariableDeclaration') machine.execute(init, inner);
      else machine.evaluate(init, inner);
    }
    let round = inner;
    return repeat(machine, {
      label,
      isEndless,
      isDispatch: isDispatch(body),
      test: () => (test == null ? true : machine.evaluate(test, round)),
      body: () => machine.execute(body, round),
      update: () => {
        // Closures made in one round keep that round's variables.
        round = copied(round, scope);
        if (update != null) machine.evaluate(update, round);
      },
    });
  },
  WhileStatement(machine: Machine, node: ESTree.WhileStatement, scope: Scope): Completion {
    const label = machine.takeLabel();
    const isEndless = noteEndless(machine, node);
    return repeat(machine, {
      label,
      isEndless,
      isDispatch: isDispatch(node.body),
      test: () => machine.evaluate(node.test, scope),
      body: () => machine.execute(node.body, scope),
    });
  },
  DoWhileStatement(machine: Machine, node: ESTree.DoWhileStatement, scope: Scope): Completion {
    const label = machine.takeLabel();
    noteEndless(machine, node);
    const first = machine.execute(node.body, scope);
    if (leaves(machine, first, label)) return afterLoop(machine, first);
    return repeat(machine, {
      label,
      isEndless: false,
      isDispatch: false,
      test: () => machine.evaluate(node.test, scope),
      body: () => machine.execute(node.body, scope),
    });
  },
  ForOfStatement(machine: Machine, node: ESTree.ForOfStatement, scope: Scope): Completion {
    const label = machine.takeLabel();
    return forEach(machine, node, scope, machine.elements(machine.evaluate(node.right, scope)), label);
  },
  ForInStatement(machine: Machine, node: ESTree.ForInStatement, scope: Scope): Completion {
    const label = machine.takeLabel();
    return forEach(machine, node, scope, machine.keys(machine.evaluate(node.right, scope)), label);
  },
};

function noteEndless(machine: Machine, node: MaybeEndless): boolean {
  const result = isEndless(node);
  if (result) machine.at(node.start ?? 0, () => machine.behave('endless-loop'));
  return result;
}

function copied(from: Scope, parent: Scope): Scope {
  if (from.vars.size === 0) return from;
  const scope = createScope(parent);
  for (const [name, binding] of from.vars) scope.vars.set(name, { ...binding });
  return scope;
}

/** Rounds that were gone through: all, those with something unknown in them, those that may have left the loop, and all since. */
interface Rounds {
  all: number;
  open: number;
  leaving: number;
  sinceLeaving: number;
  /** The last one. */
  isLeaving: boolean;
}

function repeat(machine: Machine, loop: Loop): Completion {
  const rounds: Rounds = { all: 0, open: 0, leaving: 0, sinceLeaving: 0, isLeaving: false };
  for (;;) {
    const { unknowns } = machine;
    machine.step();
    const truth = truthOf(loop.test());
    // Others may have filled a queue by the time that somebody calls what empties it.
    if (truth === false && machine.isFirstLook && rounds.all === 0) return repeatMaybe(machine, loop, 1);
    if (truth !== true) return afterTest(machine, loop, truth);
    const { exits } = machine;
    const completion = loop.body();
    if (leaves(machine, completion, loop.label)) return afterLoop(machine, completion);
    loop.update?.();
    count(rounds, machine.unknowns > unknowns, machine.exits > exits);
    if (rounds.open >= ROUNDS_OVER_UNKNOWN || hasShownAll(machine, loop, rounds)) return 'normal';
  }
}

function count(rounds: Rounds, isOpen: boolean, mayLeave: boolean): void {
  rounds.all += 1;
  rounds.isLeaving = mayLeave;
  if (isOpen) rounds.open += 1;
  if (mayLeave) rounds.leaving += 1;
  if (rounds.leaving > 0) rounds.sinceLeaving += 1;
}

/** `while (true) { switch (order[at++]) { … } break; }`, as obfuscators take functions apart. */
function isDispatch(body: Node): boolean {
  return (body.type === 'BlockStatement' ? body.body : [body]).some(({ type }) => type === 'SwitchStatement');
}

/**
 * Whether further rounds are not gone through: the loop has no end, may have ended, or there is no time for more. Where each
 * round does another part, what may leave the loop in some of them says nothing of the others.
 */
function hasShownAll(machine: Machine, { isEndless, isDispatch: isInParts }: Loop, rounds: Rounds): boolean {
  const mayHaveEnded = isInParts
    ? rounds.leaving === rounds.all || rounds.sinceLeaving > LONGEST_ORDER
    : rounds.isLeaving;
  return rounds.all >= ROUNDS_NOT_KNOWN && (isEndless || machine.isHurried || mayHaveEnded);
}

/** The loop has ended, or may have. */
function afterTest(machine: Machine, loop: Loop, truth: false | undefined): Completion {
  return truth === false ? 'normal' : repeatMaybe(machine, loop, ROUNDS_NOT_KNOWN);
}

function repeatMaybe(machine: Machine, loop: Loop, rounds: number): Completion {
  machine.maybe(() => {
    for (let round = 0; round < rounds; round += 1) {
      if (leaves(machine, loop.body(), loop.label)) break;
      loop.update?.();
      loop.test();
    }
    machine.label = undefined;
    return 'normal';
  });
  machine.exits += 1;
  return 'normal';
}

/** A `continue` that names an outer loop leaves this one. */
function leaves(machine: Machine, completion: Completion, own: string | undefined): boolean {
  if (completion === 'continue') {
    if (machine.label !== undefined && machine.label !== own) return true;
    machine.label = undefined;
    return false;
  }
  return completion !== 'normal';
}

function afterLoop(machine: Machine, completion: Completion): Completion {
  return completion === 'break' && machine.label === undefined ? 'normal' : completion;
}

function forEach(
  machine: Machine,
  node: ESTree.ForOfStatement | ESTree.ForInStatement,
  scope: Scope,
  { items, complete }: Elements,
  label: string | undefined,
): Completion {
  const start = machine.unknowns;
  const run = (item: Value): Completion => {
    machine.step();
    const inner = createScope(scope, { turn: nameIn(item) });
    bind(machine, node.left, item, inner);
    return machine.execute(node.body, inner);
  };
  if (items.length === 0) return withoutItems(machine, run);
  let rounds = 0;
  for (const item of items) {
    const completion = complete ? run(item) : machine.maybe(() => run(item));
    if (leaves(machine, completion, label)) {
      if (complete) return afterLoop(machine, completion);
      machine.exits += 1;
      return 'normal';
    }
    rounds += 1;
    if (machine.unknowns > start && rounds >= ELEMENTS_OVER_UNKNOWN) break;
    if (machine.isHurried && rounds >= ROUNDS_NOT_KNOWN) break;
  }
  return 'normal';
}

/** Others may have filled a queue by the time that somebody calls what empties it. */
function withoutItems(machine: Machine, run: (item: Value) => Completion): Completion {
  if (machine.isFirstLook) machine.maybe(() => run(unknown()));
  return 'normal';
}

function bind(machine: Machine, left: Node, item: Value, scope: Scope): void {
  if (left.type !== 'VariableDeclaration') {
    machine.assign(left, item, scope, false);
    return;
  }
  const [declaration] = left.declarations;
  if (declaration !== undefined) machine.assign(declaration.id, item, scope, left.kind !== 'var');
}
