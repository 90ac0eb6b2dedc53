import { inEnglish, phrase, type BehaviourKind, type Phrase } from '../../../../model/index.js';
import { fileKind } from '../../code/platform/secrets.js';
import type { ShellSignal } from '../../shell/signals.js';

/** What a name in a script may hold. */
export type ScriptData = 'secret' | 'environment' | 'downloaded' | 'decoded';

/** One statement, as far as a reader without a parser can tell. */
export interface ScriptStatement {
  readonly offset: number;
  readonly text: string;
  /** The function in which it stands; empty outside of all. */
  readonly scope: string;
  /** Names that hold afterwards what the statement is made of. What a function gives back is held by its name. */
  readonly targets: readonly ScriptName[];
}

export interface ScriptName {
  readonly scope: string;
  readonly name: string;
}

/** A call that does something with what it is given. */
export interface ScriptSink {
  readonly call: RegExp;
  readonly takes: readonly ScriptData[];
  readonly kind: BehaviourKind;
  /** Only the first thing that it is given counts: the program, not its words. */
  readonly firstOnly?: boolean;
}

export interface ScriptText {
  readonly statements: readonly ScriptStatement[];
  /** What functions call what they are given, in its order. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
}

/** What is particular about one language. */
export interface ScriptLanguage {
  readonly read: (text: string) => ScriptText;
  readonly namesIn: (expression: string) => readonly string[];
  readonly sources: readonly (readonly [RegExp, ScriptData])[];
  readonly sinks: readonly ScriptSink[];
  /** What stands in front of what a sink is given, and what of the statement that is. */
  readonly givenTo: (statement: string, at: number) => string;
}

/** What is assigned in a loop reaches what stands before it; longer ways are nobody's habit. */
const MAX_ROUNDS = 4;
/** Longer scripts are data, or made by a machine. */
const MAX_STATEMENTS = 4000;

/**
 * What of a script comes from where secrets lie, from the network or out of an encoding, and is sent or run: by which names it goes.
 * Which way a condition takes is not asked. Never throws.
 */
export function scriptFlows(language: ScriptLanguage, text: string): readonly ShellSignal[] {
  const read = language.read(text);
  const statements = read.statements.slice(0, MAX_STATEMENTS);
  const held = new HeldData(language, read.parameters);
  for (let round = 0; round < MAX_ROUNDS && held.follow(statements); round += 1);
  return statements.flatMap((statement) => signalsOf(language, statement, held));
}

function signalsOf(language: ScriptLanguage, statement: ScriptStatement, held: HeldData): readonly ShellSignal[] {
  return language.sinks.flatMap(({ call, takes, kind, firstOnly = false }): readonly ShellSignal[] => {
    const found = call.exec(statement.text);
    if (found === null) return [];
    const given = language.givenTo(statement.text, found.index + found[0].length);
    const data = held.in(firstOnly ? firstOf(given) : given, statement.scope);
    const told = takes.find((one) => data.has(one));
    if (told === undefined) return [];
    return [{ kind: kindFor(kind, told), offset: statement.offset + found.index, ...inWords(WORDS[told]) }];
  });
}

const WORDS: Readonly<Record<ScriptData, Phrase>> = Object.freeze({
  secret: phrase('files with credentials'),
  environment: phrase('the whole environment'),
  downloaded: phrase('something downloaded'),
  decoded: phrase('decoded text'),
});

function inWords(wording: Phrase): Pick<ShellSignal, 'detail' | 'wording'> {
  return { detail: inEnglish(wording), wording };
}

/** What runs is told by where it came from. */
function kindFor(kind: BehaviourKind, data: ScriptData): BehaviourKind {
  return kind === 'download-and-run' && data === 'decoded' ? 'encoded-command' : kind;
}

/** The first of several, also of a list. An interpreter's first word is its program. */
function firstOf(given: string): string {
  const inner = given
    .replace(/^[\s[(]+/, '')
    .replace(/^["'](?:python\d?|sh|bash|node|cmd|powershell|\/bin\/\w+)["']\s*,\s*/, '');
  return inner.split(',')[0] ?? '';
}

class HeldData {
  readonly #language: ScriptLanguage;
  readonly #parameters: ReadonlyMap<string, readonly string[]>;
  readonly #held = new Map<string, Set<ScriptData>>();
  #isNew = false;

  constructor(language: ScriptLanguage, parameters: ReadonlyMap<string, readonly string[]>) {
    this.#language = language;
    this.#parameters = parameters;
  }

  /** Goes through the statements once; whether something has come to light by it. */
  follow(statements: readonly ScriptStatement[]): boolean {
    this.#isNew = false;
    for (const { text, scope, targets } of statements) {
      const data = this.in(text, scope);
      for (const target of data.size === 0 ? [] : targets) this.#hold(target, data);
      if (this.#parameters.size > 0 && text.includes('(')) this.#handOver(text, scope);
    }
    return this.#isNew;
  }

  /** What an expression is made of. */
  in(expression: string, scope: string): ReadonlySet<ScriptData> {
    const data = new Set<ScriptData>();
    for (const [source, kind] of this.#language.sources) if (source.test(expression)) data.add(kind);
    if (namesSecret(expression)) data.add('secret');
    for (const name of this.#language.namesIn(expression)) {
      for (const kind of this.#held.get(`${scope}:${name}`) ?? this.#held.get(`:${name}`) ?? []) data.add(kind);
    }
    return data;
  }

  /** What a function is called with is what its parameters hold. */
  #handOver(text: string, scope: string): void {
    for (const [, called = '', index] of callsIn(text)) {
      const parameters = this.#parameters.get(called);
      if (parameters === undefined) continue;
      for (const [at, argument] of topLevelParts(bracketed(text, index)).entries()) {
        // `*parts` takes all that are left.
        const name = parameters[Math.min(at, parameters.length - 1)];
        const data = name === undefined ? undefined : this.in(argument, scope);
        if (name !== undefined && data !== undefined && data.size > 0) this.#hold({ scope: called, name }, data);
      }
    }
  }

  #hold({ scope, name }: ScriptName, data: ReadonlySet<ScriptData>): void {
    const key = `${scope}:${name}`;
    const held = this.#held.get(key) ?? new Set();
    const before = held.size;
    for (const kind of data) held.add(kind);
    this.#held.set(key, held);
    if (held.size > before) this.#isNew = true;
  }
}

function callsIn(text: string): readonly (readonly [string, string, number])[] {
  return [...text.matchAll(/\b([A-Za-z_]\w*)\s*\(/g)].map(({ 0: whole, 1: name = '', index }) => [
    whole,
    name,
    index + whole.length,
  ]);
}

/** Parts of a path are joined by calls and operators: `join(home, '.aws', 'credentials')`, `home / '.aws'`. */
const JOINT = /(["'])\s*[,+/]\s*[rRbBfF]?["']/g;
const LITERAL = /(["'])((?:\\.|(?!\1)[^\\\n])*)\1/g;

/** Whether a file is named that holds what opens accounts. */
function namesSecret(expression: string): boolean {
  const joined = expression.replace(JOINT, '/');
  const literals = [...joined.matchAll(LITERAL)].map(([, , text = '']) => text);
  return [...literals, ...joined.split(/[\s'"(),;=[\]{}]+/)].some(
    (path) => path.length > 3 && fileKind(path) !== undefined,
  );
}

/** Up to the bracket that closes the one before `start`. Strings are not looked into: brackets in them mostly pair. */
export function bracketed(text: string, start: number): string {
  let open = 1;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if ('([{'.includes(char)) open += 1;
    if (')]}'.includes(char)) open -= 1;
    if (open === 0) return text.slice(start, at);
  }
  return text.slice(start);
}

/** What commas part that stand in no brackets. */
export function topLevelParts(text: string): readonly string[] {
  const parts: string[] = [];
  let open = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if ('([{'.includes(char)) open += 1;
    if (')]}'.includes(char)) open -= 1;
    if (char !== ',' || open > 0) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  return [...parts, text.slice(start)];
}
