import type { Dependency, DependencySection } from '../../model/index.js';
import { parseSpecifier } from './specifier.js';
import type { YamlReader } from './yaml-reader.js';

/** The catalog that has no name of its own; `catalog:` and `catalog:default` both mean it. */
export const DEFAULT_CATALOG = 'default';

/** A pair of a map that names a package. */
export interface PackagePair {
  readonly key: string;
  readonly raw: string;
  /** Places in the text, and the path to it. */
  readonly at: Pick<Dependency, 'path' | 'span' | 'nameSpan' | 'specifierSpan'>;
}

/** Reads `catalog` or `catalogs`; undefined for any other key. */
export function readCatalogs(reader: YamlReader, key: string): readonly Dependency[] | undefined {
  if (key === 'catalog') return catalogLines(reader, DEFAULT_CATALOG, [key]);
  if (key !== 'catalogs') return undefined;
  const lines: Dependency[] = [];
  reader.readMap((name) => lines.push(...catalogLines(reader, name, [key, name])));
  return lines;
}

/** The pairs of the map that the current key holds, as far as their values are texts. */
export function readPairs(reader: YamlReader, path: readonly string[]): readonly PackagePair[] {
  const pairs: PackagePair[] = [];
  reader.readMap((key) => {
    const raw = reader.scalar();
    if (raw === undefined) return;
    const { keySpan: nameSpan, valueSpan: specifierSpan } = reader;
    const span = { start: nameSpan.start, end: specifierSpan.end };
    pairs.push({ key, raw, at: { path: [...path, key], span, nameSpan, specifierSpan } });
  });
  return pairs;
}

function catalogLines(reader: YamlReader, catalog: string, path: readonly string[]): readonly Dependency[] {
  const section: DependencySection = 'catalog';
  return readPairs(reader, path).map(({ key: name, raw, at }) => {
    return { name, section, catalog, raw, specifier: parseSpecifier(name, raw), ...at };
  });
}
