import { splitPackageId, type Dependency, type DependencySection, type Manifest } from '../model/index.js';
import type { ManifestFormat } from './format.js';
import { parseSpecifier } from './support/specifier.js';
import { namesFolder } from './support/workspace-patterns.js';
import { YamlReader } from './support/yaml-reader.js';

/** In `a@>1>b`, what stands behind the last arrow; an arrow behind `@`, `|` or a space belongs to a range. */
const PARENTS = /^.*[^ |@]>(?=[^=])/;

/**
 * pnpm's settings of a project: the versions that its catalogs name, its overrides, and its members.
 * A catalog's entries are judged where they stand, as `dependencies`.
 */
export const pnpmWorkspace: ManifestFormat = Object.freeze({
  id: 'pnpm-workspace',
  matches: (fileName: string): boolean => fileName === 'pnpm-workspace.yaml',
  isMember: namesFolder,

  read(text: string): Manifest {
    const reader = new YamlReader(text);
    const dependencies: Dependency[] = [];
    let workspaces: readonly string[] | undefined;
    reader.readDocuments(() => (key) => {
      if (key === 'packages') workspaces = reader.readList();
      else if (key === 'catalog') dependencies.push(...readLines(reader, 'dependencies', [key]));
      else if (key === 'overrides') dependencies.push(...readLines(reader, 'overrides', [key]));
      else if (key === 'catalogs') {
        reader.readMap((name) => {
          dependencies.push(...readLines(reader, 'dependencies', [key, name]));
        });
      }
    });
    return { workspaces, dependencies, problems: [] };
  },
});

function readLines(reader: YamlReader, section: DependencySection, path: readonly string[]): readonly Dependency[] {
  const lines: Dependency[] = [];
  reader.readMap((key) => {
    const raw = reader.scalar();
    if (raw === undefined) return;
    const name = section === 'overrides' ? splitPackageId(key.replace(PARENTS, '')).name : key;
    const { keySpan: nameSpan, valueSpan: specifierSpan } = reader;
    const span = { start: nameSpan.start, end: specifierSpan.end };
    const specifier = section === 'overrides' ? overrideSpecifier(name, raw) : parseSpecifier(name, raw);
    lines.push({ name, section, raw, specifier, path: [...path, key], span, nameSpan, specifierSpan });
  });
  return lines;
}

/** `$name` is the version that the project itself declares, `-` takes the dependency away. */
function overrideSpecifier(name: string, raw: string): Dependency['specifier'] {
  const [first = ''] = raw;
  return first === '$' || raw === '-' ? { kind: 'other', protocol: first } : parseSpecifier(name, raw);
}
