import { phrase, type Span } from '../../model/index.js';
import type { EdgeKind } from './raw-graph.js';
import type { JsonReader } from './json-reader.js';
import { TOKEN } from './json-tokens.js';
import { EDGE_SECTIONS } from './npm-declared.js';
import { isPlainRange } from './plain-range.js';

/** A name that a package or a workspace member declares; one that stands in two sections is there twice. */
export interface BunDeclaration {
  readonly name: string;
  readonly kind: EdgeKind;
  /** Asks for a version, range or tag of that very name. */
  readonly plain: boolean;
}

/** One member of `workspaces`, which is the manifest as it was when the lockfile was written. */
export interface BunWorkspace {
  readonly name?: string;
  readonly version?: string;
  readonly declared: readonly BunDeclaration[];
}

/** One entry of `packages`: `"key": ["name@resolution", "tarball", { what it declares }, "integrity"]`. */
export interface BunRecord {
  readonly id: string;
  readonly span: Span;
  /** `name@1.2.3`, `name@workspace:packages/name`, `name@github:owner/repo#commit` … */
  readonly resolution: string;
  readonly tarball?: string;
  readonly integrity?: string;
  readonly bundled: boolean;
  readonly declared: readonly BunDeclaration[];
}

/** Git packages have a tag where others have an integrity; only this is one. */
const INTEGRITY = /^(?:sha\d+|md5)-/;

/** Reads `workspaces`: folder → member, `''` for the project itself. */
export function readBunWorkspaces(reader: JsonReader): ReadonlyMap<string, BunWorkspace> {
  const workspaces = new Map<string, BunWorkspace>();
  reader.readObject((folder) => {
    if (reader.valueToken !== TOKEN.openBrace) return;
    const declared: BunDeclaration[] = [];
    let name: string | undefined;
    let version: string | undefined;
    reader.readObject((field) => {
      if (field === 'name') name = reader.string();
      else if (field === 'version') version = reader.string();
      else readDeclarations(reader, field, declared);
    });
    workspaces.set(folder, { name, version, declared });
  });
  return workspaces;
}

/** Reads `packages`. An entry that the text does not finish is left out. */
export function readBunPackages(reader: JsonReader): readonly BunRecord[] {
  const records: BunRecord[] = [];
  reader.readObject((id) => {
    const { start, end } = reader.keySpan;
    const record = reader.valueToken === TOKEN.openBracket ? readRecord(reader, id, start) : undefined;
    if (record !== undefined) records.push(record);
    else if (!reader.isCut)
      reader.report(phrase('An entry of this lockfile must be a list that names a package.'), { start, end });
  });
  return records;
}

function readRecord(reader: JsonReader, id: string, start: number): BunRecord | undefined {
  const declared: BunDeclaration[] = [];
  const strings: string[] = [];
  let described = false;
  let bundled = false;
  let tarball: string | undefined;
  const whole = reader.readItems(() => {
    const text = reader.string();
    if (text !== undefined) {
      strings.push(text);
      // Behind the name and before the description: only packages of a registry have it, mostly empty.
      if (!described && strings.length === 2) tarball = text || undefined;
    } else if (reader.valueToken === TOKEN.openBrace) {
      described = true;
      reader.readObject((field) => {
        if (field === 'bundled') bundled = reader.valueToken === TOKEN.true;
        else readDeclarations(reader, field, declared);
      });
    }
  });
  const [resolution, ...others] = strings;
  if (!whole || resolution === undefined) return undefined;
  const integrity = others.find((text) => INTEGRITY.test(text));
  return { id, span: { start, end: reader.lastEnd }, resolution, tarball, integrity, bundled, declared };
}

function readDeclarations(reader: JsonReader, section: string, declared: BunDeclaration[]): void {
  const kind = EDGE_SECTIONS.get(section);
  if (kind === undefined || reader.valueToken !== TOKEN.openBrace) return;
  reader.readObject((name) => {
    declared.push({ name, kind, plain: isPlainRange(reader.raw()) });
  });
}
