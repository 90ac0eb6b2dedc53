import { isRegistrySpecifier, phrase, type Dependency, type Subject } from '../model/index.js';
import { defineRule } from './rule.js';
import { nameOf, ownWords, shorten } from './support/text.js';

/** Manifest and lockfile disagree: what was judged is not what lies in `node_modules`. */
export const lockfileMismatch = defineRule({
  id: 'lockfile-mismatch',
  title: 'Lockfile that does not match the manifest',
  needs: [],
  find({ subject }) {
    const { dependency } = subject;
    const lockedVersion = lockedBeside(subject);
    if (dependency === undefined || lockedVersion === undefined || !isExpected(dependency, lockedVersion)) return [];
    const name = nameOf(subject);
    const raw = shorten(dependency.raw, 64);
    const message =
      lockedVersion === null
        ? phrase('{package} is declared but not in the lockfile; run install to bring the two together', {
            package: name,
          })
        : phrase(
            'the lockfile holds {package}, which does not satisfy "{raw}"; run install to bring the two together',
            { package: `${name} ${shorten(lockedVersion, 64)}`, raw },
          );
    return [
      {
        message,
        target: 'specifier',
        evidence: [
          {
            ...{ kind: 'lockfile', field: 'version' },
            ...(lockedVersion === null ? ownWords(phrase('no entry')) : { value: shorten(lockedVersion, 64) }),
          },
        ],
      },
    ];
  },
});

/** What the lockfile holds in place of what is declared; undefined where it agrees or cannot be compared. */
function lockedBeside({ resolution }: Subject): string | null | undefined {
  if (resolution.from === 'lockfile') return undefined;
  // A name or version that does not exist is the trouble there, and no install mends it.
  if (resolution.from === 'nowhere' && resolution.because !== 'registry-unknown') return undefined;
  return resolution.lockedVersion;
}

/**
 * Whether the lockfile has to agree. Peers are locked or not as the package manager likes, an override of what nobody
 * asks for has no entry, npm leaves out optional dependencies that could not be installed, and a dist-tag may have moved
 * since.
 */
function isExpected({ section, specifier }: Dependency, lockedVersion: string | null): boolean {
  if (!isRegistrySpecifier(specifier) || section === 'peerDependencies') return false;
  const mayBeMissing = section === 'optionalDependencies' || section === 'overrides';
  return lockedVersion === null ? !mayBeMissing : specifier.kind !== 'tag';
}
