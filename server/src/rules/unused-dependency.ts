import { valueOf } from '../model/index.js';
import { defineRule } from './rule.js';
import { labelOf, shorten } from './support/text.js';

/** A dependency that nothing in the package uses is there to be installed. Only what is new in a version is told. */
export const unusedDependency = defineRule({
  id: 'unused-dependency',
  title: 'New dependency that nothing uses',
  needs: ['artifact', 'previousArtifact'],
  find({ subject, facts }) {
    const artifact = valueOf(facts.artifact);
    const before = valueOf(facts.previousArtifact)?.manifest;
    if (artifact?.manifest === undefined || before === undefined) return [];
    const { dependencies, optionalDependencies } = artifact.manifest;
    const had = { ...before.dependencies, ...before.optionalDependencies, ...before.peerDependencies };
    const added = artifact.unusedDependencies.filter((name) => !Object.hasOwn(had, name));
    // Whole families are added at once where a package is taken apart.
    if (added.length === 0 || added.length > MAX_ADDED) return [];
    return added.map((name) => ({
      message: `${labelOf(subject)} has a new dependency that none of its files uses: ${shorten(name, 100)}`,
      evidence: [
        {
          kind: 'file' as const,
          file: 'package.json',
          field: `dependencies.${shorten(name, 100)}`,
          value: shorten(dependencies[name] ?? optionalDependencies[name] ?? '', 100),
        },
      ],
      target: 'specifier' as const,
      key: name,
    }));
  },
});

const MAX_ADDED = 3;
