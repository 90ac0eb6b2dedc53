/** What making one target runs, or reading the file. */
export interface Recipe {
  /** Shell lines, with what the file puts into its variables. */
  readonly text: string;
  /** Where its first line stands in the file. */
  readonly offset: number;
}

interface Rule {
  readonly targets: readonly string[];
  readonly needs: readonly string[];
  readonly lines: string[];
  readonly offset: number;
}

const MAX_LINES = 5000;
const MAX_LINE = 5000;
const MAX_TEXT = 20_000;
const MAX_EXPANDED = 200_000;
/** Variables that hold variables. */
const MAX_DEPTH = 6;

const ASSIGNED = /^\s*(?:(?:export|override|private)\s+)*([\w.-]+)\s*(::?:?|\?|\+|!)?=\s*(.*)$/;
const RULE = /^([^\s#:=][^#:=]*)::?(?!=)([^;]*)(?:;(.*))?$/;
const DIRECTIVE = /^\s*(?:ifn?eq|ifn?def|else|endif|endef|define|-?include|sinclude|export|unexport|vpath|undefine)\b/;
const KNOWN: readonly (readonly [string, string])[] = [
  ['MAKE', 'make'],
  ['SHELL', '/bin/sh'],
  ['CURDIR', '.'],
];

/**
 * The shell commands of a makefile that making some targets runs, prerequisites first. All branches of a condition count.
 * Never throws.
 *
 * @param wanted the targets; none for the first of the file
 * @param isMeant whether the file is known to be the one that is made: then everything counts where a target has another name
 */
export function recipesOf(text: string, wanted: readonly string[], isMeant = true): readonly Recipe[] {
  const file = new Makefile(text);
  const made = file.making(wanted, isMeant);
  return made === undefined ? [] : [...file.asked(), ...made];
}

class Makefile {
  readonly #values = new Map<string, string>(KNOWN);
  /** Letters that variables may still become: they may hold each other many times. */
  #left = MAX_EXPANDED;
  readonly #rules: Rule[] = [];
  /** What is asked of a shell while the file is read. */
  readonly #asked: Recipe[] = [];

  constructor(text: string) {
    let rule: Rule | undefined;
    for (const { line, offset } of logicalLines(text)) {
      if (line.startsWith('\t') && rule !== undefined) rule.lines.push(line);
      else if (!/^\s*(?:#|$)/.test(line)) rule = this.#outside(line, offset, rule);
    }
  }

  asked(): readonly Recipe[] {
    return this.#asked;
  }

  making(wanted: readonly string[], isMeant: boolean): readonly Recipe[] | undefined {
    const first = this.#rules.flatMap(({ targets }) => targets).find((name) => !/^\.|%/.test(name));
    const names = wanted.length > 0 ? wanted : first === undefined ? [] : [first];
    const isKnown = names.every((name) => this.#rules.some(({ targets }) => targets.includes(name)));
    if (!isKnown && !isMeant) return undefined;
    const rules = isKnown ? this.#needed(names) : this.#rules;
    return rules.filter(({ lines }) => lines.length > 0).map((rule) => this.#recipe(rule));
  }

  /** A line outside of a recipe. Gives back the rule whose recipe may follow. */
  #outside(line: string, offset: number, open: Rule | undefined): Rule | undefined {
    for (const command of shellCalls(line)) this.#asks(this.#expanded(command), offset);
    const assigned = ASSIGNED.exec(line);
    if (assigned === null && DIRECTIVE.test(line)) return open;
    const rule = assigned === null ? this.#ruleIn(line, offset) : undefined;
    if (assigned !== null) this.#assign(assigned, offset);
    if (rule !== undefined) this.#rules.push(rule);
    return rule;
  }

  #ruleIn(line: string, offset: number): Rule | undefined {
    const found = RULE.exec(line);
    if (found === null) return undefined;
    const [, targets = '', needs = '', inline] = found;
    const lines = inline === undefined ? [] : [inline];
    return { targets: this.#names(targets.replace('&', ' ')), needs: this.#names(needs), lines, offset };
  }

  #assign([, name = '', sign, value = '']: RegExpExecArray, offset: number): void {
    if (sign === '!') this.#asks(this.#expanded(value), offset);
    if (sign === '?' && this.#values.has(name)) return;
    const before = sign === '+' ? `${this.#values.get(name) ?? ''} ` : '';
    this.#values.set(name, (before + (sign === '!' ? `$(shell ${value})` : value)).slice(0, MAX_TEXT));
  }

  #asks(text: string, offset: number): void {
    this.#asked.push({ text, offset });
  }

  #names(list: string): readonly string[] {
    return this.#expanded(list)
      .split(/[\s|]+/)
      .filter(Boolean);
  }

  /** Rules for targets and all that these need, and those by a pattern, which anything may need. */
  #needed(names: readonly string[]): readonly Rule[] {
    const found = new Set<Rule>();
    const seen = new Set(names);
    for (const name of seen) {
      for (const rule of this.#rules.filter(({ targets }) => targets.includes(name))) {
        found.add(rule);
        for (const need of rule.needs) seen.add(need);
      }
    }
    const byPattern = this.#rules.filter(({ targets }) => targets.some((target) => target.includes('%')));
    return [...byPattern, ...[...found].reverse()];
  }

  #recipe({ targets, needs, lines, offset }: Rule): Recipe {
    const [target = ''] = targets;
    const text = lines.map((line) => this.#expanded(line.replace(/^[\s@+-]+/, ''), 0, [target, needs[0] ?? '']));
    return { offset, text: text.join('\n').slice(0, MAX_TEXT) };
  }

  /** What make hands to the shell. Of what is not known the name stays, as a variable of the shell. */
  #expanded(text: string, depth = 0, [target, need]: readonly [string, string] = ['', '']): string {
    if (text.length > MAX_TEXT) return text.slice(0, MAX_TEXT);
    return text.replace(USE, (whole, round?: string, curly?: string, letter?: string) => {
      if (whole === '$$') return '$';
      const name = round ?? curly ?? '';
      if (letter === undefined || /\w/.test(letter)) return this.#valueOf(letter ?? name, depth, [target, need]);
      return letter === '@' ? target : /[<^]/.test(letter) ? need : '';
    });
  }

  #valueOf(name: string, depth: number, about: readonly [string, string]): string {
    const command = /^shell\s+([^]*)$/.exec(name)?.[1];
    if (command !== undefined && depth < MAX_DEPTH) return `$(${this.#expanded(command, depth + 1)})`;
    const value = this.#values.get(name.trim());
    if (value === undefined || value.trim() === '' || depth >= MAX_DEPTH) return unknown(name);
    this.#left -= value.length;
    if (this.#left < 0) return unknown(name);
    return this.#expanded(value, depth + 1, about);
  }
}

/** `$$`, `$(NAME)` and `${NAME}` with brackets inside, `$@`. */
const USE = /\$\$|\$\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)|\$\{((?:[^{}]|\{[^{}]*\})*)\}|\$([@<^*?+\w])/g;

function unknown(name: string): string {
  return /^\w+$/.test(name) ? `\${${name}}` : '';
}

/** `$(shell …)`, wherever it stands. */
function shellCalls(line: string): readonly string[] {
  return [...line.matchAll(/\$[({]shell\s+((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)[)}]/g)].map(([, text = '']) => text);
}

/** Lines, those that a `\` joins as one. In a recipe the shell sees it as it is. */
function logicalLines(text: string): readonly { readonly line: string; readonly offset: number }[] {
  const lines: { line: string; offset: number }[] = [];
  let offset = 0;
  let isOpen = false;
  for (const line of text.split('\n', MAX_LINES)) {
    const last = lines.at(-1);
    const whole = line.replace(/\r$/, '');
    if (isOpen && last !== undefined && last.line.length < MAX_LINE) last.line = `${last.line} ${whole.trim()}`;
    else lines.push({ line: whole.slice(0, MAX_LINE), offset });
    const open = lines.at(-1);
    isOpen = /(?<!\\)(?:\\\\)*\\$/.test(whole);
    if (isOpen && open !== undefined) open.line = open.line.slice(0, -1);
    offset += line.length + 1;
  }
  return lines;
}
