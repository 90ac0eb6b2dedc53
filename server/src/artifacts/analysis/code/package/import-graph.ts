/** Which file of a package names which others as its modules, as far as that stands in the text. */
export interface ImportGraph {
  /** The files in the text of which a file is named. */
  readonly usersOf: (path: string) => readonly string[];
  /** Something that is the same for two files where one leads to the other over any number of files, in whatever direction. */
  readonly groupOf: (path: string) => string;
}

/** Names of modules, and whatever reads like the path of a file: wrappers of `import` and starters of threads take such. */
const NAMED = /(?:\b(?:require|import)\s*\(\s*|\b(?:from|import)\s*)(['"])([^'"\n]+)\1|(['"])(\.{1,2}\/[^'"\n]+)\3/g;

/** @param textOf the text of a file, in which what is not ASCII may be anything */
export function importGraphOf(
  paths: readonly string[],
  textOf: (path: string) => string,
  resolve: (specifier: string, from: string) => string | undefined,
): ImportGraph {
  const users = new Map<string, string[]>();
  const groups = new Groups();
  for (const path of paths) {
    for (const target of importedBy(path, textOf(path), resolve)) {
      users.set(target, [...(users.get(target) ?? []), path]);
      groups.join(path, target);
    }
  }
  return { usersOf: (path) => users.get(path) ?? [], groupOf: (path) => groups.of(path) };
}

function importedBy(
  path: string,
  text: string,
  resolve: (specifier: string, from: string) => string | undefined,
): ReadonlySet<string> {
  const specifiers = new Set(Array.from(text.matchAll(NAMED), ([, , module, , path]) => module ?? path ?? ''));
  return new Set([...specifiers].flatMap((specifier) => resolve(specifier, path) ?? []));
}

/** Sets that grow together (union-find with path halving). */
class Groups {
  readonly #parents = new Map<string, string>();

  of(path: string): string {
    let at = path;
    for (let next = this.#parents.get(at); next !== undefined; next = this.#parents.get(at)) {
      const further = this.#parents.get(next);
      if (further !== undefined) this.#parents.set(at, further);
      at = next;
    }
    return at;
  }

  join(a: string, b: string): void {
    const from = this.of(a);
    const to = this.of(b);
    if (from !== to) this.#parents.set(from, to);
  }
}
