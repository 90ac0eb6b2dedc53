/** Deeper places than this exist in no real project, and walking up from them is what a hostile lockfile would make slow. */
const MAX_DEPTH = 100;

const NODE_MODULES = 'node_modules';

/** A folder, and what its `node_modules` holds. Folders that only lie on the way have no entry. */
export interface Folder {
  readonly parent: Folder | undefined;
  readonly depth: number;
  /** The name that it has in its parent's `node_modules`, which is the alias for an alias; undefined for any other folder. */
  readonly installedAs: string | undefined;
  folders: Map<string, Folder> | undefined;
  modules: Map<string, Folder> | undefined;
  entry: string | undefined;
}

/** The tree of folders that a lockfile's keys (`packages/a/node_modules/@s/b`) describe, for node's way of finding packages. */
export class NodeModulesTree {
  readonly #root = folder(undefined);
  /** Above the root lies nothing that the lockfile speaks of, so nothing is found by walking up from there. */
  readonly #outside = folder(undefined);

  /**
   * @param entry what is found at the location: its own entry, or the one that a link there points to
   * @returns the place, to look up names from; undefined where it is too deep to be real, and left out
   */
  add(location: string, entry: string | undefined): Folder | undefined {
    const at = this.#folderAt(location);
    if (at !== undefined) at.entry = entry;
    return at;
  }

  /** The same for the names on the way there, each installed in the one before it: `['a', '@s/b']`. */
  addModule(names: readonly string[], entry: string): Folder | undefined {
    let at = this.#root;
    for (const name of names) {
      at = child(at, 'modules', name);
      if (at.depth > MAX_DEPTH) return undefined;
    }
    at.entry = entry;
    return at;
  }

  /** The same for what is installed in a folder that is known. */
  addTo(parent: Folder, name: string, entry: string): Folder | undefined {
    const at = child(parent, 'modules', name);
    if (at.depth > MAX_DEPTH) return undefined;
    at.entry = entry;
    return at;
  }

  #folderAt(location: string): Folder | undefined {
    if (location === '') return this.#root;
    let at = isOutside(location) ? this.#outside : this.#root;
    const segments = location.split('/');
    for (let index = 0; index < segments.length;) {
      const step = stepAt(segments, index);
      at = child(at, step.kind, step.name);
      if (at.depth > MAX_DEPTH) return undefined;
      index += step.length;
    }
    return at;
  }
}

/** The entry that code in a folder gets for a name: from its own `node_modules` first, then from those above. */
export function findFrom(place: Folder | undefined, name: string): string | undefined {
  for (let at = place; at !== undefined; at = at.parent) {
    const found = at.modules?.get(name)?.entry;
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Step {
  readonly kind: 'folders' | 'modules';
  readonly name: string;
  /** How many segments it takes. */
  readonly length: number;
}

function stepAt(segments: readonly string[], index: number): Step {
  const folder = segments[index] ?? '';
  const name = segments[index + 1];
  const rest = segments[index + 2];
  if (folder !== NODE_MODULES || name === undefined) return { kind: 'folders', name: folder, length: 1 };
  if (!name.startsWith('@') || rest === undefined) return { kind: 'modules', name, length: 2 };
  return { kind: 'modules', name: `${name}/${rest}`, length: 3 };
}

/** Above the lockfile's folder, or absolute. */
function isOutside(location: string): boolean {
  return location === '..' || location.startsWith('../') || location.startsWith('/') || /^[a-z]:/i.test(location);
}

function folder(parent: Folder | undefined, installedAs?: string): Folder {
  const depth = parent === undefined ? 0 : parent.depth + 1;
  return { parent, depth, installedAs, folders: undefined, modules: undefined, entry: undefined };
}

function child(parent: Folder, kind: Step['kind'], name: string): Folder {
  const children = (parent[kind] ??= new Map<string, Folder>());
  const known = children.get(name);
  if (known !== undefined) return known;
  const added = folder(parent, kind === 'modules' ? name : undefined);
  children.set(name, added);
  return added;
}
