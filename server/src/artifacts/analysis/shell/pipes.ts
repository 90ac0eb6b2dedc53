import { outputOf } from './output.js';
import { isPrinter, programOf, type Program } from './programs.js';
import { shellCommands, type ShellCommand, type ShellScope } from './words.js';

/** What comes out of some commands. */
export interface Printed {
  readonly programs: readonly Program[];
  /** What they print, where that is known; bytes are letters of the same number. */
  readonly text?: string | undefined;
}

/** What a command works on: what it reads, and what is substituted into its words. */
export interface Fed extends Printed {
  readonly inner: readonly Program[];
}

/** `$(…)` inside of `$(…)`: each is read by itself, with all that is in it. */
const MAX_DEPTH = 3;

/** The commands of a script, of a subshell or of a substitution. */
interface Frame {
  readonly scope: ShellScope | undefined;
  /** What the first command of each of its pipelines reads. */
  readonly base: Printed;
  /** What the next command of the pipeline reads. */
  feeding: Printed;
  readonly all: Program[];
  /** What each of its pipelines prints. */
  readonly texts: (string | undefined)[];
  inner: Program[];
}

const NOTHING: Printed = Object.freeze({ programs: [] });

/** Follows what the commands of one text print, into those that read it. */
export class ShellPipes {
  readonly #frames: Frame[] = [frameOf(undefined, NOTHING)];
  readonly #depth: number;

  constructor(depth = 0) {
    this.#depth = depth;
  }

  /** What the next command of the text works on. */
  next(command: ShellCommand, program: Program): Fed {
    this.#leave(command.within);
    for (const scope of command.within.slice(this.#frames.length - 1)) this.#enter(scope, command);
    const frame = this.#top();
    if (!isPiped(command)) frame.feeding = frame.base;
    const read = handedIn(command.redirects, this.#depth + 1) ?? frame.feeding;
    const fed: Fed = { ...read, inner: frame.inner };
    // What stands behind a bracket without a word only says where the output goes.
    if (command.words.length > 0) this.#print(fed, program, isPiped(command));
    return fed;
  }

  /** What comes out of all of them. */
  end(): Printed {
    this.#leave([]);
    return printedIn(this.#top());
  }

  #print(fed: Fed, program: Program, isPiped: boolean): void {
    const frame = this.#top();
    const text = shown(program, this.#depth + 1) ?? outputOf(program, fed.text);
    // `echo "$(curl …)"` prints what that prints.
    const inner = isPrinter(program) ? fed.inner : [];
    frame.feeding = { programs: [...fed.programs, ...inner, program], text };
    frame.all.push(program);
    if (isPiped) frame.texts.pop();
    frame.texts.push(text);
    frame.inner = [];
  }

  #top(): Frame {
    return this.#frames.at(-1) ?? frameOf(undefined, NOTHING);
  }

  #enter(scope: ShellScope, command: ShellCommand): void {
    const outer = this.#top();
    const base = scope.isSubstitution ? NOTHING : isPiped(command) ? outer.feeding : outer.base;
    this.#frames.push(frameOf(scope, base));
  }

  #leave(within: readonly ShellScope[]): void {
    while (this.#frames.some(({ scope }, at) => at > 0 && scope !== within[at - 1])) {
      const frame = this.#frames.pop();
      if (frame !== undefined) close(frame, this.#top());
    }
  }
}

/** What a substitution puts into a word: `$(…)`, or a file that holds it: `<(…)`. */
export function substitutedBy(word: string, depth = 0): Printed | undefined {
  const inside = /^\s*[$<]\(([^]*)\)\s*$/.exec(word)?.[1];
  if (inside === undefined || depth > MAX_DEPTH) return undefined;
  const pipes = new ShellPipes(depth);
  for (const command of shellCommands(inside)) pipes.next(command, programOf(command) ?? { name: '', args: [] });
  return pipes.end();
}

function frameOf(scope: ShellScope | undefined, base: Printed): Frame {
  return { scope, base, feeding: base, all: [], texts: [], inner: [] };
}

function isPiped({ after }: ShellCommand): boolean {
  return after === '|' || after === '|&' || after === ')';
}

/** `<<< TEXT`, `< <(…)` */
function handedIn(redirects: readonly string[], depth: number): Printed | undefined {
  for (const redirect of redirects) {
    const printed = substitutedBy(redirect.replace(/^<{1,3}(?=[$<]\()/, ''), depth);
    if (printed !== undefined) return printed;
    if (redirect.startsWith('<<<')) return { programs: [], text: Buffer.from(redirect.slice(3)).toString('latin1') };
  }
  return undefined;
}

/** `echo "$(…)"` */
function shown(program: Program, depth: number): string | undefined {
  return isPrinter(program) ? substitutedBy(program.args.at(-1) ?? '', depth)?.text : undefined;
}

function close(frame: Frame, outer: Frame): void {
  if (frame.scope?.isSubstitution === true) {
    outer.inner.push(...frame.all);
    return;
  }
  outer.feeding = printedIn(frame);
  outer.all.push(...frame.all);
  outer.texts.push(outer.feeding.text);
}

/** One of several may stand in for another: `base64 -d || base64 -D`. */
function printedIn({ base, all, texts }: Frame): Printed {
  const known = new Set(texts.filter((text) => text !== undefined));
  return { programs: [...base.programs, ...all], text: known.size === 0 ? undefined : [...known].join('\n') };
}
