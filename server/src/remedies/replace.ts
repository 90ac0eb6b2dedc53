import isValidName from 'validate-npm-package-name';
import { isRegistrySpecifier, phrase, type JsonChange, type Remedy, worded } from '../model/index.js';
import type { RemedyContext, RemedyMaker, Substitute } from './remedy.js';
import { found, rulesOf, upgradesIn } from './support/circumstances.js';
import { companionChanges, companionCaveat } from './support/companions.js';
import { exactVersion, inStyle, styleOf } from './support/specifier-style.js';

/** For these another package is the answer. */
const REASONS = [
  'known-malware',
  'typosquat',
  'confusable-name',
  'hallucinated-name',
  'package-not-found',
  'security-holding-package',
  'deprecated',
] as const;
/** For these only where the package itself has no better version. */
const LAST_RESORT = ['known-vulnerability'] as const;

/** Another package in its place. The line stays where it is; an alias keeps its key. */
export const replace: RemedyMaker = Object.freeze({
  kind: 'replace',
  offer(context: RemedyContext): readonly Remedy[] {
    const isCalledFor =
      found(context, REASONS).length > 0 ||
      (found(context, LAST_RESORT).length > 0 && upgradesIn(context).length === 0);
    return isCalledFor ? context.substitutes.flatMap((substitute) => toRemedy(context, substitute) ?? []) : [];
  },
});

function toRemedy(context: RemedyContext, substitute: Substitute): Remedy | undefined {
  const { name, version, because } = substitute;
  if (!isValidName(name).validForOldPackages || exactVersion(version) === undefined) return undefined;
  const changes = changesFor(context, name, version);
  if (changes === undefined) return undefined;
  return {
    kind: 'replace',
    ...worded({
      title: phrase('Replace {name} with {package} ({because})', {
        name: context.assessment.subject.name,
        package: `${name} ${version}`,
        because,
      }),
      caveat: companionCaveat(context),
    }),
    rules: rulesOf(context),
    version,
    packageName: name,
    changes,
    preferred: false,
  };
}

function changesFor(context: RemedyContext, name: string, version: string): readonly JsonChange[] | undefined {
  const { dependency } = context;
  const { path, raw: expected, specifier } = dependency;
  const range = inStyle(styleOf(specifier), version);
  if (isRegistrySpecifier(specifier) && specifier.alias) {
    return [{ op: 'set', path, expected, value: `npm:${name}@${range}` }];
  }
  // An override's key says whose place is taken: with another key it would be about something else.
  if (dependency.section === 'overrides' || name === dependency.name) return undefined;
  return [{ op: 'rename', path, expected, name, value: range }, ...companionChanges(context, name)];
}
