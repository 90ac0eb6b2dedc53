import { judgedVersion, valueOf, type Assessment, type Subject } from '../model/index.js';
import { chainText } from './support/brought-in.js';
import { statement } from './support/case-input.js';
import { fileName } from './support/catalog-place.js';
import type { Escapes } from './support/escapes.js';
import { whyThisVersion } from './support/words.js';
import { listedIn } from '../protocol/translate.js';

const MAX_USERS = 5;
const MAX_NAME_LENGTH = 214;
const MAX_SPECIFIER_LENGTH = 80;
const MAX_WAY_LENGTH = 200;

/** What is declared, which version is judged and why, and which is the latest. */
export function versionsMarkdown({ subject, facts }: Assessment, escapes: Escapes): string {
  const code = (text: string): string => escapes.code(text, MAX_SPECIFIER_LENGTH);
  const version = judgedVersion(subject);
  const latest = valueOf(facts.packument)?.distTags.latest;
  const why = escapes.markdown(whyThisVersion(subject, escapes.t));
  const steps = [
    ...declaredSteps(subject, escapes),
    version === undefined
      ? escapes.t('no version judged ({why})', { why })
      : escapes.t('judged {version} ({why})', { version: code(version), why }),
    ...(latest === undefined
      ? []
      : [latest === version ? escapes.t('the latest') : escapes.t('latest {latest}', { latest: code(latest) })]),
  ];
  return statement([steps.join(' → ')]) ?? '';
}

/** What the line says itself, and what the catalog says that it refers to. */
function declaredSteps({ dependency, catalog }: Subject, escapes: Escapes): readonly string[] {
  const code = (text: string): string => escapes.code(text, MAX_SPECIFIER_LENGTH);
  if (dependency === undefined) return [];
  if (catalog !== undefined) {
    const file = escapes.markdown(fileName(catalog.file));
    return [
      escapes.t('declared {raw}', { raw: code(catalog.reference) }),
      escapes.t('{raw} in {file}', { raw: code(dependency.raw), file }),
    ];
  }
  return [
    dependency.raw === ''
      ? escapes.t('declared without a version')
      : escapes.t('declared {raw}', { raw: code(dependency.raw) }),
  ];
}

/** For what no line of this document names. */
export function wayMarkdown({ dependency, paths, dev }: Subject, escapes: Escapes): string | undefined {
  const [shortest, ...others] = paths;
  if (dependency !== undefined || shortest === undefined) return undefined;
  const [importer = '.'] = shortest;
  const manifest = importer === '.' ? '`package.json`' : escapes.code(`${importer}/package.json`, MAX_WAY_LENGTH);
  const chain = escapes.code(chainText({ paths }), MAX_WAY_LENGTH);
  const way =
    shortest.length > 2
      ? escapes.t('Brought in by {manifest}: {chain}', { manifest, chain })
      : escapes.t('Named in {manifest}', { manifest });
  return [way, ...otherWays(others.length, escapes), ...(dev === true ? [escapes.t('development only')] : [])].join(
    ' · ',
  );
}

function otherWays(amount: number, { t }: Escapes): readonly string[] {
  if (amount === 0) return [];
  return [amount === 1 ? t('1 other way') : t('{amount} other ways', { amount })];
}

/** Which members of the workspace refer to a catalog's entry. */
export function usersMarkdown({ dependency, paths }: Subject, escapes: Escapes): string | undefined {
  if (dependency?.section !== 'catalog' || paths.length === 0) return undefined;
  const importers = paths.flatMap(([importer]) => importer ?? []);
  const shown = importers.slice(0, MAX_USERS).map((importer) => escapes.code(importer, MAX_NAME_LENGTH));
  const more = importers.length - shown.length;
  const users = listedIn(escapes.t, shown);
  return more > 0
    ? escapes.t('Used by {users} and {more} more', { users, more })
    : escapes.t('Used by {users}', { users });
}
