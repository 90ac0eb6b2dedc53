import { join, unknown } from '../values/lattice.js';
import { array, isCallable, native, object } from '../values/objects.js';
import { allTaints } from '../values/taints.js';
import type { Machine, Obj, Value } from '../values/types.js';
import { UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { fieldsOfComponents } from './page-secrets.js';

type Hook = (machine: Machine, args: readonly Value[]) => Value;

/** What a component keeps from one call of it to the next, by the place where it asks for it. */
function kept(machine: Machine, initial: () => Value): Obj {
  const { unit, offset } = machine.position();
  const states = machine.apiObject('react').props;
  const id = `@@state ${unit.file} ${offset}`;
  const known = states?.get(id) as Obj | undefined;
  const state = known ?? object('Object', { props: [[CURRENT, initial()]], depth: machine.depth });
  // What a first look puts there would be taken for what every call finds.
  if (known === undefined && !machine.isFirstLook) states?.set(id, state);
  return state;
}

const CURRENT = 'current';

function stateHook(machine: Machine, given: Value): Value {
  const state = kept(machine, () => (isCallable(given) ? machine.call(given, undefined, []) : given));
  const set = native('set', (inner, _self, [value]) => {
    const now = inner.get(state, CURRENT);
    const next = isCallable(value) ? inner.call(value, undefined, [now]) : value;
    // Which of them a later call finds is not known.
    state.props.set(CURRENT, join(now, next));
    return undefined;
  });
  const now = machine.get(state, CURRENT);
  // What hangs on what somebody types or clicks happens at some time.
  return array([machine.isFirstLook ? unknown(allTaints(now)) : now, set], machine.depth);
}

/** What React and those that are made like it call a component's hooks. */
const HOOKS: Readonly<Record<string, Hook>> = {
  useState: (machine, [initial]) => stateHook(machine, initial),
  useRef: (machine, [initial]) => kept(machine, () => initial),
  useMemo: (machine, [make]) => machine.call(make, undefined, []),
  useCallback: (_machine, [callback]) => callback,
  memo: (_machine, [component]) => component,
  forwardRef: (_machine, [render]) => render,
};

const AFTERWARDS = /^use(?:Layout|Insertion)?Effect$/;

/** Components: what they keep, what they do once they are drawn, and what is typed into their fields. */
export const components: Family = (machine, call: ApiCall) => {
  const { method, args } = call;
  if (AFTERWARDS.test(method) && isCallable(args[0])) return machine.callHandler(args[0], []);
  const hook = Object.hasOwn(HOOKS, method) ? HOOKS[method] : undefined;
  if (hook === undefined) return fieldsOfComponents(machine, call);
  return args.length === 0 && method !== 'useState' && method !== 'useRef' ? UNHANDLED : hook(machine, args);
};
