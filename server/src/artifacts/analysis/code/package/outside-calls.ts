import type { Interpreter } from '../machine/interpreter.js';
import { projectGiven } from '../platform/build-projects.js';
import { isHookOfBuild, noteBuilt } from '../platform/builds.js';
import { injectedArguments } from '../platform/injection.js';
import { isHandedOnRequest, isMiddleware, middlewareArguments } from '../platform/routes.js';
import { isGivenAsKey, isKeyName, isLoginName, mayAskHosts, takesKey } from '../platform/secrets.js';
import { requestInput, twice } from '../platform/served-requests.js';
import { workflowContext } from '../platform/workflow-nodes.js';
import { unknown } from '../values/lattice.js';
import { isObj } from '../values/objects.js';
import { ownTaints, taint } from '../values/taints.js';
import type { Closure, Machine, Node, Obj, Taint, Value } from '../values/types.js';

/** One object of each class, on which its methods are called. */
export type Instances = WeakMap<Obj, Value>;

/**
 * Calls a function as somebody would of whom nothing is known, and takes from a generator all that it has.
 * @param isAgain whether it is called once more when everything else has run, with what calls have left by then
 */
export function callFromOutside(machine: Interpreter, callee: Obj, instances: Instances, isAgain: boolean): Value {
  return finished(machine, called(machine, callee, instances, isAgain));
}

/** A generator does nothing before somebody asks it for something. */
function finished(machine: Machine, result: Value): Value {
  return isObj(result) && result.props.has('@@all') ? machine.call(machine.get(result, '@@all'), result, []) : result;
}

function called(machine: Interpreter, callee: Obj, instances: Instances, isAgain: boolean): Value {
  const { call } = callee;
  if (call?.kind !== 'closure') return undefined;
  const { unit } = call.scope;
  if (call.node !== undefined && isMiddleware(call.node, unit.text))
    return callMiddleware(machine, callee, call, instances);
  const given = (): readonly Value[] => {
    const args = injectedArguments(machine, callee) ?? argumentsFor(machine, call, unit.text);
    const isTelling = ({ kind }: Taint): boolean => kind !== 'login' || mayAskHosts(unit);
    if (args.some((arg) => ownTaints(arg).some(isTelling))) machine.onlooker.tells();
    return args;
  };
  return callWith(machine, callee, call, given, instances, isAgain);
}

function callMiddleware(machine: Interpreter, callee: Obj, call: Closure, instances: Instances): Value {
  let result: Value = undefined;
  machine.onlooker.tells();
  twice(machine, (isMarked) => {
    result = callWith(machine, callee, call, () => middlewareArguments(machine, isMarked), instances);
  });
  return result;
}

/** @param given what it is called with, which begins where the function stands */
function callWith(
  machine: Interpreter,
  callee: Obj,
  call: Closure,
  given: () => readonly Value[],
  instances: Instances,
  isAgain = false,
): Value {
  const { unit } = call.scope;
  return machine.activate(unit, () =>
    machine.at(call.node?.start ?? 0, () => {
      const args = given();
      if (call.classParts !== undefined || hasMethods(callee)) return machine.construct(callee, args);
      const own = selfFor(machine, call, instances);
      const self = workflowContext(machine, call, own) ?? own;
      const result = machine.callAnyTime(() =>
        isAgain ? machine.callHandler(callee, args, self) : machine.call(callee, self, args),
      );
      if (isHookOfBuild(call)) noteBuilt(machine, result);
      return result;
    }),
  ).value;
}

/** A function whose objects have methods is a class, as these are written for engines that know none. */
function hasMethods({ props }: Obj): boolean {
  const prototype = props.get('prototype') as Value;
  return isObj(prototype) && prototype.props.size > 1;
}

/**
 * A method needs an object as its class makes them. Compilers make a function in each method that waits for something, and
 * hand it on together with `this`.
 */
function selfFor(machine: Machine, { home, scope }: Closure, instances: Instances): Value {
  if (!isObj(home)) return isObj(scope.frame.self) ? scope.frame.self : unknown();
  const constructor = home.props.get('constructor') as Value;
  if (!isObj(constructor) || constructor.call?.kind !== 'closure') return home;
  const cached = instances.get(constructor);
  if (cached !== undefined) return cached;
  // Where that takes too long or goes wrong, the prototype has to do.
  instances.set(constructor, home);
  const { call } = constructor;
  const instance = machine.aside(() =>
    machine.construct(constructor, injectedArguments(machine, constructor) ?? argumentsFor(machine, call)),
  );
  instances.set(constructor, instance);
  return instance;
}

/** Classes have keys of all sorts: of accounts of a chain, of a cache. */
function isPlain({ home, classParts }: Closure): boolean {
  return home === undefined && classParts === undefined;
}

/** What takes a key hands it on: it is no longer than this. */
const LONGEST_OF_KEYS = 4_000;

function argumentsFor(machine: Machine, call: Closure, text = ''): readonly Value[] {
  const { node } = call;
  if (node === undefined) return [];
  const { start = 0, end = 0 } = node;
  const body = end - start < LONGEST_OF_KEYS ? text.slice(start, end) : '';
  return (node.params as readonly Node[]).map((param, index) =>
    argumentFor(machine, call, { own: param.type === 'Identifier' ? param.name : '', index, body }),
  );
}

interface Parameter {
  /** Its name, where it is written as one. */
  readonly own: string;
  readonly index: number;
  /** Of its function, where that is short. */
  readonly body: string;
}

function argumentFor(machine: Machine, call: Closure, parameter: Parameter): Value {
  const { own, body } = parameter;
  const project = projectGiven(call, own);
  if (project !== undefined) return project;
  if (isHandedOnRequest(own, body)) return requestInput(machine);
  if (isKeyOfMoney(call, parameter)) return unknown(taint('key-material', machine.position(), own || call.name));
  return unknown(isOfAccount(call, parameter) ? taint('login', machine.position(), own) : []);
}

function isKeyOfMoney({ name }: Closure, { own, index, body }: Parameter): boolean {
  return isKeyName(own) || (index === 0 && takesKey(name)) || isGivenAsKey(body, own);
}

function isOfAccount(call: Closure, { own, index }: Parameter): boolean {
  return isLoginName(own) || (index === 0 && own === 'key' && isPlain(call));
}
