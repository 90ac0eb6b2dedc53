import { phrase, valueOf, type Evidence, type Popularity, type Words } from '../model/index.js';
import { defineRule } from './rule.js';
import { deceptiveCharacters } from './support/deceptive-characters.js';
import { withoutSecrets } from './support/remote-url.js';
import { evidenceOfMeant, meantNames } from './support/similar-names.js';
import { askingFor, nameOf, shorten } from './support/text.js';

/** The registry says that there is no such name. An unreachable or forbidden registry says nothing of the kind. */
export const packageNotFound = defineRule({
  id: 'package-not-found',
  title: 'Name that does not exist in the registry',
  needs: ['packument', 'popularity', 'meantPackage', 'meantDownloads'],
  find({ subject, facts }) {
    if (facts.packument.status !== 'absent' || deceptiveCharacters(subject.name).length > 0) return [];
    const name = nameOf(subject);
    const popularity = valueOf(facts.popularity);
    const { meant: offered, madeUp } = guesses(subject.name, popularity);
    const meant = offered.map((one) => one.name);
    const once = subject.locked?.version == null ? undefined : shorten(subject.locked.version, 64);
    const sentence =
      once === undefined
        ? phrase('{package} does not exist in the registry, so anybody could register it', { package: name })
        : phrase(
            '{package} does not exist in the registry any more, although the lockfile holds {version}: it was unpublished, and anybody could register it',
            { package: name, version: once },
          );
    return [
      {
        message: askingFor(meant, madeUp(sentence)),
        target: 'name',
        evidence: [
          { kind: 'metadata', field: 'name', value: name },
          ...evidenceOfMeant(offered, popularity, facts),
          ...lockfileEvidence(once, subject.locked?.resolved),
        ],
        hints: { replaceWith: meant },
      },
    ];
  },
});

interface Guesses {
  /** Much-used names, likeliest first. */
  readonly meant: readonly { readonly name: string; readonly rank?: number }[];
  /** The sentence, with what says that nobody has mistyped the name. */
  readonly madeUp: (sentence: Words) => Words;
}

function guesses(name: string, popularity: Popularity | undefined): Guesses {
  const slips = popularity === undefined ? [] : meantNames(name, popularity);
  const compound = popularity?.compound;
  if (slips.length > 0 || compound === undefined || compound.isLoose === true)
    return { meant: slips, madeUp: (sentence) => sentence };
  return {
    meant: compound.meant.map((one) => ({ name: one })),
    madeUp: (sentence) =>
      phrase('{sentence}; it {how}, as names do that assistants make up', { sentence, how: compound.how }),
  };
}

function lockfileEvidence(version: string | undefined, resolved: string | undefined): readonly Evidence[] {
  if (version === undefined) return [];
  return [
    {
      kind: 'lockfile',
      field: 'version',
      value: version,
      url: resolved === undefined ? undefined : withoutSecrets(resolved),
    },
  ];
}
