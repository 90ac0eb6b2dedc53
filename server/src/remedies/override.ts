import semver from 'semver';
import isValidName from 'validate-npm-package-name';
import type { Remedy } from '../model/index.js';
import { outlookText, remainderText, unresolvedText } from './support/outlook-text.js';
import { overrideChanges } from './support/overrides/override-forms.js';
import type { OverrideChanges } from './support/overrides/override-wish.js';
import { exactVersion } from './support/specifier-style.js';
import { rulesFound, titleOf } from './support/transitive-circumstances.js';
import type { OverrideFix, TransitiveContext, TransitiveRemedyMaker } from './remedy.js';

/** Has the package manager install another version than is asked for. */
export const override: TransitiveRemedyMaker = Object.freeze({
  kind: 'override',
  offer(context: TransitiveContext): readonly Remedy[] {
    const remedy = context.override && toRemedy(context, context.override);
    return remedy === undefined ? [] : [remedy];
  },
});

function toRemedy(context: TransitiveContext, fix: OverrideFix): Remedy | undefined {
  const { name } = context.assessment.subject;
  const { candidate, below, lines, site, outlook } = fix;
  const { version } = candidate;
  // Names and versions come from lockfiles and registries: what is written is held against what npm takes for one.
  const isWritable = [name, ...below].every((one) => isValidName(one).validForOldPackages);
  if (!isWritable || exactVersion(version) === undefined) return undefined;
  const made = overrideChanges(site, { name, version, replaced: context.version, below, lines });
  if (made === undefined) return undefined;
  const caveat = caveatOf(context, fix);
  return {
    kind: 'override',
    title: titleOfFix(context, fix),
    rules: rulesFound(context),
    version,
    packageName: name,
    ...placed(made, site),
    outlook: outlookText(outlook, titleOf(context)),
    preferred: false,
    ...(caveat === undefined ? {} : { caveat }),
  };
}

function placed(
  { where, changes }: OverrideChanges,
  { root, settings }: OverrideFix['site'],
): Pick<Remedy, 'changes' | 'elsewhere'> {
  const file = where === 'settings' ? settings?.file : root.file;
  return file === undefined ? { changes } : { changes: [], elsewhere: [{ file, changes }] };
}

function titleOfFix(context: TransitiveContext, fix: OverrideFix): string {
  const { name } = context.assessment.subject;
  const { candidate, below, against, outlook } = fix;
  const where = below.length === 0 ? '' : ` below ${below.join(' and ')}`;
  const qualities = [
    qualityOf(context, fix),
    ...(candidate.withinMajor ? [] : ['another major']),
    ...(against.length === 0
      ? []
      : [`outside what ${against.join(' and ')} ${against.length === 1 ? 'asks' : 'ask'} for`]),
  ];
  const title = `Override ${name} to ${candidate.version}${where} (${qualities.join(', ')})`;
  const remainder = remainderText(outlook);
  return remainder === undefined ? title : `${title} – ${remainder}`;
}

function qualityOf({ version }: TransitiveContext, { candidate }: OverrideFix): string {
  if (semver.lt(candidate.version, version, true))
    return candidate.safe ? 'last good version' : 'last version without a known problem';
  return candidate.safe ? 'lowest safe version' : 'lowest version without a known problem';
}

function caveatOf({ line, parentUpgrade }: TransitiveContext, { candidate, outlook }: OverrideFix): string | undefined {
  const unknown =
    parentUpgrade === 'unknown' && line !== undefined
      ? `Whether a newer ${line.name} would do instead could not be checked.`
      : undefined;
  return candidate.reason ?? unresolvedText(outlook) ?? unknown;
}
