import type { SinkKind } from '../../../../model/index.js';
import { rootOf } from '../platform/names.js';
import type { Obj, Onlooker, Taint, Taints } from '../values/types.js';

/** What a function was seen to do when it was looked at by itself, as a set of bits. */
type Deeds = number;

/** It sends or asks. */
const SENDS = 1;
/** It has to do with what is to be kept secret. */
const HOLDS_SECRETS = 2;
/** It decodes something: nothing by itself, and half of what a caller may do with it. */
const DECODES = 8;
/** Of that, what opens accounts, or all that a machine or a person has to tell: it may be sent by whoever finds it where this has left it. */
const TAKES = 16;
/** It runs code, starts a program, changes a file, or reaches for something by a name that is not known. */
const TELLING = 4;

/** What it did before is at hand when it is called again: it runs code or commands, or keeps a state. */
const AGAIN = 32;

/** Code from elsewhere, and decoded constants, matter where something runs them; that counts alone. */
const NO_SECRETS: ReadonlySet<Taint['kind']> = new Set([
  ...([
    'downloaded',
    'decoded',
    'hidden-text',
    'image-data',
    'data-file',
    'request-input',
    'command-output',
    'login',
  ] as const),
  ...(['from-package', 'from-caller', 'entry-name'] as const),
]);
/** What is sent, once somebody has it, wherever it lies meanwhile. */
const TAKEN: ReadonlySet<Taint['kind']> = new Set([
  ...(['credential-file', 'ssh-key', 'wallet', 'browser-data', 'cloud-metadata', 'environment'] as const),
  ...(['keystrokes', 'clipboard', 'screenshot'] as const),
]);
/** Of each kind; who keeps more apart is a program, and is followed by what it does. */
const MAX_APART = 40;
const SENDING: ReadonlySet<SinkKind> = new Set(['network', 'dns']);
const RUNNING: ReadonlySet<SinkKind> = new Set(['evaluated', 'run-as-command']);

/** What these are given by a caller may be a command or code. */
export const ACTING: ReadonlySet<string> = new Set([
  ...[
    'child_process',
    'child',
    'execa',
    'vm',
    'script',
    'module',
    'eval',
    'Function',
    'Worker',
    'SharedWorker',
    'WebAssembly',
  ],
]);
const SENDERS: ReadonlySet<string> = new Set([
  ...[
    'http',
    'https',
    'http2',
    'net',
    'tls',
    'dgram',
    'dns',
    'fetch',
    'axios',
    'got',
    'request',
    'undici',
    'superagent',
    'ws',
  ],
]);
const CHANGES_FILES =
  /^fs\b.*\.(?:write|append|output|createWrite|copy|rename|cp|move|symlink|link|rm|unlink|remove|emptyDir|truncate|chmod)/;

/** A component is called again with what its handlers have put into its state. */
const KEEPS_STATE = /\buse(?:State|Ref|Reducer)$/;

const READS_FILES = /^(?:fs\b|vscode\.workspace\.f)/;

interface Surveyed {
  callee: Obj;
  deeds: Deeds;
  /** Functions that it calls, and those that are made in it. */
  readonly leadsTo: Set<object>;
}

/**
 * The first look at functions that nothing calls. Each is gone through by itself, without the functions that it calls: that is
 * enough to know which ones call which, and what each has to do with. Only those in which, with all that they call, something
 * can come together that a rule judges are worth being followed in full.
 */
export class Survey implements Onlooker {
  readonly #surveyed = new Map<object, Surveyed>();
  readonly #ledTo = new Set<object>();
  #current: Surveyed | undefined;
  #isInside = false;

  /** Looks at a function; what it does is said by the other methods meanwhile. */
  of<T>(id: object, callee: Obj, run: () => T): T {
    const outer = this.#current;
    const wasInside = this.#isInside;
    const known = this.#surveyed.get(id) ?? { callee, deeds: 0, leadsTo: new Set() };
    this.#surveyed.set(id, known);
    this.#current = known;
    this.#isInside = false;
    try {
      return run();
    } finally {
      this.#current = outer;
      this.#isInside = wasInside;
    }
  }

  /** Whether a function was looked at. The one that is made of it last has the values around it that are known best. */
  has(id: object, callee: Obj): boolean {
    const known = this.#surveyed.get(id);
    if (known !== undefined) known.callee = callee;
    return known !== undefined;
  }

