import { phrase, valueOf, type Packument, type Subject, type Words } from '../model/index.js';
import { defineRule } from './rule.js';
import { nearestVersions } from './support/nearest-versions.js';
import { labelOf, nameOf, shorten } from './support/text.js';
import { takenDown } from './support/taken-down.js';

/** It was there and was taken away: by its author within some days, or by the registry for what it did. */
export const unpublishedVersion = defineRule({
  id: 'unpublished-version',
  title: 'Version that was taken down',
  needs: ['packument'],
  find({ subject, facts }) {
    const packument = valueOf(facts.packument);
    const gone = packument && takenDown(subject, packument);
    if (packument === undefined || gone === undefined) return [];
    const sentence = phrase('{package} was published on {day} and has been taken down since', {
      package: whatIsGone(subject, gone.version),
      day: isoDay(gone.publishedAt),
    });
    return [
      {
        message:
          subject.resolution.from === 'lockfile'
            ? phrase('{sentence}, but the lockfile still has it', { sentence })
            : sentence,
        target: 'specifier',
        evidence: [
          {
            kind: 'metadata',
            field: `time.${shorten(gone.version, 64)}`,
            value: new Date(gone.publishedAt).toISOString(),
          },
        ],
        hints: { fixedVersions: near(packument, gone.version) },
      },
    ];
  },
});

function whatIsGone(subject: Subject, version: string): Words {
  return subject.resolution.from === 'nowhere' ? `${nameOf(subject)} ${shorten(version, 64)}` : labelOf(subject);
}

function near(packument: Packument, version: string): readonly string[] {
  return nearestVersions(packument, version);
}

function isoDay(date: number): string {
  return new Date(date).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
