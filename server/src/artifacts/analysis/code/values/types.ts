import type { ESTree } from 'meriyah';
import type { BehaviourKind, Moment } from '../../../../model/index.js';
import type { Onlooker, SinkReport } from './onlookers.js';
import type { Position, Taints, Unit } from './origins.js';

export type { Onlooker, OpenSink, SinkReport } from './onlookers.js';
export type { OpenKind, Position, Taint, Taints, Unit } from './origins.js';

export type Node = ESTree.Node;

export type Primitive = string | number | boolean | bigint | null | undefined;

/** A primitive that is known and has a history. */
export interface Known {
  readonly kind: 'known';
  readonly value: Primitive;
  readonly taints: Taints;
}

/** A value of which at most is known where it comes from. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly taints: Taints;
  /** Its name among what the platform and other packages offer: `child_process.exec`, `http.request()`. */
  readonly api?: string;
  /** What text is made of it, where a part of that is known. */
  readonly text?: string;
  /** What the analysis wants to remember of it, by its own keys. */
  readonly notes?: Readonly<Record<string, Value>>;
  /** What the code itself has put on it. */
  readonly props?: Map<string, Value>;
}

/** One of a few values. */
export interface Union {
  readonly kind: 'union';
  readonly members: readonly Single[];
}

export interface Accessor {
  readonly kind: 'accessor';
  readonly get?: Value;
  readonly set?: Value;
}

export type Tag =
  | 'Object'
  | 'Array'
  | 'Function'
  | 'Buffer'
  | 'Map'
  | 'Set'
  | 'Promise'
  | 'RegExp'
  | 'Date'
  | 'Error'
  | 'String'
  | 'Number'
  | 'Boolean';

/** From an offset to the one behind the last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** An object that the code itself has made, or a part of the language. */
export interface Obj {
  readonly kind: 'object';
  readonly tag: Tag;
  readonly props: Map<string, Value | Accessor>;
  proto: Value;
  items?: Value[];
  bytes?: Uint8Array;
  /** Of bytes of which only some are known: where those stand. */
  ranges?: readonly Range[];
  call?: Closure | Native;
  /** The value of a promise, the pattern of a regular expression, the pairs of a map. */
  inner?: Value;
  /** What stands under names that are not known. */
  rest?: Value;
  /** Whose properties it has besides its own. */
  fallback?: Value;
  /** Somebody else had it in hands: it may have more properties than are known. */
  open: boolean;
  /** How uncertain it was that it is made at all. */
  readonly depth: number;
  taints: Taints;
}

export type Single = Primitive | Known | Unknown | Obj;
export type Value = Single | Union;

export type FunctionNode = ESTree.FunctionDeclaration | ESTree.FunctionExpression | ESTree.ArrowFunctionExpression;

/** A function or class of the code. */
export interface Closure {
  readonly kind: 'closure';
  readonly node: FunctionNode | undefined;
  readonly scope: Scope;
  readonly name: string;
  /** Where a method looks for `super`. */
  readonly home?: Value;
  /** What a class is made of; a function has none. */
  readonly classParts?: ClassParts;
}

export interface ClassParts {
  readonly derived: boolean;
  readonly fields: readonly ESTree.PropertyDefinition[];
}

/** A function of the language or the platform. */
export interface Native {
  readonly kind: 'native';
  readonly name: string;
  /** Every machine has the same one: what one package does to it stays away from it. */
  readonly isShared?: boolean;
  readonly run: (machine: Machine, self: Value, args: readonly Value[]) => Value;
}

export interface Binding {
  value: Value;
  readonly depth: number;
  /** An import's binding shows what the exporter has at the moment. */
  readonly live?: () => Value;
}

/** What can be written to: a variable, the properties of an object, the items of a list. */
export type Place = Binding | Map<string, Value | Accessor> | Value[];

/** What one call of a function (not an arrow) has of its own. */
export interface Frame {
  readonly self: Value;
  readonly args: readonly Value[];
  readonly callee?: Obj;
  readonly newTarget?: Value;
  readonly home?: Value;
}

/** One call under way, arrows included. */
export interface Activation {
  returned: Value;
  hasReturned: boolean;
  thrown: Value;
  /** What a generator has yielded. */
  readonly yielded: Value[];
}

export interface Scope {
  readonly vars: Map<string, Binding>;
  readonly parent: Scope | undefined;
  readonly frame: Frame;
  readonly unit: Unit;
  /** `var` and functions of sloppy blocks belong to the nearest of these. */
  readonly isFunction: boolean;
  /** The text that a loop goes through in this turn. */
  readonly turn?: string;
}

/** How a statement ended. */
export type Completion = 'normal' | 'break' | 'continue' | 'return' | 'throw';

/** What something can be gone through as. Where that is not complete, one of the items stands for all that are not known. */
export interface Elements {
  readonly items: readonly Value[];
  readonly complete: boolean;
  /** The last item, where only that one stands for what is not known, and the others are there. */
  readonly rest?: Value;
}

/** A name or member that is read and then written. */
export interface Reference {
  read(): Value;
  write(value: Value): void;
  /** Whether it counts on from where calls have left it that nobody has seen. */
  isLeftByOthers(): boolean;
}

