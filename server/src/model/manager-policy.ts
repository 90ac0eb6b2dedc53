import { phrase, type Phrase, type Words } from './phrase.js';
import { managerName, type PackageManager } from './package-manager.js';

/** How long after its publication a package manager leaves a version alone. */
export interface InstallWait {
  /** Milliseconds that a version has to be out. Exactly one of `age` and `until` is given. */
  readonly age?: number;
  /** Nothing that was published after this moment is installed, in milliseconds since the epoch. */
  readonly until?: number;
  /** In place of `age`, by scope: `@acme`. */
  readonly scopes?: Readonly<Record<string, number>>;
  /** The setting as its file writes it: `min-release-age`. */
  readonly setting: string;
  /** `.npmrc`, `~/.npmrc`; absent: nobody has set it, the manager does so by itself. */
  readonly file?: string;
}

/** Whose scripts run when something is installed. */
export interface ScriptPolicy {
  /** Of packages that nothing is said about. `unknown`: it depends on the manager's version, which nobody tells. */
  readonly others: 'run' | 'blocked' | 'unknown';
  /** Patterns of names, and of exact versions of them. */
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
  /** What says so, for the reader: `ignore-scripts in .npmrc`. */
  readonly because?: Words;
  /** Where a project has a list of whose scripts run: how it is called, and the file that holds it. */
  readonly list?: ScriptList;
}

export interface ScriptList {
  /** `allowBuilds` */
  readonly setting: string;
  readonly file: string;
}

/** What a package manager has been told of what may be installed. */
export interface ManagerPolicy {
  readonly manager: PackageManager;
  readonly wait?: InstallWait;
  /** Patterns of what `wait` does not hold for. */
  readonly exempt: readonly string[];
  readonly scripts: ScriptPolicy;
  /** pnpm's `blockExoticSubdeps`: only the project itself may name an address, or a repository. Where that is set. */
  readonly refusesExotic?: string;
  /** pnpm's `trustPolicy: no-downgrade`: no version that is published with less proof than the ones before. */
  readonly refusesTrustLoss?: {
    readonly file: string;
    readonly exempt: readonly string[];
    readonly ignoreAfter?: number;
  };
}

/** An advisory that the team has told another tool to leave aside. Silences vulnerabilities, and nothing else. */
export interface IgnoredAdvisory {
  /** `GHSA-…`, `CVE-…`; absent: every one of the package. */
  readonly id?: string;
  /** Pattern of a name; absent: of whatever package. */
  readonly package?: string;
  /** Absent: of every version. */
  readonly version?: string;
  readonly reason?: string;
  /** `YYYY-MM-DD`: the last day on which it holds. */
  readonly until?: string;
  /** The file that says so. */
  readonly file: string;
}

interface Wanted {
  readonly name: string;
  /** Absent where it is about whatever version. */
  readonly version?: string;
}

/**
 * The moment after which a package manager takes no version of a package (milliseconds since the epoch); undefined where
 * any will do. Defaults that nobody has chosen do not count: managers do not insist on them.
 */
export function newestAllowed(policy: ManagerPolicy | undefined, wanted: Wanted, now: number): number | undefined {
  const wait = policy?.wait;
  if (policy === undefined || wait?.file === undefined || isNamed(wanted, policy.exempt)) return undefined;
  if (wait.until !== undefined) return wait.until;
  const age = ageFor(wait, wanted.name);
  return age > 0 ? now - age : undefined;
}

/** Milliseconds that versions of a name have to be out; 0 where they need not wait, or wait for a day of the calendar. */
export function ageFor({ age = 0, scopes = {} }: InstallWait, name: string): number {
  const [scope = ''] = name.startsWith('@') ? name.split('/') : [];
  return Object.hasOwn(scopes, scope) ? (scopes[scope] ?? 0) : age;
}

/** Whether a package's install scripts run, as far as the settings tell. */
export function scriptsRun({ scripts }: ManagerPolicy, wanted: Wanted): 'yes' | 'no' | 'unknown' {
  if (isNamed(wanted, scripts.denied)) return 'no';
  if (isNamed(wanted, scripts.allowed)) return 'yes';
  if (scripts.others === 'unknown') return 'unknown';
  return scripts.others === 'run' ? 'yes' : 'no';
}

