import { known, unknown } from '../values/lattice.js';
import { allTaints } from '../values/taints.js';
import { isSymbolic } from '../values/text.js';
import { method, methods } from '../values/objects.js';
import type { Native } from '../values/types.js';
import { numberFrom, operandOf } from './coercion.js';

/** The methods of a number. */
export const NUMBER_METHODS: Readonly<Record<string, Native['run']>> = methods({
  toString: method((_machine, self, args) => {
    const operand = operandOf(self);
    const radix = args[0] === undefined ? 10 : numberFrom(args[0]);
    if (!operand.known || isSymbolic(operand.value) || radix === undefined || radix < 2 || radix > 36) {
      return unknown(allTaints(self));
    }
    const { value, taints } = operand;
    return known(
      typeof value === 'number' || typeof value === 'bigint' ? value.toString(radix) : String(value),
      taints,
    );
  }),
  toFixed: (_machine, self, args) => {
    const value = numberFrom(self);
    return value === undefined ? unknown() : value.toFixed(Math.min(100, Math.max(0, numberFrom(args[0] ?? 0) ?? 0)));
  },
  valueOf: method((_machine, self) => self),
});
