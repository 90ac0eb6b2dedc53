import { splitPackageId, type Dependency, type Manifest } from '../model/index.js';
import type { ManifestFormat } from './format.js';
import { readCatalogs, readPairs } from './support/catalog-lines.js';
import { parseSpecifier } from './support/specifier.js';
import { namesFolder } from './support/workspace-patterns.js';
import { YamlReader } from './support/yaml-reader.js';

/** In `a@>1>b`, what stands behind the last arrow; an arrow behind `@`, `|` or a space belongs to a range. */
const PARENTS = /^.*[^ |@]>(?=[^=])/;

/** pnpm's settings of a project: the versions that its catalogs name, its overrides, and its members. */
export const pnpmWorkspace: ManifestFormat = Object.freeze({
  id: 'pnpm-workspace',
  matches: (fileName: string): boolean => fileName === 'pnpm-workspace.yaml',
  isMember: namesFolder,

  read(text: string): Manifest {
    const reader = new YamlReader(text);
    const dependencies: Dependency[] = [];
    let workspaces: readonly string[] | undefined;
    let linkWorkspacePackages: boolean | undefined;
    reader.readDocuments(() => (key) => {
      if (key === 'packages') workspaces = reader.readList();
      else if (key === 'overrides') dependencies.push(...overrideLines(reader));
      else if (key === 'linkWorkspacePackages') linkWorkspacePackages = reader.scalar() !== 'false';
      else dependencies.push(...(readCatalogs(reader, key) ?? []));
    });
    return { workspaces, linkWorkspacePackages, dependencies, problems: [] };
  },
});

function overrideLines(reader: YamlReader): readonly Dependency[] {
  return readPairs(reader, ['overrides']).map(({ key, raw, at }) => {
    const { name } = splitPackageId(key.replace(PARENTS, ''));
    return { name, section: 'overrides', raw, specifier: overrideSpecifier(name, raw), ...at };
  });
}

/** `$name` is the version that the project itself declares, `-` takes the dependency away. */
function overrideSpecifier(name: string, raw: string): Dependency['specifier'] {
  const [first = ''] = raw;
  return first === '$' || raw === '-' ? { kind: 'other', protocol: first } : parseSpecifier(name, raw);
}
