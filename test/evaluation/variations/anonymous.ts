import { manifestOf, withManifest } from '../package-tree.js';
import type { Variation } from './variation.js';

/** Names, authors, repositories and dates replaced: what code does is judged, not who says to have written it. */
export const anonymous: Variation = {
  name: 'names and authors replaced',
  vary(tree, random) {
    if (manifestOf(tree) === undefined) return undefined;
    const id = Math.floor(random() * 1e9).toString(36);
    return withManifest(tree, {
      name: `package-${id}`,
      version: '1.2.3',
      author: { name: `Author ${id}`, email: `${id}@mail.example` },
      contributors: undefined,
      maintainers: undefined,
      repository: { type: 'git', url: `git+https://git.example/${id}/${id}.git` },
      homepage: `https://${id}.example/`,
      bugs: undefined,
      description: `Package ${id}`,
      keywords: undefined,
    });
  },
};
