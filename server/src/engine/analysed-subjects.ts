import {
  isRegistrySpecifier,
  judgedVersion,
  valueOf,
  type Outcome,
  type Packument,
  type Subject,
  type VersionFacts,
} from '../model/index.js';

/** Takeovers are found within days; what is older than this has been read by others. */
const YOUNG_MS = 14 * 24 * 3_600_000;

/**
 * Whether a package's files are looked into: those of what a manifest names, and of what that brings along where it runs
 * something at install or is young. Everything else would mean to fetch hundreds of megabytes to judge one project.
 */
export function isAnalysed(subject: Subject, packument: Outcome<Packument> | undefined, now: number): boolean {
  const { dependency } = subject;
  if (dependency !== undefined && !isRegistrySpecifier(dependency.specifier)) return false;
  if (judgedVersion(subject) === undefined) return false;
  return subject.direct || runsAtInstall(subject, packument) || isYoung(subject, packument, now);
}

/** Direct ones first, then what runs at install, then the youngest. */
export function inOrderOfSuspicion(
  subjects: readonly Subject[],
  packumentOf: (subject: Subject) => Outcome<Packument> | undefined,
): readonly Subject[] {
  const rank = (subject: Subject): number =>
    (subject.direct ? 2 : 0) + (runsAtInstall(subject, packumentOf(subject)) ? 1 : 0);
  const age = (subject: Subject): number => publishedAt(subject, packumentOf(subject)) ?? 0;
  return [...subjects].sort((a, b) => rank(b) - rank(a) || age(b) - age(a));
}

function runsAtInstall(subject: Subject, packument: Outcome<Packument> | undefined): boolean {
  if (subject.locked?.hasInstallScript === true) return true;
  return hasInstallScript(valueOf(packument)?.versions[judgedVersion(subject) ?? '']) === true;
}

/** Undefined where the registry does not tell. */
export function hasInstallScript(version: VersionFacts | undefined): boolean | undefined {
  const { installScripts, hasInstallScript: told } = version ?? {};
  return told === true || installScripts === undefined ? told : Object.keys(installScripts).length > 0;
}

/** Whether its version has been out for some days only. */
export function isYoung(subject: Subject, packument: Outcome<Packument> | undefined, now: number): boolean {
  const time = publishedAt(subject, packument);
  return time !== undefined && now - time < YOUNG_MS;
}

function publishedAt(subject: Subject, packument: Outcome<Packument> | undefined): number | undefined {
  return valueOf(packument)?.versions[judgedVersion(subject) ?? '']?.publishedAt;
}
