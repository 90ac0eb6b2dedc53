import { known } from '../values/lattice.js';
import { isObj } from '../values/objects.js';
import { taintsOfAll } from '../values/taints.js';
import type { Machine, Value } from '../values/types.js';
import { textFrom } from '../language/coercion.js';
import { UNHANDLED, type ApiCall } from './api-call.js';

/** `util.promisify(f)` is f, as far as data goes. */
export function utilities(machine: Machine, { method, args }: ApiCall): Value | typeof UNHANDLED {
  if (method === 'promisify' || method === 'callbackify' || method === 'deprecate') return args[0];
  if (method === 'inspect' || method === 'format') return known(textFrom(args[0]).text, taintsOfAll(args));
  if (method !== 'inherits') return UNHANDLED;
  const prototype = machine.get(args[0], 'prototype');
  if (isObj(prototype)) prototype.proto = machine.get(args[1], 'prototype');
  return undefined;
}
