import { isUnknown, joinAll, unknown } from '../values/lattice.js';
import { array, isCallable, isObj, native, promise } from '../values/objects.js';
import type { Machine, Obj, Unknown, Value } from '../values/types.js';
import { parametersFor, type ApiCall, type Family } from './api-call.js';

export const OBSERVABLES: readonly string[] = ['rxjs', 'rxjs/operators', 'rxjs/fetch', 'rxjs/ajax'];

/** RxJS: what an observable gives, each time. */
const ITEM = '@@item';
const NAME = 'rxjs.Observable()';

const CREATES = /^(?:of|from|defer|merge|concat|combineLatest|forkJoin|zip|race|fromFetch|ajax|throwError|scheduled)$/;
const MAPS = /^(?:map|mergeMap|flatMap|switchMap|concatMap|exhaustMap|expand|switchMapTo|mapTo)$/;
const COLLECTS = /^(?:toArray|buffer\w*|window\w*|pairwise)$/;
const FOLDS = /^(?:scan|reduce|mergeScan)$/;
const SETTLES = /^(?:firstValueFrom|lastValueFrom|toPromise)$/;

export const observables: Family = (machine, call) => {
  const { method, args, self, callee } = call;
  const own = [self, callee].find(isObservable);
  if (own !== undefined) return ofObservable(machine, own, call);
  if (SETTLES.test(method)) return promise(itemIn(machine, args[0]), machine.depth);
  if (CREATES.test(method)) return observable(joinAll(args.map((arg) => itemIn(machine, arg))));
  // Everything else makes an operator, which is told its source by `pipe`.
  return native(method, (inner, _self, [source]) => observable(operate(inner, method, itemIn(inner, source), args)));
};

function ofObservable(machine: Machine, own: Unknown, { method, args }: ApiCall): Value {
  const item = itemIn(machine, own);
  if (method === 'pipe') return args.reduce<Value>((source, step) => machine.call(step, undefined, [source]), own);
  if (SETTLES.test(method)) return promise(item, machine.depth);
  for (const arg of args) {
    const heard = isObj(arg) && arg.call === undefined ? machine.get(arg, 'next') : arg;
    if (isCallable(heard)) machine.callHandler(heard, [item]);
  }
  return unknown();
}

function observable(item: Value): Unknown {
  return { kind: 'unknown', taints: [], api: NAME, props: new Map([[ITEM, item]]) };
}

function isObservable(value: Value): value is Unknown {
  return isUnknown(value) && value.props?.has(ITEM) === true;
}

/** What comes out of an observable, a promise, a list, or a function that makes one of them. */
function itemIn(machine: Machine, source: Value): Value {
  if (isObservable(source)) return source.props?.get(ITEM);
  if (isCallable(source)) return itemIn(machine, machine.callHandler(source, parametersFor(source, [])));
  if (!isObj(source)) return source;
  if (source.tag === 'Promise') return source.inner;
  return source.items === undefined ? source : joinAll([...machine.elements(source).items]);
}

function operate(machine: Machine, method: string, item: Value, args: readonly Value[]): Value {
  const [step] = args;
  if (COLLECTS.test(method)) return listOf(item, machine.depth);
  if (!isCallable(step)) return item;
  if (FOLDS.test(method)) return machine.callHandler(step, [args[1], item]);
  const result = machine.callHandler(step, [item, unknown()]);
  return MAPS.test(method) ? itemIn(machine, result) : item;
}

function listOf(item: Value, depth: number): Obj {
  const list = array([], depth);
  list.rest = item;
  list.open = true;
  return list;
}
