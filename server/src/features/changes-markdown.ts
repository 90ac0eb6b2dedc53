import {
  judgedVersion,
  newCapabilities,
  parseDeclared,
  valueOf,
  type Assessment,
  type VersionFacts,
} from '../model/index.js';
import type { Escapes } from './support/escapes.js';
import { capabilityWords } from './support/words.js';
import { versionBefore } from './support/version-before.js';
import { listedIn } from '../protocol/translate.js';

/** Two tell what kind of dependencies they are. */
const MAX_NAMES = 2;
const MAX_NAME_LENGTH = 60;

/**
 * What is new against the version before, as far as both are known: what it can do, what runs at install, who published it, what
 * it brings in, its licence. Undefined where nothing can be compared.
 */
export function changesMarkdown(assessment: Assessment, escapes: Escapes): string | undefined {
  const version = judgedVersion(assessment.subject);
  const packument = valueOf(assessment.facts.packument);
  const now = version === undefined ? undefined : packument?.versions[version];
  const before = packument && now && versionBefore(packument, now.version);
  if (now === undefined || before === undefined) return undefined;
  const compared = [
    abilities(assessment, escapes),
    scripts(before, now, escapes),
    word('publisher', before.publisher, now.publisher, escapes),
    dependencies(before, now, escapes),
    word('licence', before.license, now.license, escapes),
    provenance(before, now, escapes),
  ];
  if (compared.every((one) => one === undefined)) return undefined;
  const news = compared.filter((one) => one !== undefined && one !== '');
  const said = news.length === 0 ? escapes.t('nothing of note has changed') : news.join(' · ');
  return escapes.t('Since {version}: {news}', { version: escapes.code(before.version, MAX_NAME_LENGTH), news: said });
}

/** Of each: undefined where it cannot be compared, empty where nothing is new. */
type Change = string | undefined;

function abilities({ facts }: Assessment, { t }: Escapes): Change {
  const now = valueOf(facts.artifact)?.capabilities;
  const fresh = now && newCapabilities(now, valueOf(facts.previousArtifact)?.capabilities);
  if (fresh === undefined) return undefined;
  if (fresh.length === 0) return '';
  return t('can now {abilities}', {
    abilities: listedIn(
      t,
      fresh.map(({ kind }) => capabilityWords(kind, t)),
    ),
  });
}

function scripts(before: VersionFacts, now: VersionFacts, { t }: Escapes): Change {
  const [old, current] = [before.installScripts, now.installScripts];
  if (old === undefined || current === undefined) return undefined;
  const names = (some: Readonly<Record<string, string>>): string => Object.keys(some).sort().join();
  if (names(old) === '' && names(current) !== '') return t('runs scripts at install now');
  if (names(old) !== '' && names(current) === '') return t('no install scripts any more');
  const same = names(old) === names(current) && Object.entries(current).every(([event, text]) => old[event] === text);
  return same ? '' : t('other install scripts');
}

function word(
  what: 'publisher' | 'licence',
  before: string | undefined,
  now: string | undefined,
  escapes: Escapes,
): Change {
  if (before === undefined || now === undefined) return undefined;
  if (before === now) return '';
  const shown = (text: string): string => escapes.markdown(text, MAX_NAME_LENGTH);
  const values = { now: shown(now), before: shown(before) };
  return what === 'publisher'
    ? escapes.t('publisher {now} in place of {before}', values)
    : escapes.t('licence {now} in place of {before}', values);
}

function dependencies(before: VersionFacts, now: VersionFacts, escapes: Escapes): Change {
  if (before.declares === undefined || now.declares === undefined) return undefined;
  if (before.declares === now.declares) return '';
  const names = (declares: string): readonly string[] => {
    const { required, optional } = parseDeclared(declares);
    return [...Object.keys(required), ...Object.keys(optional)];
  };
  const [old, current] = [new Set(names(before.declares)), new Set(names(now.declares))];
  const added = [...current].filter((name) => !old.has(name));
  const gone = [...old].filter((name) => !current.has(name)).length;
  const shown = added.slice(0, MAX_NAMES).map((name) => escapes.code(name, MAX_NAME_LENGTH));
  const [listed, more] = [listedIn(escapes.t, shown), added.length - shown.length];
  const fresh =
    more > 0
      ? escapes.t('new dependencies {names} and {more} more', { names: listed, more })
      : escapes.t('new dependencies {names}', { names: listed });
  return [...(added.length === 0 ? [] : [fresh]), ...(gone === 0 ? [] : [escapes.t('{gone} fewer', { gone })])].join(
    ', ',
  );
}

/** That it says nothing of its build is only of note where the version before did. */
function provenance(before: VersionFacts, now: VersionFacts, { t }: Escapes): Change {
  if (before.provenance === undefined) return now.provenance === undefined ? undefined : t('now says how it was built');
  return now.provenance === undefined ? t('does not say any more how it was built') : '';
}
