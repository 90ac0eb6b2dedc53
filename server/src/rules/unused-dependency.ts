import { listed, phrase, unusedAdditions, valueOf, type AddedDependency, type Phrase } from '../model/index.js';
import { defineRule } from './rule.js';
import { agoInWords, DAY } from './support/durations.js';
import { withoutSecrets } from './support/remote-url.js';
import { labelOf, shorten } from './support/text.js';

/** Names made for one attack live for days. */
const NEW_FOR = 30 * DAY;

/** A dependency that nothing in the package uses is there to be installed. Only what is new in a version is told. */
export const unusedDependency = defineRule({
  id: 'unused-dependency',
  title: 'New dependency that nothing uses',
  needs: ['artifact', 'previousArtifact', 'addedDependencies'],
  find({ subject, facts, now }) {
    const told = new Map(valueOf(facts.addedDependencies)?.map((one) => [one.name, one]));
    return unusedAdditions(facts).map((addition) => {
      const { name, raw } = addition;
      const why = whatIsWrong(told.get(name) ?? addition, now);
      return {
        message: phrase('{package} has a new dependency that none of its files uses: {what}', {
          package: labelOf(subject),
          what: listed([shorten(name, 100), ...why]),
        }),
        evidence: [
          {
            kind: 'file' as const,
            file: 'package.json',
            field: `dependencies.${shorten(name, 100)}`,
            value: shorten(withoutSecrets(raw), 100),
          },
        ],
        target: 'specifier' as const,
        key: name,
        level: why.length > 0 ? ('high' as const) : ('medium' as const),
      };
    });
  },
});

/** The parts of a program for several systems are optional, and each is new at some time; they run nothing at install. */
function whatIsWrong({ createdAt, runsAtInstall, optional }: AddedDependency, now: number): readonly Phrase[] {
  const isNew = createdAt !== undefined && now - createdAt < NEW_FOR && !optional;
  return [
    ...(isNew ? [phrase('first published {when}', { when: agoInWords(now - createdAt) })] : []),
    ...(runsAtInstall === true ? [phrase('which runs something when it is installed')] : []),
  ];
}
