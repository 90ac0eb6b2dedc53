import type { Span } from '../../model/index.js';
import type { EdgeKind } from './raw-graph.js';
import type { YamlReader } from './yaml-reader.js';

/** What a name is resolved to: `1.0.0(peer@1.0.0)`, `/real-name/1.0.0`, `link:../core`, `file:…`. */
export interface Reference {
  readonly name: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly span: Span;
}

export interface ImporterRecord {
  /** As written: `.` for the lockfile's own folder. */
  readonly folder: string;
  readonly span: Span;
  readonly references: readonly Reference[];
}

/** An entry of `packages:` or of `snapshots:`. */
export interface PackageRecord {
  readonly key: string;
  readonly span: Span;
  readonly references: readonly Reference[];
  readonly name?: string;
  readonly version?: string;
  readonly integrity?: string;
  /** Tarball, repository or folder; packages of the registry have none. */
  readonly resolved?: string;
  readonly isFolder?: boolean;
  readonly requiresBuild?: boolean;
  readonly deprecated?: string;
}

/** One document of a lockfile. */
export interface PnpmDocument {
  readonly lockfileVersion?: string;
  readonly importers: readonly ImporterRecord[];
  readonly packages: readonly PackageRecord[];
  readonly snapshots: readonly PackageRecord[] | undefined;
  /** What pnpm installs before all else, to configure itself. Documents with these two are not about the project. */
  readonly configDependencies: readonly Reference[];
  readonly isEnvironment: boolean;
}

const SECTIONS: ReadonlyMap<string, EdgeKind> = new Map<string, EdgeKind>([
  ['dependencies', 'required'],
  ['devDependencies', 'dev'],
  ['optionalDependencies', 'optional'],
]);

const RESOLVED_KEYS: ReadonlySet<string> = new Set(['tarball', 'repo', 'directory', 'url']);

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Draft extends Writable<Omit<PnpmDocument, 'importers' | 'configDependencies' | 'snapshots'>> {
  importers: ImporterRecord[];
  snapshots: readonly PackageRecord[] | undefined;
  readonly configDependencies: Reference[];
}

/** All documents of the text, in order. */
export function readPnpmDocuments(reader: YamlReader): readonly PnpmDocument[] {
  const documents: PnpmDocument[] = [];
  reader.readDocuments(() => {
    const draft: Draft = {
      importers: [],
      packages: [],
      snapshots: undefined,
      configDependencies: [],
      isEnvironment: false,
    };
    const own: Reference[] = [];
    documents.push(draft);
    return (key) => {
      readSection(reader, key, draft, own);
    };
  });
  return documents;
}

function readSection(reader: YamlReader, key: string, draft: Draft, own: Reference[]): void {
  const kind = SECTIONS.get(key);
  if (kind !== undefined) {
    // A project without workspaces has its dependencies outermost.
    if (draft.importers[0]?.references !== own)
      draft.importers.unshift({ folder: '.', span: NOWHERE, references: own });
    own.push(...readReferences(reader, kind));
  } else if (key === 'lockfileVersion') draft.lockfileVersion = reader.scalar();
  else if (key === 'importers') draft.importers.push(...readImporters(reader, draft));
  else if (key === 'packages') draft.packages = readPackages(reader);
  else if (key === 'snapshots') draft.snapshots = readPackages(reader);
}

const NOWHERE: Span = Object.freeze({ start: 0, end: 0 });

function readImporters(reader: YamlReader, draft: Draft): readonly ImporterRecord[] {
  const importers: ImporterRecord[] = [];
  reader.readMap((folder) => {
    const key = reader.keySpan;
    const references: Reference[] = [];
    reader.readMap((section) => {
      const kind = SECTIONS.get(section);
      if (kind !== undefined) references.push(...readReferences(reader, kind));
      if (section === 'configDependencies' || section === 'packageManagerDependencies') draft.isEnvironment = true;
      if (section === 'configDependencies') draft.configDependencies.push(...readReferences(reader, 'required'));
    });
    importers.push({ folder, span: wholeOf(key, reader), references });
  });
  return importers;
}

/** From the key to the end of what was read; at least the key, where its line is cut off in the middle. */
function wholeOf(key: Span, reader: YamlReader): Span {
  return { start: key.start, end: Math.max(key.end, reader.lastEnd) };
}

/** `name: reference`, or since version 6 `name: {specifier: …, version: reference}`. */
function readReferences(reader: YamlReader, kind: EdgeKind): readonly Reference[] {
  const references: Reference[] = [];
  reader.readMap((name) => {
    const own = reader.keySpan;
    let to = reader.scalar();
    let span: Span = { start: own.start, end: reader.valueSpan.end };
    if (to === undefined && reader.hasMap) {
      reader.readMap((key) => {
        if (key === 'version') to = reader.scalar();
      });
      span = wholeOf(own, reader);
    }
    if (to !== undefined) references.push({ name, to, kind, span });
  });
  return references;
}

function readPackages(reader: YamlReader): readonly PackageRecord[] {
  const packages: PackageRecord[] = [];
  reader.readMap((key) => {
    const own = reader.keySpan;
    const record: Writable<PackageRecord> = { key, span: NOWHERE, references: NONE };
    reader.readMap((field) => {
      readField(reader, field, record);
    });
    record.span = wholeOf(own, reader);
    packages.push(record);
  });
  return packages;
}

const NONE: readonly Reference[] = Object.freeze([]);

function readField(reader: YamlReader, field: string, record: Writable<PackageRecord>): void {
  if (field === 'resolution') readResolution(reader, record);
  else if (field === 'dependencies' || field === 'optionalDependencies') {
    const references = readReferences(reader, field === 'dependencies' ? 'required' : 'optional');
    record.references = record.references.length === 0 ? references : [...record.references, ...references];
  } else if (field === 'name' || field === 'version' || field === 'deprecated') record[field] = reader.scalar();
  else if (field === 'requiresBuild') record.requiresBuild = reader.scalar() === 'true';
}

function readResolution(reader: YamlReader, record: Writable<PackageRecord>): void {
  reader.readMap((key) => {
    if (key === 'integrity') record.integrity = reader.scalar();
    else if (RESOLVED_KEYS.has(key)) record.resolved = reader.scalar();
    else if (key === 'type') record.isFolder = reader.scalar() === 'directory';
  });
}
