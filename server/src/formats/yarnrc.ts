import type { Dependency, Manifest } from '../model/index.js';
import type { ManifestFormat } from './format.js';
import { readCatalogs } from './support/catalog-lines.js';
import { namesFolder } from './support/workspace-patterns.js';
import { YamlReader } from './support/yaml-reader.js';

/** Yarn's settings of a project, as far as they declare dependencies: the versions that its catalogs name. */
export const yarnrc: ManifestFormat = Object.freeze({
  id: 'yarnrc',
  matches: (fileName: string): boolean => fileName === '.yarnrc.yml',
  isMember: namesFolder,

  read(text: string): Manifest {
    const reader = new YamlReader(text);
    const dependencies: Dependency[] = [];
    reader.readDocuments(() => (key) => {
      dependencies.push(...(readCatalogs(reader, key) ?? []));
    });
    return { dependencies, problems: [] };
  },
});
