import { createScanner } from 'jsonc-parser';
import {
  DEPENDENCY_SECTIONS,
  phrase,
  splitPackageId,
  type Dependency,
  type DependencySection,
  type Manifest,
} from '../model/index.js';
import type { ManifestFormat } from './format.js';
import { JsonReader } from './support/json-reader.js';
import { TOKEN } from './support/json-tokens.js';
import { DEFAULT_CATALOG } from './support/catalog-lines.js';
import { readStringRecord } from './support/json-values.js';
import { ManifestLines, type Line, type Seen } from './support/manifest-lines.js';
import { readDevelopmentManager, readPackageManager } from './support/package-manager-field.js';
import { parseSpecifier } from './support/specifier.js';
import { namesFolder } from './support/workspace-patterns.js';

/** npm's overrides nest like the tree they change; deeper ones than this change no real tree. */
const MAX_OVERRIDE_DEPTH = 50;

/** npm's manifest. Reads what can be read: a line that is half-typed costs no other line. */
export const packageJson: ManifestFormat = Object.freeze({
  id: 'package-json',
  matches: (fileName: string): boolean => fileName === 'package.json',
  isMember: namesFolder,

  read(text: string): Manifest {
    // jsonc-parser's own visitor nests calls like the text nests brackets, which a hostile text can use to end the process.
    const reader = new JsonReader(text, createScanner(text, true));
    const found = new ManifestReader(reader);
    reader.readDocument((key) => {
      found.readProperty(key);
    });
    return found.manifest();
  },
});

/** What can follow a section whose closing brace is missing. */
const FOLLOWING_OBJECTS: ReadonlySet<string> = new Set([...DEPENDENCY_SECTIONS, 'peerDependenciesMeta', 'engines']);

type Fields = Omit<Manifest, 'dependencies' | 'problems'>;

/** What was found in one document so far. */
class ManifestReader {
  readonly #reader: JsonReader;
  readonly #lines: ManifestLines;
  readonly #seen: Seen = new Map();
  readonly #optionalPeers = new Set<string>();
  #fields: Fields = {};
  #unclosed = 0;
  #bundled: 'all' | ReadonlySet<string> = new Set();

