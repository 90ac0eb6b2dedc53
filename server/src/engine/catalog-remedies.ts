import path from 'node:path';
import { phrase, worded, type CatalogUse, type Remedy } from '../model/index.js';
import type { RemedyContext } from '../remedies/remedy.js';

type Offer = (context: RemedyContext) => readonly Remedy[];

/**
 * The fixes for a line that refers to a catalog. Another version is written into the catalog, where it counts for all that
 * refer to it; without the package, or with another one in its place, is this line's own matter.
 */
export function remediesThroughCatalog(context: RemedyContext, catalog: CatalogUse, offer: Offer): readonly Remedy[] {
  const ofEntry = offer({ ...context, dependency: catalog.line }).filter(isOfVersion);
  const ofLine = offer({ ...context, dependency: { ...context.dependency, raw: catalog.reference } });
  return [
    ...ofEntry.map((remedy) => elsewhere(remedy, catalog.file)),
    ...ofLine.filter((remedy) => !isOfVersion(remedy)),
  ];
}

/** The fixes for a catalog's entry: its name is what others refer to, so it stays as long as anybody does. */
export function remediesOfEntry(context: RemedyContext, offer: Offer): readonly Remedy[] {
  const isUsed = context.assessment.subject.paths.length > 0;
  return offer(context).filter(({ changes }) => {
    return !changes.some(({ op }) => op === 'rename' || (op === 'remove' && isUsed));
  });
}

function isOfVersion({ changes, kind, packageName }: Remedy): boolean {
  if (changes.length === 0 || (kind === 'replace' && packageName !== undefined)) return false;
  return changes.every(({ op }) => op === 'set');
}

function elsewhere({ changes, ...remedy }: Remedy, file: string): Remedy {
  const said = remedy.words ?? remedy;
  const title = phrase('{title} in {file}', { title: said.title, file: path.basename(file) });
  return { ...remedy, ...worded({ ...said, title }), changes: [], elsewhere: [{ file, changes }] };
}