  /** A function is called: whether that is the one to look at. */
  enters(id: object): boolean {
    const isFirst = !this.#isInside;
    this.#isInside = true;
    if (!isFirst) this.leadsTo(id);
    return isFirst;
  }

  leadsTo(id: object): void {
    this.#current?.leadsTo.add(id);
    if (this.#current !== undefined) this.#ledTo.add(id);
  }

  /** Whether a function is called, or made, in one that was looked at. */
  isLedTo(id: object): boolean {
    return this.#ledTo.has(id);
  }

  reports(sink: SinkKind, taints: Taints): void {
    this.#did(SENDING.has(sink) ? SENDS : TELLING);
    if (RUNNING.has(sink)) this.#did(AGAIN);
    this.holds(taints);
  }

  holds(taints: Taints): void {
    if (taints.some(({ kind }) => !NO_SECRETS.has(kind))) this.#did(HOLDS_SECRETS);
    if (taints.some(({ kind }) => TAKEN.has(kind))) this.#did(TAKES);
  }

  callsApi(api: string): void {
    if (ACTING.has(rootOf(api))) this.#did(TELLING | AGAIN);
    else if (CHANGES_FILES.test(api)) this.#did(TELLING);
    else if (READS_FILES.test(api)) this.#did(HOLDS_SECRETS);
    else if (KEEPS_STATE.test(api)) this.#did(AGAIN);
  }

  /** Something of the platform is given to a function. */
  handsOn(api: string): void {
    if (SENDERS.has(rootOf(api))) this.#did(SENDS);
    else if (api === 'process.env') this.#did(HOLDS_SECRETS);
    else this.callsApi(api);
  }

  tells(): void {
    this.#did(TELLING);
  }

  decodes(): void {
    this.#did(DECODES);
  }

  listens(): void {
    this.#did(HOLDS_SECRETS);
  }

  /** Whether there is anything in what a function does, with all that it calls. To be asked after `worthFollowing`. */
  didSomething(id: object): boolean {
    return (this.#surveyed.get(id)?.deeds ?? 0) !== 0;
  }

  /** Whether what a function did before may count when it is called again. To be asked after `worthFollowing`. */
  isWorthCallingAgain(id: object): boolean {
    return ((this.#surveyed.get(id)?.deeds ?? 0) & AGAIN) !== 0;
  }

  #did(deed: Deeds): void {
    if (this.#current !== undefined) this.#current.deeds |= deed;
  }

  /**
   * The functions that are worth being followed, those first that were made first. After them, where some take what others may
   * send, both: a list or an object may be between them.
   */
  worthFollowing(): readonly (readonly [id: object, callee: Obj])[] {
    this.#shareDeeds();
    const all = [...this.#surveyed];
    const doing = (deed: Deeds): readonly (readonly [object, Surveyed])[] =>
      all.filter(([, { deeds }]) => !isTelling(deeds) && (deeds & deed) !== 0).slice(0, MAX_APART);
    const [takers, senders] = [doing(TAKES), doing(SENDS)];
    const apart = takers.length > 0 && senders.length > 0 ? [...takers, ...senders] : [];
    return [...all.filter(([, { deeds }]) => isTelling(deeds)), ...apart].map(
      ([id, { callee }]) => [id, callee] as const,
    );
  }

  /** Whoever calls a function does what it does. */
  #shareDeeds(): void {
    const callers = new Map<object, Surveyed[]>();
    for (const one of this.#surveyed.values())
      for (const id of one.leadsTo) callers.set(id, [...(callers.get(id) ?? []), one]);
    const ids = new Map([...this.#surveyed].map(([id, one]) => [one, id]));
    const waiting = [...this.#surveyed.values()].filter(({ deeds }) => deeds !== 0);
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      for (const caller of callers.get(ids.get(one) ?? one) ?? []) {
        if ((caller.deeds | one.deeds) === caller.deeds) continue;
        caller.deeds |= one.deeds;
        waiting.push(caller);
      }
    }
  }
}

function isTelling(deeds: Deeds): boolean {
  return (deeds & TELLING) !== 0 || ((deeds & SENDS) !== 0 && (deeds & HOLDS_SECRETS) !== 0);
}
