import { packageJson } from '../../../server/src/formats/package-json.js';
import { resolveDependency, type Locked } from '../../../server/src/engine/resolve.js';
import { isRegistrySpecifier, type Dependency, type Subject } from '../../../server/src/model/index.js';
import type { AllFacts } from '../../support/subjects.js';

/** One fenced block of a rule's page: a `package.json`, and what the lockfile beside it holds. */
export interface DocExample {
  readonly expected: 'fires' | 'passes';
  readonly dependencies: readonly Dependency[];
  /** By declared name: the locked version, or null for a lockfile without an entry. Empty: there is no lockfile. */
  readonly locked: ReadonlyMap<string, string | null>;
  /** What could not be read of the block. */
  readonly problems: readonly string[];
}

const FENCE = /^```jsonc? (fires|passes)\n([\s\S]*?)^```$/gm;
const LOCK_COMMENT = /^\s*\/\/ package-lock\.json: (\S+) (?:is missing|(\S+))$/gm;

/** The blocks marked `jsonc fires` and `jsonc passes`, in document order. */
export function readExamples(markdown: string): readonly DocExample[] {
  return [...markdown.matchAll(FENCE)].map(([, expected, text = '']) => {
    const manifest = packageJson.read(text);
    return {
      expected: expected === 'fires' ? 'fires' : 'passes',
      dependencies: manifest.dependencies,
      locked: new Map([...text.matchAll(LOCK_COMMENT)].map(([, name = '', version]) => [name, version ?? null])),
      problems: manifest.problems.map((problem) => problem.message),
    };
  });
}

/** A line of an example as the engine would judge it. */
export function exampleSubject(
  dependency: Dependency,
  example: DocExample,
  factsOf: (name: string) => AllFacts,
): Subject {
  const { specifier } = dependency;
  const name = isRegistrySpecifier(specifier) ? specifier.name : dependency.name;
  const version = example.locked.get(dependency.name);
  const entry = lockEntry(name, version);
  return {
    name,
    resolution: resolveDependency(dependency, entry, factsOf(name).packument),
    direct: true,
    dev: dependency.section === 'devDependencies',
    dependency,
    ...(entry == null ? {} : { locked: entry }),
    paths: [],
  };
}

function lockEntry(name: string, version: string | null | undefined): Locked {
  if (version == null) return version;
  return {
    id: `node_modules/${name}`,
    name,
    version,
    resolved: `https://registry.npm.example/${name}/-/${name}-${version}.tgz`,
    integrity: 'sha512-AAAA',
    span: { start: 0, end: 0 },
    dependsOn: [],
  };
}
