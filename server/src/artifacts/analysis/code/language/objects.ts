import { unknown } from '../values/lattice.js';
import { isObj, method, methods } from '../values/objects.js';
import type { Native, Value } from '../values/types.js';
import { keyFrom } from './coercion.js';

function hasOwn(self: Value, key: Value): Value {
  const name = keyFrom(key);
  if (!isObj(self) || name === undefined) return unknown();
  if (self.props.has(name)) return true;
  if (self.items !== undefined && /^\d+$/.test(name)) return Number(name) < self.items.length;
  return self.open || self.rest !== undefined || self.fallback !== undefined ? unknown() : false;
}

/** What every object has. */
export const OBJECT_METHODS: Readonly<Record<string, Native['run']>> = methods({
  hasOwnProperty: method((_machine, self, [key]) => hasOwn(self, key)),
  propertyIsEnumerable: method((_machine, self, [key]) => hasOwn(self, key)),
  isPrototypeOf: () => unknown(),
  valueOf: method((_machine, self) => self),
  toString: method((_machine, self) => (isObj(self) && self.tag === 'Object' ? '[object Object]' : unknown())),
  toLocaleString: () => unknown(),
  __defineGetter__: (machine, self, [key, getter]) => {
    machine.defineAccessor(self, key, 'get', getter);
    return undefined;
  },
});

/** `Object.hasOwn(object, key)`. */
export { hasOwn };
