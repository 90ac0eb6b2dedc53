import {
  ageFor,
  judgedVersion,
  lengthInWords,
  newestAllowed,
  phrase,
  valueOf,
  type FindingDraft,
  type InstallWait,
  type Phrase,
  type Subject,
  type Words,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { agoInWords } from './support/durations.js';
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
  const { file = '', setting } = wait;
  const version = judgedVersion(subject) ?? '';
  return {
    message: told(wait, subject.name, {
      package: labelOf(subject),
      when: agoInWords(now - publishedAt),
      manager,
      setting,
      file: shorten(file, LONGEST_FILE),
    }),
    target: 'specifier',
    evidence: [
      { kind: 'metadata', field: `time.${shorten(version, 64)}`, value: new Date(publishedAt).toISOString() },
      { kind: 'file', file: shorten(file, LONGEST_FILE), field: setting },
    ],
  };
}

interface About {
  readonly package: Words;
  readonly when: Phrase;
  readonly manager: string;
  readonly setting: string;
  readonly file: string;
}

function told(wait: InstallWait, name: string, about: About): Phrase {
  if (wait.until !== undefined) {
    const day = new Date(wait.until).toISOString().slice(0, 10);
    return phrase(
      '{package} was published {when}, and {manager} takes nothing newer than {day} ({setting} in {file})',
      { ...about, day },
    );
  }
  return phrase('{package} was published {when}, and {manager} is told to wait {length} ({setting} in {file})', {
    ...about,
    length: lengthInWords(ageFor(wait, name)),
  });
}
