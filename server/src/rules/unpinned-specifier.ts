import semver from 'semver';
import { phrase, type Dependency, type Phrase, type Words } from '../model/index.js';
import { defineRule } from './rule.js';
import { nameOf, shorten } from './support/text.js';

/** Whatever is published next under the name gets in at the next install without a lockfile. */
export const unpinnedSpecifier = defineRule({
  id: 'unpinned-specifier',
  title: 'Specifier without an upper bound',
  needs: [],
  find({ subject }) {
    const { dependency } = subject;
    // A peer range says what the package gets along with, not what to install: wide is right there.
    if (dependency === undefined || dependency.section === 'peerDependencies') return [];
    const raw = shorten(dependency.raw, 64);
    const message = whyUnpinned(dependency, { package: nameOf(subject), raw });
    if (message === undefined) return [];
    return [
      {
        message,
        target: 'specifier',
        evidence: [{ kind: 'file', field: dependency.section, value: raw }],
      },
    ];
  },
});

interface About {
  readonly package: Words;
  readonly raw: string;
}

function whyUnpinned({ specifier }: Dependency, about: About): Phrase | undefined {
  if (specifier.kind === 'tag') {
    return phrase('{package} is declared as "{raw}", a tag that its publisher can move to any version', about);
  }
  if (specifier.kind !== 'range' || !isUnbounded(specifier.range)) return undefined;
  return phrase('{package} is declared as "{raw}", which lets in every version that will ever be published', about);
}

/** One branch of an `||` without an upper bound leaves the whole range without one. */
function isUnbounded(range: string): boolean {
  try {
    const branches = new semver.Range(range, { loose: true }).set;
    return branches.some((branch) => !branch.some(isUpperBound));
  } catch {
    return false;
  }
}

/** An exact version has the operator `''`, and so has "any version", whose version is a symbol. */
function isUpperBound(comparator: semver.Comparator): boolean {
  if (comparator.operator !== '') return comparator.operator.startsWith('<');
  return comparator.semver instanceof semver.SemVer;
}
