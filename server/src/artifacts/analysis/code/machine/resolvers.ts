import { isObj } from '../values/objects.js';
import type { Obj, Scope, Value } from '../values/types.js';

/** How far out the functions of a promise stand: in its executor, around the handlers that call them. */
const MAX_SCOPES_OUT = 3;
/** An executor has few names; what has more is a module. */
const MAX_NAMES_OF_EXECUTOR = 12;

/** What settles the promise that a handler is for: each time that its maker is called it is another one. */
export function resolverOf(scope: Scope): object | undefined {
  let at: Scope | undefined = scope;
  for (let out = 0; at !== undefined && out < MAX_SCOPES_OUT; out++, at = at.parent) {
    if (at.vars.size > MAX_NAMES_OF_EXECUTOR) return undefined;
    for (const { value } of at.vars.values()) if (isResolve(value)) return value.call;
  }
  return undefined;
}

export function isResolve(value: Value): value is Obj {
  return isObj(value) && value.call?.kind === 'native' && value.call.name === 'resolve';
}
