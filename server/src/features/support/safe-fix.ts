import type { JsonChange, Remedy } from '../../model/index.js';
import type { LineAssessment } from './judged-manifest.js';

/** A fix that may be made without a second look: a safe version inside the declared major, on the line itself. */
export interface SafeFix {
  readonly line: LineAssessment;
  readonly remedy: Remedy;
}

/** The one among a line's remedies, if there is one. What changes other files, or is not known yet, has to be looked at. */
export function safeFixOf(line: LineAssessment, remedies: readonly Remedy[]): SafeFix | undefined {
  const remedy = remedies.find((one) => one.preferred && one.pending !== true && one.elsewhere === undefined);
  return remedy && remedy.changes.length > 0 ? { line, remedy } : undefined;
}

/**
 * The changes of several fixes as those of one. A fix that wants something else of a place than one before it is left out: it
 * can be made afterwards, when the first is judged.
 *
 * @param fixes the most urgent first
 */
export function combinedFixes(fixes: readonly SafeFix[]): {
  readonly changes: readonly JsonChange[];
  readonly made: readonly SafeFix[];
} {
  const taken = new Map<string, JsonChange>();
  const made = fixes.filter(({ remedy: { changes } }) => {
    const fits = changes.every((change) => isCompatible(taken.get(placeOf(change)), change));
    if (fits) for (const change of changes) taken.set(placeOf(change), change);
    return fits;
  });
  return { changes: [...taken.values()], made };
}

function placeOf({ path }: JsonChange): string {
  return JSON.stringify(path);
}

function isCompatible(known: JsonChange | undefined, change: JsonChange): boolean {
  return known === undefined || JSON.stringify(known) === JSON.stringify(change);
}
