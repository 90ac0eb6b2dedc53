import { valueOf, type Packument, type Subject } from '../model/index.js';
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
    return [
      {
        message: `${whatIsGone(subject, gone.version)} was published on ${isoDay(gone.publishedAt)} and has been taken down since${whereItStays(subject)}`,
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

function whatIsGone(subject: Subject, version: string): string {
  return subject.resolution.from === 'nowhere' ? `${nameOf(subject)} ${shorten(version, 64)}` : labelOf(subject);
}

function whereItStays({ resolution }: Subject): string {
  return resolution.from === 'lockfile' ? ', but the lockfile still has it' : '';
}

function near(packument: Packument, version: string): readonly string[] {
  return nearestVersions(packument, version);
}

function isoDay(date: number): string {
  return new Date(date).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
