import {
  eitherOf,
  phrase,
  valueOf,
  type FindingDraft,
  type Level,
  type Popularity,
  type Subject,
} from '../model/index.js';
import { defineRule, type RuleInput } from './rule.js';
import { charactersInWords, deceptiveCharacters } from './support/deceptive-characters.js';
import { historyInWords, historyOf, type NameHistory } from './support/name-history.js';
import { likenessOf, standingInWords, type Likeness } from './support/name-likeness.js';
import { evidenceOfMeant, meantNames, placeInWords } from './support/similar-names.js';
import { askingFor, nameOf, ownWords, shorten } from './support/text.js';

type Input = RuleInput<'popularity' | 'packument' | 'meantPackage' | 'downloads' | 'meantDownloads'>;

/** What is written in the file is read as another name than it is. */
export const confusableName = defineRule({
  id: 'confusable-name',
  title: 'Name that is read as another one',
  needs: ['popularity', 'packument', 'meantPackage', 'downloads', 'meantDownloads'],
  find: (input) => [deception, standIn, lookAlike].map((look) => look(input)).find((drafts) => drafts.length > 0) ?? [],
});

/** Characters that are taken for others, in the name or in the alias before it; whoever has to be asked. */
function deception({ subject, facts }: Input): readonly FindingDraft[] {
  const popularity = valueOf(facts.popularity);
  for (const { name, known } of writtenNames(subject, popularity)) {
    const characters = deceptiveCharacters(name);
    if (characters.length === 0) continue;
    const similar = known === undefined ? [] : meantNames(name, known);
    const meant = similar.map((one) => one.name);
    return [
      {
        message: askingFor(
          meant,
          phrase('{name} holds {characters}, which no name on npm does and a reader takes for something else', {
            name: shorten(name, 214),
            characters: charactersInWords(characters),
          }),
        ),
        target: 'name',
        level: 'high',
        evidence: [
          { kind: 'metadata', field: 'name', value: shorten(name, 214) },
          ...evidenceOfMeant(similar, known, facts),
        ],
        hints: { replaceWith: meant },
      },
    ];
  }
  return [];
}

interface WrittenName {
  readonly name: string;
  readonly known: Popularity | undefined;
}

function writtenNames(subject: Subject, popularity: Popularity | undefined): readonly WrittenName[] {
  const own = { name: subject.name, known: popularity };
  const alias = aliasOf(subject);
  if (alias === undefined) return [own];
  const { rank, similar = [] } = popularity?.alias ?? {};
  return [own, { name: alias, known: popularity && { ...popularity, rank, similar } }];
}

/** The key that stands for the package, where that is another name. */
function aliasOf({ name, dependency, locked }: Subject): string | undefined {
  const key = dependency?.name ?? locked?.alias;
  return key === name ? undefined : key;
}

/** A much-used name stands for a package of which nobody knows anything. */
function standIn(input: Input): readonly FindingDraft[] {
  const { subject, facts } = input;
  const alias = aliasOf(subject);
  const history = unknownHistory(input);
  const popularity = valueOf(facts.popularity);
  const rank = popularity?.alias?.rank;
  if (alias === undefined || history === undefined || rank === undefined) return [];
  if (sharesScope(alias, subject.name)) return [];
  return [
    {
      message: phrase(
        "{alias} is here another package than everybody's: code that imports it gets {package}, which {history}",
        { alias: shorten(alias, 214), package: nameOf(subject), history: historyInWords(history) },
      ),
      target: 'name',
      level: history.standing === 'begun' ? 'low' : 'medium',
      evidence: [
        {
          kind: 'metadata',
          field: 'name',
          ...ownWords(placeInWords(shorten(alias, 214), rank, popularity?.listSize ?? 0)),
        },
      ],
      hints: { replaceWith: [alias] },
    },
  ];
}

/** What is known of a package that neither many use nor years speak for; undefined for every other one. */
function unknownHistory({ facts, now }: Input): NameHistory | undefined {
  const popularity = valueOf(facts.popularity);
  const packument = valueOf(facts.packument);
  const isUsed = popularity?.rank !== undefined || popularity?.established === true;
  const history = packument && historyOf(packument, now);
  return isUsed || history?.standing === 'established' ? undefined : history;
}

function sharesScope(alias: string, name: string): boolean {
  const scope = alias.slice(0, alias.indexOf('/') + 1);
  return scope !== '' && name.startsWith(scope);
}

/** ASCII characters that look alike, more of them than a slip of the hand explains, and capitals. */
function lookAlike(input: Input): readonly FindingDraft[] {
  const likeness = likenessOf(input, ['look-alike']);
  const level = likeness && levelOf(input.subject, likeness);
  if (likeness === undefined || level === undefined) return [];
  const names = likeness.meant.map((similar) => similar.name);
  return [
    {
      message: phrase(
        '{package} is easily read as the much-used {meant} ({how}) and {standing}; did you mean {names}?',
        {
          package: nameOf(input.subject),
          meant: likeness.first.name,
          how: likeness.first.how,
          standing: standingInWords(likeness),
          names: eitherOf(names),
        },
      ),
      target: 'name',
      level,
      evidence: likeness.evidence,
      hints: { replaceWith: names },
    },
  ];
}

/**
 * npm has taken no capitals since 2015, so that what differs in them is old and nobody's trap; it is only another package
 * than most who write it mean.
 */
function levelOf({ name }: Subject, { first, history, isUsedForItself }: Likeness): Exclude<Level, 'none'> | undefined {
  if (first.name.toLowerCase() === name.toLowerCase()) return 'low';
  if (isUsedForItself) return undefined;
  return history === undefined ? 'low' : LEVELS[history.standing];
}

const LEVELS: Readonly<Record<NameHistory['standing'], Exclude<Level, 'none'> | undefined>> = Object.freeze({
  established: undefined,
  begun: 'medium',
  unproven: 'high',
});
