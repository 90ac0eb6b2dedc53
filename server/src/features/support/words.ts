import type { CapabilityKind, Level, Question, Resolution, Subject } from '../../model/index.js';
import type { Translate } from '../../protocol/translate.js';

/** A level as a person reads it at the head of a case. */
export function levelWord(level: Level, t: Translate): string {
  const words: Readonly<Record<Level, string>> = {
    critical: t('Critical'),
    high: t('High'),
    medium: t('Medium'),
    low: t('Low'),
    none: t('No problem'),
  };
  return words[level];
}

/** `2 high, 1 medium`, each by itself; nothing for a level that is not there. */
export function levelAmounts(amount: (level: Level) => number, t: Translate): readonly string[] {
  const [critical, high, medium, low] = [amount('critical'), amount('high'), amount('medium'), amount('low')];
  return [
    ...(critical > 0 ? [t('{critical} critical', { critical })] : []),
    ...(high > 0 ? [t('{high} high', { high })] : []),
    ...(medium > 0 ? [t('{medium} medium', { medium })] : []),
    ...(low > 0 ? [t('{low} low', { low })] : []),
  ];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Units with the age from which they are used: two of a unit at least, as "1 month ago" hides up to 30 days. */
const UNITS: readonly (readonly [from: number, length: number, say: (amount: number, t: Translate) => string])[] = [
  [2 * 365 * DAY, 365 * DAY, (amount, t) => t('{amount} years ago', { amount })],
  [60 * DAY, 30 * DAY, (amount, t) => t('{amount} months ago', { amount })],
  [14 * DAY, 7 * DAY, (amount, t) => t('{amount} weeks ago', { amount })],
  [2 * DAY, DAY, (amount, t) => t('{amount} days ago', { amount })],
  [2 * HOUR, HOUR, (amount, t) => t('{amount} hours ago', { amount })],
  [2 * MINUTE, MINUTE, (amount, t) => t('{amount} minutes ago', { amount })],
];

/** `3 days ago`. A time in the future (a clock is wrong) gives `just now`. */
export function ago(time: number, now: number, t: Translate): string {
  const age = now - time;
  const unit = UNITS.find(([from]) => age >= from);
  return unit === undefined ? t('just now') : unit[2](Math.floor(age / unit[1]), t);
}

/** `2026-11-22`, UTC; undefined for a number that is no date. */
export function isoDay(time: number): string | undefined {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}

function notJudged(because: Extract<Resolution, { from: 'nowhere' }>['because'], t: Translate): string {
  switch (because) {
    case 'name-not-found':
      return t('no such package in the registry');
    case 'no-such-version':
      return t('no published version fits');
    case 'registry-unknown':
      return t('the registry could not be asked which version fits');
    case 'not-from-registry':
      return t('it does not come from a registry');
    case 'workspace-package':
      return t('it is a package of this workspace');
    case 'invalid-specifier':
      return t('it cannot be understood');
    case 'not-a-version':
      return t('it refers to another entry');
  }
}

/** Which version is judged and why, as the end of a sentence. Versions in it are unescaped text from outside. */
export function whyThisVersion({ resolution }: Subject, t: Translate): string {
  switch (resolution.from) {
    case 'lockfile':
      return t('from the lockfile');
    case 'registry':
      return withLockfile(t('what it resolves to now'), resolution.lockedVersion, t);
    case 'declared':
      return withLockfile(t('as declared; the registry could not be asked'), resolution.lockedVersion, t);
    case 'nowhere':
      return withLockfile(notJudged(resolution.because, t), resolution.lockedVersion, t);
  }
}

function withLockfile(why: string, version: string | null | undefined, t: Translate): string {
  if (version === undefined) return why;
  const locked = version === null ? t('the lockfile does not hold it') : t('the lockfile holds {version}', { version });
  return `${why}; ${locked}`;
}

/** What a question is about, for a list. */
export function questionTitle(question: Question, t: Translate): string {
  const titles: Readonly<Record<Question, string>> = {
    packument: t('registry metadata'),
    intelligence: t('offline malware and advisory data'),
    registryAdvisories: t("the registry's advisories"),
    osv: t('OSV advisories and malware records'),
    popularity: t('look-alike names'),
    tarballManifest: t('install scripts in the package itself'),
    replacements: t('known better choices'),
    downloads: t('download counts'),
    depsDev: t('what deps.dev finds'),
    scorecard: t('how its repository is kept'),
    publicName: t('the name in the public registry'),
    signature: t("the registry's signature"),
    attestation: t('what its build has stated'),
    artifact: t("what the package's code does"),
    previousArtifact: t('what the version before did'),
    addedDependencies: t('its new dependencies'),
    namesake: t('whose repository it names'),
    meantPackage: t('the package that was perhaps meant'),
    meantDownloads: t('how often that one is downloaded'),
  };
  return titles[question];
}

/** What a package can do, after "can". */
export function capabilityWords(kind: CapabilityKind, t: Translate): string {
  const words: Readonly<Record<CapabilityKind, string>> = {
    network: t('send requests'),
    environment: t('read the environment'),
    processes: t('start programs'),
    'reads-files': t('read files'),
    'writes-files': t('write files'),
    evaluation: t('run text as code'),
    'native-code': t('load native programs'),
    minified: t('hold minified code'),
  };
  return words[kind];
}
