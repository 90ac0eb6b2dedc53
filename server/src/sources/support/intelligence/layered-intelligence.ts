import type { Advisory, MalwareRecord } from '../../../model/index.js';
import { mergeAdvisories } from './intelligence-merge.js';
import type { Intelligence } from './intelligence-reader.js';
import type { NameRecords } from './intelligence-records.js';

/** Ids of the databases that an export is made of: what an export that is whole lacks, its publisher has taken back. */
const EXPORTED_ID = /^(?:GHSA|MAL)-/;

/**
 * Two assets as one: the newer one counts where both speak of a record, and where it is a whole export it alone tells
 * which records there are. What only lists of our own say is kept of both.
 */
export function layeredIntelligence(updated: Intelligence, shipped: Intelligence): Intelligence {
  const [newer, older] = updated.asOf >= shipped.asOf ? [updated, shipped] : [shipped, updated];
  const isWhole = isWholeBeside(newer, older);
  const recordsOf = (name: string): NameRecords => together(newer.recordsOf(name), older.recordsOf(name), isWhole);
  return {
    ...newer,
    recordsOf,
    *records() {
      const names = new Set<string>();
      for (const [name] of newer.records()) names.add(name);
      for (const [name] of older.records()) names.add(name);
      for (const name of names) yield [name, recordsOf(name)] as const;
    },
    popularNames: () => (newer.counts.popularNames > 0 ? newer : older).popularNames(),
  };
}

/** Publishers take a few records back, never half of them: what holds so much less is a part of an export, whatever it says. */
const LEAST_SHARE = 0.5;

function isWholeBeside({ through, counts }: Intelligence, { counts: known }: Intelligence): boolean {
  const { malwareNames, advisories } = known;
  return (
    through !== undefined &&
    counts.malwareNames >= malwareNames * LEAST_SHARE &&
    counts.advisories >= advisories * LEAST_SHARE
  );
}

function together(newer: NameRecords, older: NameRecords, newerIsWhole: boolean): NameRecords {
  const counts = ({ id }: { readonly id: string }): boolean => !(newerIsWhole && EXPORTED_ID.test(id));
  return {
    malware: withOthers(newer.malware, older.malware.filter(counts)),
    advisories: joined(newer.advisories, older.advisories.filter(counts)),
  };
}

function withOthers(newer: readonly MalwareRecord[], older: readonly MalwareRecord[]): readonly MalwareRecord[] {
  const known = new Set(newer.map(({ id }) => id));
  return [...newer, ...older.filter(({ id }) => !known.has(id))];
}

/** GitHub's records first: an export holds other databases' records of the same problems, too. */
function joined(newer: readonly Advisory[], older: readonly Advisory[]): readonly Advisory[] {
  if (newer.length + older.length < 2) return [...newer, ...older];
  const isPrimary = ({ id }: Advisory): boolean => id.startsWith('GHSA-');
  return mergeAdvisories([newer.filter(isPrimary), newer.filter((one) => !isPrimary(one)), older]);
}
