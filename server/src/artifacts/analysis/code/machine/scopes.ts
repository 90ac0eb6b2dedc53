import { isObj } from '../values/objects.js';
import { textOf } from '../values/text.js';
import type { Binding, Frame, Machine, Scope, Unit, Value } from '../values/types.js';

export function createScope(parent: Scope, own: Partial<Pick<Scope, 'frame' | 'isFunction' | 'turn'>> = {}): Scope {
  return {
    vars: new Map(),
    parent,
    frame: own.frame ?? parent.frame,
    unit: parent.unit,
    isFunction: own.isFunction ?? false,
    turn: own.turn,
  };
}

/** What a turn of a loop, or of a callback, is about: a name, or that of an entry. */
export function nameIn(item: Value): string | undefined {
  return textOf(isObj(item) ? item.items?.[0] : item);
}

export function createRootScope(unit: Unit, frame: Frame, parent?: Scope): Scope {
  return { vars: new Map(), parent, frame, unit, isFunction: true };
}

export function lookUp(scope: Scope, name: string): Binding | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const binding = at.vars.get(name);
    if (binding !== undefined) return binding;
  }
  return undefined;
}

/** A name of the scope's own. One that is there already keeps its binding, as closures hold it. */
export function declare(scope: Scope, name: string, value: Value, depth: number): void {
  const binding = scope.vars.get(name);
  if (binding === undefined) scope.vars.set(name, { value, depth });
  else binding.value = value;
}

/** Where less is certain than when the variable was made, it may keep what it had. */
export function store(machine: Machine, binding: Binding, value: Value): void {
  machine.overwrite(binding, binding.depth, '', binding.value);
  binding.value = value;
}

/** The scope that `var` belongs to. */
export function functionScopeOf(scope: Scope): Scope {
  let at = scope;
  while (!at.isFunction && at.parent !== undefined) at = at.parent;
  return at;
}
