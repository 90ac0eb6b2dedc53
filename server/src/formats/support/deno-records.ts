import { splitPackageId, type Span } from '../../model/index.js';
import type { EdgeKind } from './graph-builder.js';
import type { JsonReader } from './json-reader.js';
import { TOKEN } from './json-tokens.js';

/** What an entry asks for: the name it uses, and which entry that is (`name@1.2.3`, or `name` where only one has it). */
export interface DenoReference {
  readonly name: string;
  readonly to: string;
  readonly kind: EdgeKind;
}

/** One entry of the npm section; its key is `name@version`, then `_peer@version` for each peer it got. */
export interface DenoRecord {
  readonly id: string;
  readonly name: string;
  /** With its peers. */
  readonly version: string;
  readonly span: Span;
  readonly integrity?: string;
  readonly tarball?: string;
  readonly scripts: boolean;
  readonly references: readonly DenoReference[];
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
      reader.report('An entry of this lockfile must be an object, under a name and a version.', { start, end });
      return;
    }
    const references: DenoReference[] = [];
    let integrity: string | undefined;
    let tarball: string | undefined;
    let scripts = false;
    const whole = reader.readObject((field) => {
      if (field === 'integrity') integrity = reader.string();
      else if (field === 'tarball') tarball = reader.string();
      else if (field === 'scripts') scripts = reader.valueToken === TOKEN.true;
      else readReferences(reader, SECTIONS.get(field), references);
    });
    const span = { start, end: reader.lastEnd };
    if (whole) packages.push({ id, name, version, span, integrity, tarball, scripts, references });
  });
}

/** A list from version 4 on, with aliases as `alias@npm:name@1.2.3`; before that an object. */
function readReferences(reader: JsonReader, kind: EdgeKind | undefined, references: DenoReference[]): void {
  if (kind === undefined) return;
  if (reader.valueToken === TOKEN.openBrace) {
    reader.readObject((name) => {
      const to = reader.string();
      if (to !== undefined) references.push({ name, to, kind });
    });
  } else if (reader.valueToken === TOKEN.openBracket) {
    for (const text of reader.readStrings()) {
      const alias = text.indexOf('@npm:', 1);
      if (alias < 0) references.push({ name: splitPackageId(text).name, to: text, kind });
      else references.push({ name: text.slice(0, alias), to: text.slice(alias + '@npm:'.length), kind });
    }
  }
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
