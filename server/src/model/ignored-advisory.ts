import type { Finding } from './finding.js';
import { isNamed, type IgnoredAdvisory } from './manager-policy.js';
import { phrase, type Words } from './phrase.js';

/** What other tools can be told to leave aside, and nothing else. */
const ADVISORY_RULE = 'known-vulnerability';

export interface AdvisedPackage {
  readonly name: string;
  /** Undefined where no version is judged. */
  readonly version: string | undefined;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
}

export interface IgnoredVerdict {
  /** The first entry that holds. */
  readonly by?: IgnoredAdvisory;
  /** Entries that would be about it and do not hold, in sentences. */
  readonly notices: readonly Words[];
}

/**
 * Whether the team has told another tool to leave this vulnerability aside: by any of its ids, as the same flaw has one in each
 * database, or by the package. Never anything but a vulnerability: malware and what was computed here stay.
 */
export function ignoredElsewhere(
  finding: Finding,
  ignored: readonly IgnoredAdvisory[],
  { name, version, today }: AdvisedPackage,
): IgnoredVerdict {
  if (finding.rule !== ADVISORY_RULE) return { notices: [] };
  const ids = new Set((finding.hints?.advisories ?? []).map((id) => id.toUpperCase()));
  const about = ignored.filter((entry) => {
    if (entry.id !== undefined) return ids.has(entry.id.toUpperCase());
    if (entry.package === undefined || !isNamed({ name }, [entry.package])) return false;
    return entry.version === undefined || entry.version === version;
  });
  const by = about.find(({ until }) => until === undefined || until >= today);
  if (by !== undefined) return { by, notices: [] };
  return { notices: about.map((entry) => endedNotice(entry, name)) };
}

function endedNotice({ id, file, until = '' }: IgnoredAdvisory, name: string): Words {
  const what = { file, what: id ?? name };
  return until.startsWith('0000')
    ? phrase('What {file} says about {what} ended by a day that cannot be read.', what)
    : phrase('What {file} says about {what} ended on {day}.', { ...what, day: until });
}
