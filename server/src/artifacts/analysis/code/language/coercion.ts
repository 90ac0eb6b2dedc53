import { allTaints, CLEAN } from '../values/taints.js';
import { isSymbolic, SOMETHING, textOfUnknown } from '../values/text.js';
import type { Closure, Native, Obj, Primitive, Tag, Taints, Value } from '../values/types.js';

/** What an operator sees of a value: a primitive that may have open parts, or `undefined` where nothing is known. */
export interface Operand {
  readonly known: boolean;
  readonly value: Primitive;
  readonly taints: Taints;
}

const MAX_DEPTH = 6;
/** What the maker of functions says of itself. */
const NATIVE_FUNCTION = 'function Function() { [native code] }';

/** The primitive that the language makes of a value for an operator. */
export function operandOf(value: Value, depth = 0): Operand {
  if (typeof value !== 'object' || value === null) return { known: true, value, taints: CLEAN };
  switch (value.kind) {
    case 'known':
      return { known: true, value: value.value, taints: value.taints };
    case 'unknown': {
      const text = value.api === 'Function' ? NATIVE_FUNCTION : value.text;
      return text === undefined
        ? { known: false, value: undefined, taints: value.taints }
        : { known: true, value: text, taints: value.taints };
    }
    case 'union':
      return { known: false, value: undefined, taints: allTaints(value) };
    case 'object':
      return objectOperand(value, depth);
    default:
      // A property with a getter that slipped through as a value.
      return { known: false, value: undefined, taints: CLEAN };
  }
}

function objectOperand(value: Obj, depth: number): Operand {
  const inner = value.inner;
  if ((value.tag === 'Number' || value.tag === 'Boolean' || value.tag === 'String') && inner !== undefined) {
    return operandOf(inner, depth);
  }
  const text = depth > MAX_DEPTH ? undefined : textOfObject(value, depth);
  return { known: text !== undefined, value: text, taints: allTaints(value) };
}

/** What an object of the language says of itself, where that is not what it is kept as. */
export const OWN_TEXT = '@@text';

/** As JSFuck and its kin rely on it: `[] + {}`, `[].flat + ""`. */
function textOfObject(value: Obj, depth: number): string | undefined {
  if (value.props.has('toString') || value.props.has('valueOf') || value.open) return undefined;
  const own = value.props.get(OWN_TEXT);
  if (typeof own === 'string') return own;
  return TEXT_BY_TAG[value.tag]?.(value, depth);
}

const TEXT_BY_TAG: Readonly<Partial<Record<Tag, (value: Obj, depth: number) => string | undefined>>> = {
  Array: ({ rest, items = [] }, depth) => (rest === undefined ? listText(items, depth) : undefined),
  Function: ({ call }) => (call === undefined ? undefined : sourceOf(call)),
  Buffer: ({ bytes, open }) => (bytes === undefined || open ? undefined : Buffer.from(bytes).toString()),
  Object: ({ proto }) => (proto === undefined ? '[object Object]' : undefined),
  RegExp: ({ inner }) => (typeof inner === 'string' ? inner : undefined),
};

/** What a function says of itself: code that guards itself against being reformatted reads it. */
export function sourceOf(call: Closure | Native): string | undefined {
  if (call.kind === 'native') return `function ${call.name}() { [native code] }`;
  const { node, scope } = call;
  return node === undefined ? undefined : scope.unit.text.slice(node.start, node.end);
}

function listText(items: readonly Value[], depth: number): string | undefined {
  const parts: string[] = [];
  for (const item of items) {
    const { known, value } = operandOf(item, depth + 1);
    if (!known || typeof value === 'symbol') return undefined;
    parts.push(value == null ? '' : String(value));
  }
  return parts.join(',');
}

export interface Text {
  readonly text: string;
  /** Every part is known. */
  readonly whole: boolean;
  readonly taints: Taints;
}

/** What a value is inside of a text: unknown parts stay open. */
export function textFrom(value: Value): Text {
  const { known, value: primitive, taints } = operandOf(value);
  if (known) {
    const text = String(primitive);
    return { text, whole: !isSymbolic(text), taints };
  }
  const text = typeof value === 'object' && value?.kind === 'unknown' ? textOfUnknown(value) : SOMETHING;
  return { text, whole: false, taints };
}

/** The number a value is, where it is known. */
export function numberFrom(value: Value): number | undefined {
  const { known, value: primitive } = operandOf(value);
  if (!known || isSymbolic(primitive) || typeof primitive === 'bigint') return undefined;
  return Number(primitive);
}

/** The key under which a property is found; undefined where it is not known. */
export function keyFrom(value: Value): string | undefined {
  if (typeof value === 'string') return value.includes('\uE000') ? undefined : value;
  if (typeof value === 'number') return String(value);
  const { known, value: primitive } = operandOf(value);
  return known && !isSymbolic(primitive) ? String(primitive) : undefined;
}
