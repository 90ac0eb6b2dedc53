import { splitDescriptor, type YarnDescriptor } from './yarn-descriptor.js';
import { YamlReader } from './yaml-reader.js';

/** `catalog name` → package → range; the unnamed catalog's name is empty. */
export type YarnCatalogs = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What yarn adds to the dependencies of a package's versions. */
export interface YarnExtension {
  readonly of: YarnDescriptor;
  readonly dependencies: ReadonlyMap<string, string>;
}

/** What a `.yarnrc.yml` says of packages. Its other settings are not read. */
export interface YarnSettings {
  readonly catalogs: YarnCatalogs;
  readonly extensions: readonly YarnExtension[];
}

export function readYarnSettings(text: string): YarnSettings {
  const catalogs = new Map<string, ReadonlyMap<string, string>>();
  const extensions: YarnExtension[] = [];
  const reader = new YamlReader(text);
  reader.readDocuments(() => (key) => {
    if (!reader.hasMap) return;
    if (key === 'catalog') catalogs.set('', readRanges(reader));
    else if (key === 'catalogs') reader.readMap((name) => catalogs.set(name, readRanges(reader)));
    else if (key === 'packageExtensions') {
      reader.readMap((of) => {
        extensions.push({ of: splitDescriptor(of), dependencies: readAdded(reader) });
      });
    }
  });
  return { catalogs, extensions };
}

function readAdded(reader: YamlReader): ReadonlyMap<string, string> {
  let added: ReadonlyMap<string, string> = new Map();
  reader.readMap((key) => {
    if (key === 'dependencies') added = readRanges(reader);
  });
  return added;
}

function readRanges(reader: YamlReader): ReadonlyMap<string, string> {
  const ranges = new Map<string, string>();
  reader.readMap((name) => {
    const range = reader.scalar();
    if (range !== undefined) ranges.set(name, range);
  });
  return ranges;
}
