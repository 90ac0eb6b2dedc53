import path from 'node:path';
import { listed, phrase, type JsonChange, type Remedy, type Words, worded } from '../model/index.js';
import { isTransitiveMalware, rulesFound, titleOf } from './support/transitive-circumstances.js';
import { isClean, outlookText, unresolvedText, withRemainder } from './support/outlook-text.js';
import { styleOf } from './support/specifier-style.js';
import { changeVersion } from './support/version-change.js';
import type { ParentUpgrade, TransitiveContext, TransitiveRemedyMaker } from './remedy.js';

/** The manifest's line in a version that no longer brings the problem in. */
export const upgradeParent: TransitiveRemedyMaker = Object.freeze({
  kind: 'upgrade',
  offer(context: TransitiveContext): readonly Remedy[] {
    const { line, parentUpgrade } = context;
    if (line === undefined || parentUpgrade === undefined || parentUpgrade === 'unknown') return [];
    if (parentUpgrade === 'later') return [toBeLookedUp(context, line.name)];
    // Away from malware leads only what is known all through.
    if (isTransitiveMalware(context) && !parentUpgrade.candidate.safe) return [];
    const remedy = toRemedy(context, parentUpgrade, line);
    return remedy === undefined ? [] : [remedy];
  },
});

function toBeLookedUp(context: TransitiveContext, name: string): Remedy {
  return {
    kind: 'upgrade',
    ...worded({
      title: inPlace(
        context,
        phrase('Upgrade {name} to a version without {package} (looked up when chosen)', {
          name,
          package: titleOf(context),
        }),
      ),
    }),
    rules: rulesFound(context),
    packageName: name,
    changes: [],
    pending: true,
    preferred: false,
  };
}

function toRemedy(
  context: TransitiveContext,
  upgrade: ParentUpgrade,
  line: NonNullable<TransitiveContext['line']>,
): Remedy | undefined {
  const { assessment, candidate, unsafeVersions, outlook } = upgrade;
  const { version, safe, withinMajor } = candidate;
  const { catalog } = context;
  const dependency = catalog?.line ?? line;
  const change = changeVersion({ assessment, dependency, substitutes: [], unsafeVersions }, version, 'own-style');
  if (change === undefined) return undefined;
  const isExact = change.exact && styleOf(dependency.specifier) !== 'exact';
  return {
    kind: 'upgrade',
    ...worded({
      title: titleOfFix(context, upgrade, line.name, isExact),
      caveat: candidate.reason ?? unresolvedText(outlook),
      outlook: outlookText(outlook, titleOf(context)),
    }),
    rules: rulesFound(context),
    version,
    packageName: line.name,
    ...placed(change.changes, catalog),
    preferred: safe && withinMajor && isClean(outlook),
  };
}

function placed(
  changes: readonly JsonChange[],
  catalog: TransitiveContext['catalog'],
): Pick<Remedy, 'changes' | 'elsewhere'> {
  return catalog === undefined ? { changes } : { changes: [], elsewhere: [{ file: catalog.file, changes }] };
}

function titleOfFix(
  context: TransitiveContext,
  { candidate, outlook }: ParentUpgrade,
  name: string,
  isExact: boolean,
): Words {
  const without = { package: titleOf(context) };
  const quality = candidate.safe
    ? phrase('lowest safe version without {package}', without)
    : phrase('lowest version without {package}', without);
  const about = {
    name,
    version: candidate.version,
    qualities: listed([quality, ...(candidate.withinMajor ? [] : [phrase('another major')])]),
  };
  const title = isExact
    ? phrase('Upgrade {name} to exactly {version} ({qualities})', about)
    : phrase('Upgrade {name} to {version} ({qualities})', about);
  return withRemainder(inPlace(context, title), outlook);
}

/** With the file that is changed, where it is not the one at hand. */
function inPlace({ catalog }: TransitiveContext, title: Words): Words {
  return catalog === undefined ? title : phrase('{title} in {file}', { title, file: path.basename(catalog.file) });
}
