import path from 'node:path';
import type { JsonChange, Remedy } from '../model/index.js';
import { isTransitiveMalware, rulesFound, titleOf } from './support/transitive-circumstances.js';
import { isClean, outlookText, remainderText, unresolvedText } from './support/outlook-text.js';
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
    title: `Upgrade ${name} to a version without ${titleOf(context)} (looked up when chosen)${placeOf(context)}`,
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
  const caveat = candidate.reason ?? unresolvedText(outlook);
  return {
    kind: 'upgrade',
    title: `Upgrade ${line.name} to ${isExact ? 'exactly ' : ''}${version} ${qualitiesOf(context, upgrade)}`,
    rules: rulesFound(context),
    version,
    packageName: line.name,
    ...placed(change.changes, catalog),
    outlook: outlookText(outlook, titleOf(context)),
    preferred: safe && withinMajor && isClean(outlook),
    ...(caveat === undefined ? {} : { caveat }),
  };
}

function placed(
  changes: readonly JsonChange[],
  catalog: TransitiveContext['catalog'],
): Pick<Remedy, 'changes' | 'elsewhere'> {
  return catalog === undefined ? { changes } : { changes: [], elsewhere: [{ file: catalog.file, changes }] };
}

function qualitiesOf(context: TransitiveContext, { candidate, outlook }: ParentUpgrade): string {
  const quality = `lowest ${candidate.safe ? 'safe version' : 'version'} without ${titleOf(context)}`;
  const remainder = remainderText(outlook);
  const qualities = `(${quality}${candidate.withinMajor ? '' : ', another major'})${placeOf(context)}`;
  return remainder === undefined ? qualities : `${qualities} – ${remainder}`;
}

/** The file that is changed, where it is not the one at hand. */
function placeOf({ catalog }: TransitiveContext): string {
  return catalog === undefined ? '' : ` in ${path.basename(catalog.file)}`;
}
