import { isUnknown, joinAll, membersOf, unknown } from '../values/lattice.js';
import { array, isObj, native } from '../values/objects.js';
import { textOf } from '../values/text.js';
import type { Closure, Machine, Obj, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';

/**
 * Packages that make what a class asks for, and hand it to its constructor. Who gets what is said by decorators, by what compilers make of
 * the types of parameters, and by lists of providers.
 */
export const INJECTORS: readonly string[] = [
  '@nestjs/common',
  '@nestjs/core',
  '@angular/core',
  'tsyringe',
  'inversify',
  'typedi',
];

const PROVIDERS = '@@providers';
const INSTANCE = '@@instance';
const TYPES = '@@parameterTypes';
/** More of them belong to a program, and say no more. */
const MAX_PROVIDERS = 200;
/** What asks for what asks for something. */
const DEEPEST = 6;

const tokenAt = (index: number): string => `@@token:${index}`;

function providers(machine: Machine): readonly Obj[] {
  const list = machine.apiObject('injector()').props?.get(PROVIDERS);
  return isObj(list) ? (list.items ?? []).filter(isObj) : [];
}

/** `{ provide: TOKEN, useFactory: (…) => …, inject: […] }`, wherever it stands. */
export function noteProvider(machine: Machine, made: Obj): void {
  const { props } = machine.apiObject('injector()');
  const known = props?.get(PROVIDERS);
  const list = isObj(known) ? known : array([]);
  if ((list.items?.length ?? 0) < MAX_PROVIDERS) list.items?.push(made);
  props?.set(PROVIDERS, list);
}

function closureOf(value: Value): Closure | undefined {
  return isObj(value) && value.call?.kind === 'closure' ? value.call : undefined;
}

function isSame(a: Value, b: Value): boolean {
  if (a === b) return a !== undefined;
  const node = closureOf(a)?.node;
  if (node !== undefined) return node === closureOf(b)?.node;
  const text = textOf(a);
  return text !== undefined && text === textOf(b);
}

/** `{ token: TOKEN, optional: true }` is a token, too; a class stays the same, whatever decorators may have made of it. */
function bare(machine: Machine, token: Value): Value {
  const made = membersOf(token).find((one) => closureOf(one) !== undefined);
  if (made !== undefined) return made;
  return isObj(token) && token.props.has('token') ? bare(machine, machine.get(token, 'token')) : token;
}

/** Gives what somebody asks for by its class, or by a name. */
class Injector {
  readonly #machine: Machine;
  #depth = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  provided(token: Value): Value {
    if (this.#depth >= DEEPEST) return unknown();
    this.#depth += 1;
    try {
      const machine = this.#machine;
      const asked = bare(machine, token);
      const given = providers(machine).filter((one) => isSame(bare(machine, machine.get(one, 'provide')), asked));
      if (given.length > 0) return joinAll(given.map((one) => this.#by(one)));
      return this.#instance(asked);
    } finally {
      this.#depth -= 1;
    }
  }

  all(tokens: Value): readonly Value[] {
    return this.#machine.elements(tokens).items.map((token) => this.provided(token));
  }

  #by(provider: Obj): Value {
    const machine = this.#machine;
    const { props } = provider;
    if (props.has('useValue')) return machine.get(provider, 'useValue');
    if (props.has('useExisting')) return this.provided(machine.get(provider, 'useExisting'));
    if (props.has('useClass')) return this.#instance(bare(machine, machine.get(provider, 'useClass')));
    const given = this.all(asksFor(machine, provider));
    return machine.aside(() => machine.call(machine.get(provider, 'useFactory'), undefined, given));
  }

  #instance(made: Value): Value {
    const machine = this.#machine;
    // Something of another package, by its class: `HttpClient`.
    if (isUnknown(made) && made.api !== undefined) return machine.construct(made, []);
    if (!isObj(made) || closureOf(made) === undefined) return unknown();
    // What a first look does to one says nothing of what happens where all is followed.
    const key = machine.isFirstLook ? `${INSTANCE}InLook` : INSTANCE;
    const known = made.props.get(key) as Value;
    if (known !== undefined) return known;
    const given = this.ofClass(made) ?? [];
    const instance = machine.aside(() => machine.construct(made, given));
    made.props.set(key, instance);
    return instance;
  }

  /** What the constructor of a class is called with; undefined where nobody has said what it asks for. */
  ofClass(made: Obj): readonly Value[] | undefined {
    const types = made.props.get(TYPES) as Value;
    const byType = types === undefined ? [] : this.#machine.elements(types).items;
    const tokens = Array.from({ length: closureOf(made)?.node?.params.length ?? 0 }, (_, index) =>
      made.props.has(tokenAt(index)) ? (made.props.get(tokenAt(index)) as Value) : byType[index],
    );
    if (tokens.every((token) => token === undefined)) return undefined;
    return tokens.map((token) => (token === undefined ? unknown() : this.provided(token)));
  }
}

/** Nest calls it so, and Angular so. */
function asksFor(machine: Machine, provider: Obj): Value {
  return machine.get(provider, provider.props.has('inject') ? 'inject' : 'deps');
}

/** What a function or a class is called with by what makes it; undefined where nobody has said that. */
export function injectedArguments(machine: Machine, callee: Obj): readonly Value[] | undefined {
  const injector = new Injector(machine);
  const provider = providers(machine).find((one) => isSame(one.props.get('useFactory') as Value, callee));
  return provider === undefined ? injector.ofClass(callee) : injector.all(asksFor(machine, provider));
}

/** A decorator that says what a parameter of the constructor asks for. */
function asking(token: Value): Obj {
  return native('Inject', (_machine, _self, [target, , index]) => {
    if (isObj(target) && typeof index === 'number') target.props.set(tokenAt(index), token);
    return undefined;
  });
}

/** `Reflect.metadata('design:paramtypes', [Types])`, as compilers write it. */
export function parameterTypes(key: Value, types: Value): Obj {
  return native('metadata', (_machine, _self, [target, member]) => {
    if (isObj(target) && member === undefined && textOf(key) === 'design:paramtypes') target.props.set(TYPES, types);
    return undefined;
  });
}

/** What Angular's compiler says of a class: `{ type, deps: [{ token }] }`. */
function noteDependencies(machine: Machine, declared: Value): Value {
  const type = machine.get(declared, 'type');
  const tokens = machine.elements(machine.get(declared, 'deps')).items;
  if (isObj(type)) tokens.forEach((token, index) => type.props.set(tokenAt(index), token));
  return unknown();
}

const GIVES = /^(?:ɵɵinject|ɵɵdirectiveInject|resolve|get)$/;

export const injectors: Family = (machine, { api, method, args }) => {
  if (method === 'ɵɵngDeclareFactory') return noteDependencies(machine, args[0]);
  const isDecorator = method === 'Inject' || (method === 'inject' && !api.startsWith('@angular/'));
  if (isDecorator && args.length === 1) return asking(args[0]);
  return method === 'inject' || GIVES.test(method) ? new Injector(machine).provided(args[0]) : UNHANDLED;
};
