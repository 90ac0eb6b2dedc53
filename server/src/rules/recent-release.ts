import { judgedVersion, phrase, valueOf } from '../model/index.js';
import { defineRule } from './rule.js';
import { agoInWords, HOUR } from './support/durations.js';
import { isOnlyOffered } from './support/presence.js';
import { labelOf, shorten } from './support/text.js';

/** Published so recently that nobody can have looked at it yet. */
export const recentRelease = defineRule({
  id: 'recent-release',
  title: 'Version published a short while ago',
  needs: ['packument'],
  find({ subject, facts, now, cooldownHours }) {
    const version = judgedVersion(subject);
    if (version === undefined || isOnlyOffered(subject)) return [];
    const publishedAt = valueOf(facts.packument)?.versions[version]?.publishedAt;
    if (publishedAt === undefined || now - publishedAt >= cooldownHours * HOUR) return [];
    const about = { package: labelOf(subject), when: agoInWords(now - publishedAt) };
    return [
      {
        message:
          cooldownHours === 1
            ? phrase('{package} was published {when}; versions count as settled after 1 hour', about)
            : phrase('{package} was published {when}; versions count as settled after {hours} hours', {
                ...about,
                hours: cooldownHours,
              }),
        target: 'specifier',
        evidence: [
          { kind: 'metadata', field: `time.${shorten(version, 64)}`, value: new Date(publishedAt).toISOString() },
        ],
      },
    ];
  },
});
