import semver from 'semver';
import isValidName from 'validate-npm-package-name';
import {
  INSTALL_RULES,
  installScriptsOf,
  isAtLeast,
  chained,
  isNamed,
  judgedVersion,
  phrase,
  scriptsRun,
  type Assessment,
  type ManagerPolicy,
  type Remedy,
  worded,
} from '../../model/index.js';
import { exactVersion } from '../support/specifier-style.js';
import { scriptListChanges } from './script-lists.js';
import type { ScriptSite } from '../remedy.js';
import type { ScriptWish } from './script-site.js';

/** To deny a package's install scripts, or to allow those of this version alone. Nobody is offered to allow what looks harmful. */
export function offerScriptRemedies(
  assessment: Assessment,
  site: ScriptSite,
  lockedVersions: readonly string[],
): readonly Remedy[] {
  const { subject, manager, findings, level } = assessment;
  const rules = [...new Set(findings.map(({ rule }) => rule))].filter((rule) => INSTALL_RULES.includes(rule));
  const wanted = { name: subject.name, version: judgedVersion(subject) };
  if (rules.length === 0 || wanted.version === undefined) return [];
  const { isDenied, isAllowed } = decidedAlready(manager, wanted, rules);
  const hasScripts = Object.keys(installScriptsOf(assessment) ?? {}).length > 0;
  const mayAllow = !isAllowed && hasScripts && !isAtLeast(level, 'high');
  const allowed = lockedVersions.filter((version) => isAllowedByVersion(manager, { name: subject.name, version }));
  return [
    ...(isDenied ? [] : remedyFor(scriptWish(subject, site, false), site, rules)),
    ...(mayAllow ? remedyFor(scriptWish(subject, site, true, allowed), site, rules) : []),
  ];
}

/** What a list does not name never runs, and is to be decided all the same. */
function decidedAlready(
  manager: ManagerPolicy | undefined,
  wanted: { readonly name: string; readonly version: string | undefined },
  rules: readonly string[],
): { readonly isDenied: boolean; readonly isAllowed: boolean } {
  const runs = manager === undefined ? 'unknown' : scriptsRun(manager, wanted);
  const { list, others } = manager?.scripts ?? {};
  return {
    isDenied: runs === 'no' && !rules.includes('beyond-allow-list'),
    isAllowed: runs === 'yes' && list !== undefined && others === 'blocked',
  };
}

/** An entry for another version that is locked as well is not to be lost. */
function isAllowedByVersion(manager: ManagerPolicy | undefined, wanted: { name: string; version: string }): boolean {
  const allowed = manager?.scripts.allowed ?? [];
  return isNamed(
    wanted,
    allowed.filter((pattern) => pattern !== wanted.name),
  );
}

function remedyFor(wish: ScriptWish | undefined, site: ScriptSite, rules: readonly string[]): readonly Remedy[] {
  const made = wish && scriptListChanges(site, [wish]);
  if (wish === undefined || made === undefined || made.root.length + made.settings.length === 0) return [];
  const { name, versions, allow } = wish;
  const only = versions.length === 0 ? name : phrase('{name} {versions}', { name, versions: chained(versions) });
  const title = allow
    ? phrase('Allow install scripts of {package} only ({where})', { package: only, where: made.where })
    : phrase('Never run install scripts of {name} ({where})', { name, where: made.where });
  return [
    {
      kind: allow ? 'allow-scripts' : 'deny-scripts',
      ...worded({ title, caveat: made.caveat }),
      rules,
      packageName: name,
      ...placed(site, made),
      preferred: false,
    },
  ];
}

/** Undefined for a name or version that must not be written into a file. */
export function scriptWish(
  { name, resolution, locked }: Assessment['subject'],
  { manager }: ScriptSite,
  allow: boolean,
  others: readonly string[] = [],
): ScriptWish | undefined {
  const version = resolution.from === 'nowhere' ? undefined : exactVersion(resolution.version);
  if (version === undefined || !isValidName(name).validForOldPackages) return undefined;
  // npm takes a version from the lockfile's address alone; without one no entry with a version matches.
  const isTold = manager !== 'npm' || locked === undefined || locked.resolved !== undefined;
  return { name, allow, versions: isTold && manager !== 'bun' ? sorted([version, ...others]) : [] };
}

function sorted(versions: readonly string[]): readonly string[] {
  const exact = versions.filter((version) => exactVersion(version) !== undefined);
  return [...new Set(exact)].sort((a, b) => semver.compare(a, b, true));
}

/** Each change in the file that it belongs to. */
export function placed(
  { root, settings }: ScriptSite,
  made: Pick<NonNullable<ReturnType<typeof scriptListChanges>>, 'root' | 'settings'>,
): Pick<Remedy, 'changes' | 'elsewhere'> {
  const elsewhere = [
    ...(root.file === undefined || made.root.length === 0 ? [] : [{ file: root.file, changes: made.root }]),
    ...(settings === undefined || made.settings.length === 0 ? [] : [{ file: settings.file, changes: made.settings }]),
  ];
  return { changes: root.file === undefined ? made.root : [], ...(elsewhere.length > 0 && { elsewhere }) };
}
