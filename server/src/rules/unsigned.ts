import { judgedVersion, phrase, valueOf } from '../model/index.js';
import { defineRule } from './rule.js';
import { labelOf, ownWords, shorten } from './support/text.js';

/** The registry signs what it takes in, and has not signed this: it may have come by another way. */
export const unsigned = defineRule({
  id: 'unsigned',
  title: 'Version that its registry has not signed',
  needs: ['packument', 'signature'],
  find({ subject, facts }) {
    const version = judgedVersion(subject);
    if (version === undefined || valueOf(facts.signature)?.verdict !== 'unsigned') return [];
    const host = shorten(valueOf(facts.packument)?.registryHost ?? '', 100);
    return [
      {
        message:
          host === ''
            ? phrase('{package} is not signed, though the registry signs its versions', { package: labelOf(subject) })
            : phrase('{package} is not signed, though {host} signs its versions', { package: labelOf(subject), host }),
        target: 'specifier',
        evidence: [
          {
            kind: 'metadata',
            field: `versions.${shorten(version, 64)}.dist.signatures`,
            ...ownWords(phrase('missing')),
          },
        ],
      },
    ];
  },
});