/** Why a package's install scripts run here or never do, in the middle of a sentence; undefined where nobody has decided. */
export function scriptsDecision(policy: ManagerPolicy, wanted: Wanted): Words | undefined {
  const { allowed, denied, list } = policy.scripts;
  const runs = scriptsRun(policy, wanted);
  const where = list === undefined ? phrase('a setting') : phrase('{setting} in {file}', { ...list });
  if (runs === 'yes')
    return list !== undefined && isNamed(wanted, allowed) ? phrase('allowed by {where}', { where }) : undefined;
  if (runs === 'unknown') return undefined;
  const why = isNamed(wanted, denied) ? phrase('denied by {where}', { where }) : whyNotNamed(policy, wanted);
  return phrase('never run here: {why}', { why });
}

function whyNotNamed({ manager, scripts: { allowed, list, because } }: ManagerPolicy, { name }: Wanted): Words {
  if (because !== undefined) return because;
  if (list === undefined)
    return phrase('{manager} runs none that it is not told to', { manager: managerName(manager) });
  const values = { manager: managerName(manager), setting: list.setting };
  return isNamed({ name }, namesOf(allowed))
    ? phrase('{manager}’s {setting} does not name this version', values)
    : phrase('{manager}’s {setting} does not name it', values);
}

/** Patterns without the versions that they are about. */
function namesOf(patterns: readonly string[]): readonly string[] {
  return patterns.map((pattern) => pattern.replace(/(?<=.)@.*$/, ''));
}

/**
 * Whether one of some patterns is about a package: a name, with `*` for any letters, and behind `@` exact versions with
 * `||` between. What begins with `!` takes names out again. A range, which only yarn knows, stands for every version:
 * to be exempt a bit too often is better than to be told off for what is allowed.
 */
export function isNamed(wanted: Wanted, patterns: readonly string[]): boolean {
  const [negated, positive] = [patterns.filter(isNegated), patterns.filter((pattern) => !isNegated(pattern))];
  return (
    positive.some((pattern) => matches(wanted, pattern)) &&
    !negated.some((pattern) => matches(wanted, pattern.slice(1)))
  );
}

function isNegated(pattern: string): boolean {
  return pattern.startsWith('!');
}

const EXACT_VERSION = /^v?\d+\.\d+\.\d+/;

function matches({ name, version }: Wanted, pattern: string): boolean {
  const at = pattern.indexOf('@', 1);
  const named = at < 0 ? pattern : pattern.slice(0, at);
  if (!globMatches(named, name)) return false;
  if (at < 0) return true;
  const versions = pattern
    .slice(at + 1)
    .replace(/^npm:/, '')
    .split('||')
    .map((one) => one.trim());
  if (!versions.every((one) => EXACT_VERSION.test(one))) return true;
  return version !== undefined && versions.includes(version);
}

/** `*` is any run of letters. Without backtracking: patterns come from files. */
function globMatches(glob: string, text: string): boolean {
  const parts = glob.split(/\*+/);
  if (parts.length === 1) return glob === text;
  const [first = '', ...rest] = parts;
  const last = rest.pop() ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time that somebody has chosen, as it was meant: `7 days`, `36 hours`, `90 minutes`. */
export function lengthInWords(milliseconds: number): Phrase {
  const [unit, say] = LENGTHS.find(([length]) => milliseconds % length === 0) ?? IN_MINUTES;
  return say(Math.round(milliseconds / unit));
}

type Length = readonly [unit: number, say: (amount: number) => Phrase];

const LENGTHS: readonly Length[] = [
  [DAY, (amount) => (amount === 1 ? phrase('1 day') : phrase('{amount} days', { amount }))],
  [HOUR, (amount) => (amount === 1 ? phrase('1 hour') : phrase('{amount} hours', { amount }))],
];
const IN_MINUTES: Length = [
  MINUTE,
  (amount) => (amount === 1 ? phrase('1 minute') : phrase('{amount} minutes', { amount })),
];
