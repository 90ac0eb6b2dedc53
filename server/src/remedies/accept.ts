import { acceptanceId, phrase, UNSILENCEABLE_RULES, type Remedy, worded } from '../model/index.js';
import type { RemedyContext, RemedyMaker } from './remedy.js';
import { found, rulesOf } from './support/circumstances.js';

/** Goes away with the next install; there is nothing to live with. */
const PASSING_RULES: readonly string[] = ['lockfile-mismatch'];

/** Lives with a finding for a while. The policy file changes, not the manifest, and only after a reason was given. */
export const accept: RemedyMaker = Object.freeze({
  kind: 'accept',
  offer(context: RemedyContext): readonly Remedy[] {
    // Beside what cannot be accepted, accepting the rest would only look like a way out.
    if (found(context, UNSILENCEABLE_RULES).length > 0) return [];
    if (acceptanceId(context.assessment.subject) === undefined) return [];
    const rules = rulesOf(context).filter((rule) => !PASSING_RULES.includes(rule));
    return rules.map((rule) => ({
      kind: 'accept',
      ...worded({
        title:
          rules.length === 1
            ? phrase('Accept this finding with a reason…')
            : phrase('Accept this finding with a reason… ({rule})', { rule }),
      }),
      rules: [rule],
      packageName: context.assessment.subject.name,
      changes: [],
      preferred: false,
    }));
  },
});
