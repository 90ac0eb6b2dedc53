import { phrase, valueOf } from '../model/index.js';
import { defineRule } from './rule.js';
import { agoInWords, DAY } from './support/durations.js';
import { nameOf } from './support/text.js';

/** Names made for one attack live for days; a month is long enough for reports and short enough to pass. */
const NEW_FOR = 30 * DAY;

/** The name itself is young: nobody depended on it last month, and no reputation has grown. */
export const newPackage = defineRule({
  id: 'new-package',
  title: 'Name first published a short while ago',
  needs: ['packument'],
  find({ subject, facts, now }) {
    const createdAt = valueOf(facts.packument)?.createdAt;
    if (createdAt === undefined || now - createdAt >= NEW_FOR) return [];
    return [
      {
        message: phrase('{package} was first published {when}, so few people can have looked at it', {
          package: nameOf(subject),
          when: agoInWords(now - createdAt),
        }),
        target: 'name',
        evidence: [{ kind: 'metadata', field: 'time.created', value: new Date(createdAt).toISOString() }],
      },
    ];
  },
});