/** The state of the interpretation, and everything that its parts need of each other. */
export interface Machine {
  /** How many undecided branches one stands in. */
  readonly depth: number;
  /** Counts what was not known: a round or a `try` that adds nothing was fully known. */
  unknowns: number;
  /** How often something was moved within a list. */
  moves: number;
  /** The last long text that was put together of nothing but known parts. */
  grown: string;
  /** Texts that the code has encoded itself, of what stands openly in it: they hide nothing. */
  readonly encodedOpenly: Set<string>;
  /** Counts branches that may have left a loop or a function. */
  exits: number;
  /** The steps are used up: what repeats itself is cut short, so that the rest is seen at all. */
  readonly isHurried: boolean;
  /** Functions are looked at one by one, and not followed into others: what is done to objects says little. */
  readonly isFirstLook: boolean;
  /** With what the promises may have failed that were waited for in the `try` at hand. */
  rejected: Value;
  /** The label that a `break` or `continue` is on its way to. */
  label: string | undefined;
  readonly activation: Activation;
  readonly moment: Moment;

  evaluate(node: Node, scope: Scope): Value;
  execute(node: Node, scope: Scope): Completion;
  expectLabel(name: string): void;
  takeLabel(): string | undefined;
  /** The same, of what may not happen. */
  maybe(run: () => Completion): Completion;
  maybeValue(run: () => Value): Value;
  /** Does what happens only where the file at hand is started by itself. */
  startedByHand<T>(run: () => T): T;
  /** Whether what stands in a place is what calls from outside have left there before this one. */
  isLeftByOthers(place: Place, depth: number, key: string | number): boolean;
  /** Tells what stands in a place that is about to be written to: after a branch that may not be taken it may still do. */
  overwrite(place: Place, depth: number, key: string | number, value: Value): void;
  /** Runs a `try` block; undefined where a call in it threw. */
  catching(run: () => Completion): Completion | undefined;
  throwValue(value: Value): never;
  activate(unit: Unit, run: () => Value): { readonly value: Value; readonly activation: Activation };
  /** Runs what stands at an offset of the unit at hand. */
  at<T>(offset: number, run: () => T): T;
  position(): Position;
  /** Pays for work; throws where the budget is used up. */
  step(): void;
  /** The same for several steps at once. */
  pay(steps: number): void;
  readonly onlooker: Onlooker | undefined;
  /** Does something that is no part of the function that is looked at. */
  aside<T>(run: () => T): T;

  assign(pattern: Node, value: Value, scope: Scope, isNew: boolean): void;
  reference(target: Node, scope: Scope): Reference;
  /** Evaluates what is given to a name: a function without one takes it. */
  named(node: Node, target: Node, scope: Scope): Value;
  compare(a: Value, b: Value): Value;

  call(callee: Value, self: Value, args: readonly Value[]): Value;
  /** Calls what is called when something has happened: now, and once more when everything else has run. */
  callHandler(callee: Value, args: readonly Value[], self?: Value): Value;
  construct(callee: Value, args: readonly Value[]): Value;
  get(object: Value, key: Value): Value;
  set(object: Value, key: Value, value: Value): void;
  defineAccessor(object: Value, key: Value, kind: 'get' | 'set', value: Value): void;
  copyProperties(target: Obj, source: Value): void;
  elements(value: Value): Elements;
  keys(value: Value): Elements;
  listOf(elements: Elements): Obj;
  record(props: Readonly<Record<string, Value>>): Obj;

  function(node: FunctionNode, scope: Scope, name: string, home?: Value): Obj;
  class(made: Obj): Obj;
  argumentsOf(frame: Frame): Value;
  rawTemplate(strings: Value, values: readonly Value[]): Value;
  prototype(tag: Tag): Obj;
  prototypeOfNative(callee: Obj): Value;
  constructorOf(holder: Obj): Value;

  global(name: string): Value;
  setGlobal(name: string, value: Value): void;
  apiObject(name: string, taints?: Taints): Unknown;
  apiMember(object: Unknown, name: string | undefined, key: Value): Value;
  apiAssigned(target: Unknown, name: string | undefined, key: Value, value: Value): void;
  /** An unknown key of something, which knows whose it is. */
  keyOf(value: Value): Value;
  /** The names in something of the platform, as far as one knows of them. */
  namesIn(value: Unknown): Elements | undefined;
  ownerOfKey(key: Value): Value;
  /** Everything that is in something, as a copy has it. */
  wholeOf(value: Unknown): Value;

  importMeta(): Value;
  importModule(specifier: Value): Value;
  requireModule(specifier: Value): Value;
  /** `eval`: reports what is evaluated, and runs it where it is known. */
  evaluateText(source: Value, scope: Scope | undefined): Value;
  /** `Function(…)`: the same, as a function. */
  makeFunctionFromText(args: readonly Value[]): Value;
  /** Goes through a text that is code for somebody else to run. */
  runText(text: string, taints: Taints): void;
  /** Runs a file of the package that something starts. */
  runFile(path: string): void;
  fileBytes(path: string): Uint8Array | undefined;
  /** Whether a file of the package is a program for machines; of a large one only its texts are kept. */
  isNative(path: string): boolean;
  filePaths(): readonly string[];
  manifestField(name: string): string | undefined;

  /** Symbolic path → what the code has put into that file. */
  readonly written: Map<string, Value>;
  /** Where files are read that were not picked by their names. */
  readonly readUnpicked: Set<string>;
  /** The generators that are gone through at the moment, by their functions. */
  readonly generators: Set<object>;
  report(report: SinkReport): void;
  /** An export of another package is called. */
  handOver(of: string): void;
  behave(kind: BehaviourKind, detail?: string): void;
}
