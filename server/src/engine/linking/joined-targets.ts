import semver from 'semver';
import { valueOf, type ArtifactFacts, type Outcome } from '../../model/index.js';
import { importedPackages, type LinkedPackage } from './linked-package.js';

/** A package that is looked at in the same run. */
export interface Neighbour {
  /** What it calls itself, known before it is analysed. */
  readonly name: () => Promise<string | undefined>;
  /** Analyses it, if nobody has yet. */
  readonly analyse: () => Promise<Outcome<ArtifactFacts>>;
}

/** Packages that use each other: further away nothing is put together by hand any more. */
const MAX_DEPTH = 4;

/** A package with those of its neighbours that it uses, and what those use in turn. */
export async function linkedWith(facts: ArtifactFacts, neighbours: readonly Neighbour[]): Promise<LinkedPackage> {
  const byName = new Map<string, Neighbour[]>();
  if (importedPackages(facts).length > 0) {
    const names = await Promise.all(neighbours.map((neighbour) => neighbour.name()));
    for (const [index, neighbour] of neighbours.entries()) {
      const name = names[index];
      if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), neighbour]);
    }
  }
  return new Joining(byName).link(facts, 0);
}

class Joining {
  readonly #byName: ReadonlyMap<string, readonly Neighbour[]>;
  readonly #linked = new Map<ArtifactFacts, LinkedPackage>();

  constructor(byName: ReadonlyMap<string, readonly Neighbour[]>) {
    this.#byName = byName;
  }

  async link(facts: ArtifactFacts, depth: number): Promise<LinkedPackage> {
    const known = this.#linked.get(facts);
    if (known !== undefined) return known;
    const dependencies = new Map<string, LinkedPackage>();
    const linked: LinkedPackage = { facts, dependency: (name) => dependencies.get(name) };
    this.#linked.set(facts, linked);
    if (depth >= MAX_DEPTH) return linked;
    for (const name of importedPackages(facts)) {
      const found = await this.#neighbour(facts, name);
      if (found !== undefined && found !== facts) dependencies.set(name, await this.link(found, depth + 1));
    }
    return linked;
  }

  /** What is imported by a name is what is declared under it; without a declaration, what is called so. */
  async #neighbour(user: ArtifactFacts, imported: string): Promise<ArtifactFacts | undefined> {
    const { name, range } = declaredAs(user, imported);
    for (const neighbour of this.#byName.get(name) ?? []) {
      const facts = valueOf(await neighbour.analyse());
      if (facts !== undefined && isMeant(facts.manifest?.version, range)) return facts;
    }
    return undefined;
  }
}

const ALIAS = /^npm:((?:@[^/]+\/)?[^@]+)(?:@(.*))?$/;

function declaredAs(
  { manifest }: ArtifactFacts,
  imported: string,
): { readonly name: string; readonly range: string | undefined } {
  const declared = { ...manifest?.peerDependencies, ...manifest?.optionalDependencies, ...manifest?.dependencies };
  const specifier = Object.hasOwn(declared, imported) ? (declared[imported] ?? '') : '';
  const alias = ALIAS.exec(specifier);
  return alias === null ? { name: imported, range: specifier } : { name: alias[1] ?? imported, range: alias[2] };
}

/** A version that the range excludes is somebody else's dependency. Tags and addresses can mean any. */
function isMeant(version = '', range = '*'): boolean {
  if (semver.validRange(range) === null || semver.valid(version) === null) return true;
  return semver.satisfies(version, range, { includePrerelease: true });
}
