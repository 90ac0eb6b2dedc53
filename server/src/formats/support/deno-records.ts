import { phrase, splitPackageId } from '../../model/index.js';
import type { Edge, EdgeKind, RawEntry } from './raw-graph.js';
import type { JsonReader } from './json-reader.js';
import { TOKEN } from './json-tokens.js';

/** What an entry asks for: the name it uses, and which entry that is (`name@1.2.3`, or `name` where only one has it). */
export interface DenoReference extends Edge {
  /** Becomes the entry's id where that is known. */
  to: string;
}

/** One entry of the npm section; its key is `name@version`, then `_peer@version` for each peer it got. */
export interface DenoRecord extends RawEntry {
  readonly edges: readonly DenoReference[];
}

/** What a deno.lock says of npm. */
export interface DenoSections {
  version: string | undefined;
  /** `npm:name@range` → what it resolved to. */
  readonly specifiers: Map<string, string>;
  readonly packages: DenoRecord[];
  /** Folder, `''` for the project's own → the specifiers that its manifests name. */
  readonly members: Map<string, string[]>;
}

const NPM = 'npm:';
const SECTIONS: ReadonlyMap<string, EdgeKind> = new Map<string, EdgeKind>([
  ['dependencies', 'required'],
  ['optionalDependencies', 'optional'],
]);

/** Reads the outermost object. False where the text ends before it does. */
export function readDenoSections(reader: JsonReader, sections: DenoSections): boolean {
  return reader.readDocument((key) => {
    if (key === 'version') sections.version = reader.raw();
    else if (reader.valueToken !== TOKEN.openBrace) return;
    else if (key === 'packages') readPackagesSection(reader, sections);
    else if (key === 'workspace') readWorkspace(reader, sections);
    else readResolved(reader, key, sections);
  });
}

/** Version 3 keeps under `packages` what later ones have at the top. */
function readPackagesSection(reader: JsonReader, sections: DenoSections): void {
  reader.readObject((key) => {
    if (reader.valueToken === TOKEN.openBrace) readResolved(reader, key, sections);
  });
}

function readResolved(reader: JsonReader, key: string, { specifiers, packages }: DenoSections): void {
  if (key === 'specifiers') {
    reader.readObject((specifier) => {
      const resolved = reader.string();
      if (specifier.startsWith(NPM) && resolved !== undefined) specifiers.set(specifier, entryId(specifier, resolved));
    });
  } else if (key === 'npm') readPackages(reader, packages);
}

/** Version 3 writes `npm:name@1.2.3`, later ones only what follows the name. */
function entryId(specifier: string, resolved: string): string {
  if (resolved.startsWith(NPM)) return resolved.slice(NPM.length);
  return `${splitPackageId(specifier.slice(NPM.length)).name}@${resolved}`;
}

function readPackages(reader: JsonReader, packages: DenoRecord[]): void {
  reader.readObject((id) => {
    const { start, end } = reader.keySpan;
    const { name, version } = splitPackageId(id);
    // Version 2 has sections here.
    if (reader.valueToken !== TOKEN.openBrace || version === undefined) {
      reader.report(phrase('An entry of this lockfile must be an object, under a name and a version.'), { start, end });
      return;
    }
    let edges: readonly DenoReference[] = NO_REFERENCES;
    let integrity: string | undefined;
    let resolved: string | undefined;
    let hasInstallScript: true | undefined;
    const whole = reader.readObject((field) => {
      if (field === 'integrity') integrity = reader.string();
      else if (field === 'tarball') resolved = reader.string();
      else if (field === 'scripts') hasInstallScript = reader.valueToken === TOKEN.true || undefined;
      else if (SECTIONS.has(field)) {
        const read = readReferences(reader, SECTIONS.get(field) ?? 'required');
        edges = edges.length === 0 ? read : [...edges, ...read];
      }
    });
    if (!whole) return;
    packages.push({
      id,
      name,
      version: withoutPeers(version) || null,
      resolved,
      integrity,
      askedPlainly: true,
      hasInstallScript,
      span: { start, end: reader.lastEnd },
      edges,
    });
  });
}

const NO_REFERENCES: readonly DenoReference[] = [];

/** `1.2.3_react@18.2.0`: what is behind the underscore are the peers that it got. */
function withoutPeers(version: string): string {
  const peers = version.indexOf('_');
  return peers < 0 ? version : version.slice(0, peers);
}

/** A list from version 4 on, with aliases as `alias@npm:name@1.2.3`; before that an object. */
function readReferences(reader: JsonReader, kind: EdgeKind): readonly DenoReference[] {
  let references: DenoReference[] | undefined;
  const add = (reference: DenoReference): void => {
    // Room for one: an array that grows takes room for many at once.
    if (references === undefined) references = [reference];
    else references.push(reference);
  };
  if (reader.valueToken === TOKEN.openBrace) {
    reader.readObject((name) => {
      const to = reader.string();
      if (to !== undefined) add({ name, to, kind });
    });
  } else if (reader.valueToken === TOKEN.openBracket) {
    reader.readItems(() => {
      const text = reader.string();
      if (text !== undefined) add(listedReference(text, kind));
    });
  }
  return references ?? NO_REFERENCES;
}

function listedReference(text: string, kind: EdgeKind): DenoReference {
  const alias = text.indexOf('@npm:', 1);
  if (alias < 0) return { name: splitPackageId(text).name, to: text, kind };
  return { name: text.slice(0, alias), to: text.slice(alias + '@npm:'.length), kind };
}

function readWorkspace(reader: JsonReader, { members }: DenoSections): void {
  readMember(reader, '', members, () => {
    reader.readObject((folder) => {
      if (reader.valueToken === TOKEN.openBrace) readMember(reader, folder, members, undefined);
    });
  });
}

/** `{"dependencies": […]}` of deno.json, and the same of package.json under `packageJson`. */
function readMember(
  reader: JsonReader,
  folder: string,
  members: Map<string, string[]>,
  readMembers: (() => void) | undefined,
): void {
  const specifiers: string[] = [];
  members.set(folder, specifiers);
  const readSpecifiers = (): void => {
    if (reader.valueToken === TOKEN.openBracket) specifiers.push(...reader.readStrings());
  };
  reader.readObject((key) => {
    if (key === 'dependencies') readSpecifiers();
    else if (reader.valueToken !== TOKEN.openBrace) return;
    else if (key === 'members') readMembers?.();
    else if (key === 'packageJson') {
      reader.readObject((inner) => {
        if (inner === 'dependencies') readSpecifiers();
      });
    }
  });
}
