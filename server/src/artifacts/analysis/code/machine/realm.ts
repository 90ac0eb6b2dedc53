import { LANGUAGE_GLOBALS } from '../language/globals.js';
import { api } from '../values/lattice.js';
import { isAccessor } from './members.js';
import { isObj, object } from '../values/objects.js';
import type { Obj, Tag, Taints, Unknown, Value } from '../values/types.js';

const PROTOTYPE_TAGS: Readonly<Record<string, Tag>> = {
  Array: 'Array',
  String: 'String',
  Number: 'Number',
  Function: 'Function',
  Promise: 'Promise',
  Map: 'Map',
  Set: 'Set',
  RegExp: 'RegExp',
  Uint8Array: 'Buffer',
  Buffer: 'Buffer',
};

const CONSTRUCTORS: Readonly<Partial<Record<Tag, string>>> = {
  Array: 'Array',
  Buffer: 'Uint8Array',
  Map: 'Map',
  Set: 'Set',
  Promise: 'Promise',
  RegExp: 'RegExp',
  Date: 'Date',
  Error: 'Error',
};

/** The things that there is one of: globals, prototypes, and what the platform and other packages offer by name. */
export class Realm {
  /** Globals that the code itself has set. */
  readonly globals = new Map<string, Value>();
  readonly #apis = new Map<string, Unknown>();
  readonly #prototypes = new Map<Tag, Obj>();
  readonly #copies = new Map<Obj, Obj>();

  /** A global of the code's own or of the language, and otherwise the platform's. */
  global(name: string, ofPlatform: () => Value): Value {
    const own = this.globals.get(name);
    if (own !== undefined) return own;
    return Object.hasOwn(LANGUAGE_GLOBALS, name) ? this.#ownCopy(LANGUAGE_GLOBALS[name]) : ofPlatform();
  }

  /** Hostile code replaces `JSON.stringify`, polyfills replace `Object.assign`: that is the next package's no more. */
  #ownCopy(shared: Value): Value {
    if (!isObj(shared)) return shared;
    const known = this.#copies.get(shared);
    if (known !== undefined) return known;
    const copy: Obj = { ...shared, props: new Map() };
    this.#copies.set(shared, copy);
    for (const [key, slot] of shared.props) copy.props.set(key, isAccessor(slot) ? slot : this.#ownCopy(slot));
    return copy;
  }

  apiObject(name: string, taints?: Taints): Unknown {
    const cached = this.#apis.get(name);
    if (cached !== undefined) return cached;
    const made: Unknown = { ...api(name, taints), props: new Map() };
    this.#apis.set(name, made);
    return made;
  }

  prototype(tag: Tag): Obj {
    const made = this.#prototypes.get(tag) ?? object(tag, { items: tag === 'Array' ? [] : undefined });
    this.#prototypes.set(tag, made);
    return made;
  }

  /** Of what `new` makes of a function of the language. */
  prototypeOfNative(callee: Obj): Obj {
    const name = callee.call?.kind === 'native' ? callee.call.name : '';
    return this.prototype(PROTOTYPE_TAGS[name] ?? 'Object');
  }
}

/** The global that makes such objects. */
export function constructorName({ tag }: Obj): string {
  return tag === 'Function' ? 'Function' : (CONSTRUCTORS[tag] ?? 'Object');
}
