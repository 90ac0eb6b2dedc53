import { judgedVersion, valueOf } from '../model/index.js';
import { defineRule } from './rule.js';
import { HOUR, inWords } from './support/durations.js';
import { isOnlyOffered } from './support/presence.js';
import { counted, labelOf, shorten } from './support/text.js';

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
    return [
      {
        message: `${labelOf(subject)} was published ${inWords(now - publishedAt)} ago; versions count as settled after ${counted(cooldownHours, 'hour')}`,
        target: 'specifier',
        evidence: [
          { kind: 'metadata', field: `time.${shorten(version, 64)}`, value: new Date(publishedAt).toISOString() },
        ],
      },
    ];
  },
});
