import {
  ageFor,
  judgedVersion,
  lengthInWords,
  newestAllowed,
  valueOf,
  type FindingDraft,
  type InstallWait,
  type Subject,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { inWords } from './support/durations.js';
import { isOnlyOffered } from './support/presence.js';
import { labelOf, shorten } from './support/text.js';

/** Paths in settings can be as long as the system allows. */
const LONGEST_FILE = 100;

/** The project's own package manager has been told to wait longer than this version is out. */
export const youngerThanPolicy = defineRule({
  id: 'younger-than-policy',
  title: 'Version younger than the package manager may install',
  needs: ['packument'],
  find({ subject, facts, now, manager }) {
    const version = judgedVersion(subject);
    if (version === undefined || isOnlyOffered(subject)) return [];
    const newest = newestAllowed(manager, { name: subject.name, version }, now);
    const publishedAt = valueOf(facts.packument)?.versions[version]?.publishedAt;
    if (newest === undefined || publishedAt === undefined || publishedAt <= newest) return [];
    return manager?.wait === undefined ? [] : [draftOf(subject, manager.manager, manager.wait, publishedAt, now)];
  },
});

function draftOf(subject: Subject, manager: string, wait: InstallWait, publishedAt: number, now: number): FindingDraft {
  const age = `was published ${inWords(now - publishedAt)} ago`;
  const { file = '', setting } = wait;
  const version = judgedVersion(subject) ?? '';
  return {
    message: `${labelOf(subject)} ${age}, and ${manager} ${told(wait, subject.name)}`,
    target: 'specifier',
    evidence: [
      { kind: 'metadata', field: `time.${shorten(version, 64)}`, value: new Date(publishedAt).toISOString() },
      { kind: 'file', file: shorten(file, LONGEST_FILE), field: setting },
    ],
  };
}

function told(wait: InstallWait, name: string): string {
  const { until, setting, file = '' } = wait;
  const where = `(${setting} in ${shorten(file, LONGEST_FILE)})`;
  if (until !== undefined) return `takes nothing newer than ${new Date(until).toISOString().slice(0, 10)} ${where}`;
  return `is told to wait ${lengthInWords(ageFor(wait, name))} ${where}`;
}