  readonly #properties: ReadonlyMap<string, () => void> = new Map([
    ['name', () => (this.#fields = { ...this.#fields, name: this.#reader.string() })],
    ['version', () => (this.#fields = { ...this.#fields, version: this.#reader.string() })],
    ['private', () => (this.#fields = { ...this.#fields, private: this.#reader.valueToken === TOKEN.true })],
    ['engines', () => (this.#fields = { ...this.#fields, engines: readStringRecord(this.#reader) })],
    ['workspaces', () => this.#readWorkspaces()],
    ['catalog', () => this.#readCatalog(DEFAULT_CATALOG, ['catalog'])],
    ['catalogs', () => this.#readCatalogs(['catalogs'])],
    ['resolutions', () => (this.#fields = { ...this.#fields, resolutions: readStringRecord(this.#reader) })],
    ['packageManager', () => this.#readPackageManager()],
    ['devEngines', () => this.#manager(this.#fields.packageManager ?? readDevelopmentManager(this.#reader))],
    ['pnpm', () => this.#readPnpm()],
    ['dependencies', () => this.#readSection('dependencies')],
    ['devDependencies', () => this.#readSection('devDependencies')],
    ['optionalDependencies', () => this.#readSection('optionalDependencies')],
    ['peerDependencies', () => this.#readSection('peerDependencies')],
    ['peerDependenciesMeta', () => this.#readPeerMeta()],
    ['bundleDependencies', () => this.#readBundled()],
    ['bundledDependencies', () => this.#readBundled()],
    ['overrides', () => this.#readOverrides(['overrides'], '')],
  ]);

  constructor(reader: JsonReader) {
    this.#reader = reader;
    this.#lines = new ManifestLines(reader);
  }

  /** Reads a property of the outermost object. */
  readProperty(key: string): void {
    const read = this.#properties.get(key);
    if (read !== undefined) this.#lines.property(this.#seen, key, read);
  }

  manifest(): Manifest {
    const dependencies = this.#lines.all.map((line) => this.#dependency(line));
    const problems = [...this.#reader.problems].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
    return { ...this.#fields, dependencies, problems };
  }

  #dependency(line: Line): Dependency {
    const { name, section, raw, nameSpan, specifierSpan } = line;
    const bundled = isBundled(this.#bundled, line);
    const optionalPeer = section === 'peerDependencies' && this.#optionalPeers.has(name);
    return {
      ...line,
      specifier: section === 'overrides' && raw.startsWith('$') ? REFERENCE : parseSpecifier(name, raw),
      span: { start: nameSpan.start, end: specifierSpan.end },
      ...(bundled ? { bundled } : {}),
      ...(optionalPeer ? { optionalPeer } : {}),
    };
  }

  #readPackageManager(): void {
    const { name, version } = readPackageManager(this.#reader);
    if (name !== undefined) this.#fields = { ...this.#fields, packageManager: name, packageManagerVersion: version };
  }

  #manager(packageManager: string | undefined): void {
    this.#fields = { ...this.#fields, packageManager };
  }

  #readSection(section: DependencySection): void {
    this.#readLines((key) => {
      if (!this.#startsNextSection(key)) this.#lines.add(key, section, [section, key]);
    });
  }

  /** `{"a": "1", "b": {".": "2", "c": "3"}, "d@^1": "4"}`: a name, with a range of what is replaced, and what for. */
  #readOverrides(path: readonly string[], parent: string): void {
    this.#readLines((key) => {
      if (this.#startsNextSection(key)) return;
      const name = key === '.' ? parent : splitPackageId(key).name;
      if (this.#reader.valueToken !== TOKEN.openBrace) this.#lines.add(name, 'overrides', [...path, key]);
      else if (path.length < MAX_OVERRIDE_DEPTH) this.#readOverrides([...path, key], name);
      else this.#reader.report(phrase('Overrides are nested too deeply.'), this.#reader.keySpan);
    });
  }

  /** `["packages/*"]`, or `{"packages": ["packages/*"]}`, where bun's catalogs may stand too. */
  #readWorkspaces(): void {
    const reader = this.#reader;
    if (reader.valueToken === TOKEN.openBracket) this.#setWorkspaces(reader.readStrings());
    if (reader.valueToken !== TOKEN.openBrace) return;
    reader.readObject((key) => {
      if (key === 'packages' && reader.valueToken === TOKEN.openBracket) this.#setWorkspaces(reader.readStrings());
      else if (key === 'catalog') this.#readCatalog(DEFAULT_CATALOG, ['workspaces', key]);
      else if (key === 'catalogs') this.#readCatalogs(['workspaces', key]);
    });
  }

  #setWorkspaces(workspaces: readonly string[]): void {
    this.#fields = { ...this.#fields, workspaces };
  }

  #readCatalogs(path: readonly string[]): void {
    if (this.#reader.valueToken !== TOKEN.openBrace) return;
    this.#reader.readObject((name) => this.#readCatalog(name, [...path, name]));
  }

  #readCatalog(catalog: string, path: readonly string[]): void {
    if (this.#reader.valueToken !== TOKEN.openBrace) return;
    const seen: Seen = new Map();
    this.#reader.readObject((key) => {
      this.#lines.property(seen, key, () => this.#lines.add(key, 'catalog', [...path, key], catalog));
    });
  }

  #readLines(readLine: (key: string) => void): void {
    const reader = this.#reader;
    if (reader.valueToken !== TOKEN.openBrace) {
      reader.report(phrase('This must be an object.'), reader.valueSpan);
      return;
    }
    const seen: Seen = new Map();
    reader.readObject((key) => {
      this.#lines.property(seen, key, () => readLine(key));
    });
  }

  /** While a closing brace is not typed yet, the next section seems to lie inside this one. No package has such a value. */
  #startsNextSection(key: string): boolean {
    const starts = this.#reader.valueToken === TOKEN.openBrace && FOLLOWING_OBJECTS.has(key);
    if (!starts || this.#unclosed > FOLLOWING_OBJECTS.size) return false;
    this.#unclosed += 1;
    this.readProperty(key);
    this.#unclosed -= 1;
    return true;
  }

  #readPeerMeta(): void {
    const reader = this.#reader;
    if (reader.valueToken !== TOKEN.openBrace) return;
    reader.readObject((name) => {
      if (reader.valueToken !== TOKEN.openBrace) return;
      reader.readObject((key) => {
        if (key === 'optional' && reader.valueToken === TOKEN.true) this.#optionalPeers.add(name);
      });
    });
  }

  #readPnpm(): void {
    if (this.#reader.valueToken !== TOKEN.openBrace) return;
    this.#reader.readObject((key) => {
      if (key === 'overrides') this.#fields = { ...this.#fields, pnpmOverrides: readStringRecord(this.#reader) };
    });
  }

  #readBundled(): void {
    if (this.#reader.valueToken === TOKEN.true) this.#bundled = 'all';
    else if (this.#reader.valueToken === TOKEN.openBracket) this.#bundled = new Set(this.#reader.readStrings());
  }
}

/** `$name`: the version that the project itself declares for that name. */
const REFERENCE = Object.freeze({ kind: 'other', protocol: '$' });

/** `true` bundles what stands in `dependencies`. */
function isBundled(bundled: 'all' | ReadonlySet<string>, { name, section }: Line): boolean {
  if (bundled === 'all') return section === 'dependencies';
  return section !== 'overrides' && section !== 'catalog' && bundled.has(name);
}
