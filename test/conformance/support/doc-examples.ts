import { comesFromRegistry } from '../../../server/src/engine/entry-origin.js';
import { resolveDependency, type Locked } from '../../../server/src/engine/resolve.js';
import { weakenedDecisions } from '../../../server/src/engine/weakened-decisions.js';
import { packageRiskJson } from '../../../server/src/policies/package-risk-json.js';
import { packageJson } from '../../../server/src/formats/package-json.js';
import { isPlainSpecifier } from '../../../server/src/formats/support/plain-range.js';
import {
  inEnglish,
  isRegistrySpecifier,
  newestAllowed,
  type Dependency,
  type Level,
  type LockEntry,
  type Subject,
  type Weakening,
} from '../../../server/src/model/index.js';
import { decisionsSubject, NOW, type AllFacts } from '../../support/subjects.js';
import { DOC_MANAGER } from './doc-world.js';

/** One fenced block of a rule's page: a `package.json`, and what the lockfile beside it holds. */
export interface DocExample {
  readonly expected: 'fires' | 'passes';
  readonly dependencies: readonly Dependency[];
  /** By declared name: the locked entry, or null for a lockfile without one. Empty: there is no lockfile. */
  readonly locked: ReadonlyMap<string, LockEntry | null>;
  /** What a branch makes laxer, where the block has a policy before and after. */
  readonly weakenings?: readonly Weakening[];
  /** What could not be read of the block. */
  readonly problems: readonly string[];
}

/** Something that is judged in an example: a line of the manifest, or an entry that only the lockfile has. */
export interface ExampleLine {
  readonly label: string;
  readonly subject: (factsOf: (name: string) => AllFacts) => Subject;
  /** Whether a registry is asked about it. */
  readonly isPublished: boolean;
}

const FENCE = /^```jsonc? (fires|passes)\n([\s\S]*?)^```$/gm;
const LOCK_COMMENT = /^\s*\/\/ package-lock\.json: (\S+) (.+)$/gm;

/**
 * The blocks marked `jsonc fires` and `jsonc passes`, in document order. Comments in them say what the lockfile holds:
 * `// package-lock.json: NAME is missing`, or `NAME VERSION` with further clauses, see `clauseIn`.
 */
export function readExamples(markdown: string): readonly DocExample[] {
  return [...markdown.matchAll(FENCE)].map(([, expected, text = '']) => {
    const manifest = packageJson.read(text);
    const { dependencies } = manifest;
    const plain = new Set(
      dependencies.filter(({ name, specifier }) => isPlainSpecifier(name, specifier)).map(({ name }) => name),
    );
    const comments = [...text.matchAll(LOCK_COMMENT)];
    return {
      expected: expected === 'fires' ? 'fires' : 'passes',
      dependencies,
      ...policyChange(text),
      locked: new Map(comments.map(([, name = '', words = '']) => [name, lockEntry(name, words, plain.has(name))])),
      problems: manifest.problems.map((problem) => inEnglish(problem.message)),
    };
  });
}

/** `// package-risk.json was: {…}`, and `is` for the branch's. */
function policyChange(text: string): Pick<DocExample, 'weakenings'> {
  const [before, now] = ['was', 'is'].map(
    (word) => new RegExp(`^// package-risk\\.json ${word}: (.+)$`, 'm').exec(text)?.[1],
  );
  if (before === undefined || now === undefined) return {};
  const levelOf = (): Level => 'medium';
  const usual = { file: 'package-risk.json', levelOf, cooldownHours: 48 };
  return { weakenings: weakenedDecisions(packageRiskJson.read(before), packageRiskJson.read(now), usual) };
}

/** Everything in an example that is judged. */
export function linesOf(example: DocExample): readonly ExampleLine[] {
  const declared = new Set(example.dependencies.map(({ name }) => name));
  const others = [...example.locked.values()].filter((entry) => entry !== null && !declared.has(entry.id));
  const { weakenings } = example;
  if (weakenings !== undefined) {
    return [{ label: 'the policy', subject: () => decisionsSubject(weakenings), isPublished: false }];
  }
  return [
    ...example.dependencies.map((dependency) => ({
      label: `"${dependency.name}": "${dependency.raw}"`,
      subject: (factsOf: (name: string) => AllFacts) => manifestSubject(dependency, example, factsOf),
      isPublished: isRegistrySpecifier(dependency.specifier),
    })),
    ...others.flatMap((entry) => (entry === null ? [] : [lockfileLine(entry)])),
  ];
}

function manifestSubject(dependency: Dependency, example: DocExample, factsOf: (name: string) => AllFacts): Subject {
  const { specifier } = dependency;
  const name = isRegistrySpecifier(specifier) ? specifier.name : dependency.name;
  const entry: Locked = example.locked.get(dependency.name);
  return {
    name,
    resolution: resolveDependency(
      dependency,
      entry,
      factsOf(name).packument,
      newestAllowed(DOC_MANAGER, { name }, NOW),
    ),
    direct: true,
    dev: dependency.section === 'devDependencies',
    dependency,
    ...(entry == null
      ? {}
      : { locked: { ...entry, name: entry.name === name ? undefined : entry.name, format: 'package-lock.json' } }),
    paths: [],
  };
}

function lockfileLine(entry: LockEntry): ExampleLine {
  const { name, version, ...locked } = entry;
  const isPublished = version !== null && comesFromRegistry(entry);
  const subject: Subject = {
    name,
    resolution: isPublished ? { from: 'lockfile', version } : { from: 'nowhere', because: 'not-from-registry' },
    direct: false,
    locked: { ...locked, version, format: 'package-lock.json' },
    paths: [],
  };
  return { label: `${name} in the lockfile`, subject: () => subject, isPublished };
}

function lockEntry(installedAs: string, words: string, isPlain: boolean): LockEntry | null {
  if (words === 'is missing') return null;
  const version = words.split(' ', 1)[0] ?? '';
  const name = clauseIn(words, 'which is') ?? installedAs;
  const says = (flag: string): true | undefined => words.includes(` ${flag}`) || undefined;
  return {
    id: installedAs,
    name,
    alias: name === installedAs ? undefined : installedAs,
    version,
    resolved: clauseIn(words, 'from') ?? tarballOf(name, version),
    integrity: says('without a hash') ? undefined : (clauseIn(words, 'with') ?? 'sha512-AAAA'),
    unreachable: says('for nobody'),
    hasInstallScript: says('running a script'),
    askedPlainly: isPlain || undefined,
    span: { start: 0, end: 0 },
    dependsOn: [],
  };
}

function tarballOf(name: string, version: string): string {
  return `https://registry.npm.example/${name}/-/${name.slice(name.indexOf('/') + 1)}-${version}.tgz`;
}

/** `from URL`, `with HASH`, `which is NAME`; flags are `without a hash`, `for nobody` and `running a script`. */
function clauseIn(words: string, key: string): string | undefined {
  return new RegExp(` ${key} (\\S+)`).exec(words)?.[1];
}
