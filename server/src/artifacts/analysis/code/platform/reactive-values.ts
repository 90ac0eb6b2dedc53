import { unknown } from '../values/lattice.js';
import { array, isCallable, isObj, native, object } from '../values/objects.js';
import type { Machine, Obj, Value } from '../values/types.js';
import type { ApiCall, Family } from './api-call.js';
import { fieldsOfComponents } from './page-secrets.js';

/** Vue, and what has its functions. */
export const REACTIVE: readonly string[] = [
  'vue',
  'vue-demi',
  '@vue/composition-api',
  '@vue/reactivity',
  '@vue/runtime-core',
  '@vue/runtime-dom',
];

type Make = (machine: Machine, args: readonly Value[]) => Value;

const VALUE = 'value';

function holding(machine: Machine, value: Value): Obj {
  return object('Object', { depth: machine.depth, props: [[VALUE, value]] });
}

/** What is in what was made of it, in what a function gives, or in each of a list. */
function valueIn(machine: Machine, source: Value): Value {
  if (isCallable(source)) return machine.callHandler(source, []);
  if (!isObj(source)) return source;
  if (source.items !== undefined)
    return array(
      machine.elements(source).items.map((one) => valueIn(machine, one)),
      machine.depth,
    );
  return source.props.has(VALUE) ? machine.get(source, VALUE) : source;
}

function partsOf(machine: Machine, [whole]: readonly Value[]): Value {
  if (!isObj(whole)) return whole;
  const parts = object('Object', { depth: machine.depth });
  for (const name of whole.props.keys())
    if (typeof name === 'string') machine.set(parts, name, holding(machine, machine.get(whole, name)));
  return parts;
}

function computed(machine: Machine, [made]: readonly Value[]): Value {
  const getter = isCallable(made) ? made : machine.get(made, 'get');
  return holding(machine, machine.callHandler(getter, []));
}

/** Told of each change, with what is there by then. */
function watch(machine: Machine, [source, heard]: readonly Value[]): Value {
  const change = native('watch', (inner) => {
    const now = valueIn(inner, source);
    return inner.call(heard, undefined, [now, now]);
  });
  return isCallable(heard) ? machine.callHandler(change, []) : undefined;
}

/** What draws it fills in what the rest of it looks at. */
function component(machine: Machine, [options]: readonly Value[]): Value {
  const setup = isObj(options) && options.props.has('setup') ? machine.get(options, 'setup') : options;
  if (!isCallable(setup)) return options;
  // Once: another component would have its own.
  machine.aside(() => {
    const given = [unknown(), unknown()];
    const draw = machine.call(setup, undefined, given);
    return isCallable(draw) ? machine.call(draw, undefined, given) : undefined;
  });
  return options;
}

const itself: Make = (_machine, [value]) => value;
const ref: Make = (machine, [value]) => holding(machine, value);
const inside: Make = (machine, [value]) => valueIn(machine, value);
const run: Make = (machine, [effect]) => machine.callHandler(effect, []);

const MAKES: Readonly<Record<string, Make>> = {
  ...{ ref, shallowRef: ref, useTemplateRef: (machine) => holding(machine, undefined) },
  toRef: (machine, [value, name]) =>
    holding(machine, name === undefined ? valueIn(machine, value) : machine.get(value, name)),
  toRefs: partsOf,
  ...{ reactive: itself, shallowReactive: itself, readonly: itself, markRaw: itself, toRaw: itself },
  defineComponent: component,
  ...{ unref: inside, toValue: inside },
  ...{ computed, watch, watchEffect: run, watchPostEffect: run, watchSyncEffect: run },
};

const AFTERWARDS = /^on(?:Before)?(?:Mount(?:ed)?|Unmount(?:ed)?|Update(?:d)?|Activated|Deactivated)$/;

export const reactiveValues: Family = (machine, call: ApiCall) => {
  const { method, args } = call;
  if (AFTERWARDS.test(method)) return run(machine, args);
  const make = Object.hasOwn(MAKES, method) ? MAKES[method] : undefined;
  return make === undefined ? fieldsOfComponents(machine, call) : make(machine, args);
};

/** `const typed = defineModel()`: what a component has together with whoever uses it. */
export const models: Family = (machine) => holding(machine, undefined);
