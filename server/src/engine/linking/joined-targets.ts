import semver from 'semver';
import { valueOf, type ArtifactFacts, type Outcome } from '../../model/index.js';
import { joined, MAX_DEPTH } from './join.js';
import { importedPackages, type LinkedPackage } from './linked-package.js';

/** A package that is looked at in the same run. */
export interface Neighbour {
  /** What it calls itself, known before it is analysed. */
  readonly name: () => Promise<string | undefined>;
  /** Analyses it, if nobody has yet. */
  readonly analyse: () => Promise<Outcome<ArtifactFacts>>;
}

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
  const dependencies = new Map<ArtifactFacts, Map<string, ArtifactFacts>>();
  const visit = async (user: ArtifactFacts, depth: number): Promise<void> => {
    if (depth >= MAX_DEPTH || dependencies.has(user)) return;
    const own = new Map<string, ArtifactFacts>();
    dependencies.set(user, own);
    for (const name of importedPackages(user)) {
      const found = await neighbourOf(user, name, byName);
      if (found === undefined) continue;
      own.set(name, found);
      await visit(found, depth + 1);
    }
  };
  await visit(facts, 0);
  return joined(facts, (user, name) => dependencies.get(user)?.get(name));
}

/** What is imported by a name is what is declared under it; without a declaration, what is called so. */
async function neighbourOf(
  user: ArtifactFacts,
  imported: string,
  byName: ReadonlyMap<string, readonly Neighbour[]>,
): Promise<ArtifactFacts | undefined> {
  const { name, range } = declaredAs(user, imported);
  for (const neighbour of byName.get(name) ?? []) {
    const facts = valueOf(await neighbour.analyse());
    if (facts !== undefined && isMeant(facts.manifest?.version, range)) return facts;
  }
  return undefined;
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
