import semver from 'semver';
import isValidName from 'validate-npm-package-name';
import { chained, listed, phrase, type Phrase, type Remedy, type Words, worded } from '../model/index.js';
import { outlookText, unresolvedText, withRemainder } from './support/outlook-text.js';
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
  return {
    kind: 'override',
    ...worded({
      title: titleOfFix(context, fix),
      caveat: caveatOf(context, fix),
      outlook: outlookText(outlook, titleOf(context)),
    }),
    rules: rulesFound(context),
    version,
    packageName: name,
    ...placed(made, site),
    preferred: false,
  };
}

function placed(
  { where, changes }: OverrideChanges,
  { root, settings }: OverrideFix['site'],
): Pick<Remedy, 'changes' | 'elsewhere'> {
  const file = where === 'settings' ? settings?.file : root.file;
  return file === undefined ? { changes } : { changes: [], elsewhere: [{ file, changes }] };
}

function titleOfFix(context: TransitiveContext, fix: OverrideFix): Words {
  const { name } = context.assessment.subject;
  const { candidate, below, against, outlook } = fix;
  const qualities = listed([
    qualityOf(context, fix),
    ...(candidate.withinMajor ? [] : [phrase('another major')]),
    ...againstText(against),
  ]);
  const about = { name, version: candidate.version, qualities };
  const title =
    below.length === 0
      ? phrase('Override {name} to {version} ({qualities})', about)
      : phrase('Override {name} to {version} below {parents} ({qualities})', { ...about, parents: chained(below) });
  return withRemainder(title, outlook);
}

function againstText(against: readonly string[]): readonly Phrase[] {
  if (against.length === 0) return [];
  const names = chained(against);
  return [
    against.length === 1
      ? phrase('outside what {names} asks for', { names })
      : phrase('outside what {names} ask for', { names }),
  ];
}

function qualityOf({ version }: TransitiveContext, { candidate }: OverrideFix): Phrase {
  if (semver.lt(candidate.version, version, true))
    return candidate.safe ? phrase('last good version') : phrase('last version without a known problem');
  return candidate.safe ? phrase('lowest safe version') : phrase('lowest version without a known problem');
}

function caveatOf({ line, parentUpgrade }: TransitiveContext, { candidate, outlook }: OverrideFix): Words | undefined {
  const unknown =
    parentUpgrade === 'unknown' && line !== undefined
      ? phrase('Whether a newer {name} would do instead could not be checked.', { name: line.name })
      : undefined;
  return candidate.reason ?? unresolvedText(outlook) ?? unknown;
}
