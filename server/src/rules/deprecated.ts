import { judgedVersion, phrase, valueOf, type Packument, type Subject } from '../model/index.js';
import { defineRule } from './rule.js';
import { deprecationSuccessors } from './support/deprecation-successor.js';
import { isOnlyOffered } from './support/presence.js';
import { labelOf, shorten } from './support/text.js';

/** The publisher asks people to stop using this version. */
export const deprecated = defineRule({
  id: 'deprecated',
  title: 'Deprecated version',
  needs: ['packument'],
  find({ subject, facts }) {
    if (isOnlyOffered(subject)) return [];
    const notice = noticeFor(subject, valueOf(facts.packument));
    const value = notice === undefined ? '' : shorten(notice.text);
    // An empty notice takes a deprecation back.
    if (notice === undefined || value === '') return [];
    return [
      {
        message: phrase('{package} is deprecated: {notice}', { package: labelOf(subject), notice: value }),
        target: 'specifier',
        evidence: [{ kind: notice.from, field: 'deprecated', value }],
        hints: { replaceWith: deprecationSuccessors(subject.name, notice.text) },
      },
    ];
  },
});

interface Notice {
  readonly from: 'metadata' | 'lockfile';
  readonly text: string;
}

/** The registry's word is newer; the lockfile's stands where the registry does not tell. */
function noticeFor(subject: Subject, packument: Packument | undefined): Notice | undefined {
  const version = judgedVersion(subject);
  if (version === undefined) return undefined;
  const published = packument?.versions[version]?.deprecated;
  if (published !== undefined) return { from: 'metadata', text: published };
  const { locked } = subject;
  if (locked?.version !== version || locked.deprecated === undefined) return undefined;
  return { from: 'lockfile', text: locked.deprecated };
}
