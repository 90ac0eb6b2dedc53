import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import { phrase, type Behaviour, type Subject } from '../model/index.js';
import { labelOf } from './support/text.js';

/** Whoever finds it can act for its owner: publish the next version, for one. */
export const leakedCredential = defineRule({
  id: 'leaked-credential',
  title: 'Credential that was left in the package',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) => fileFindings({ subject, facts, kinds: ['credential'], gradeOf }),
});

function gradeOf(behaviour: Behaviour, subject: Subject): Grade | undefined {
  // New or not: it is an accident, and the next finder can be anybody.
  return {
    level: 'low',
    message: phrase('{package} holds {text}, open to everybody', { package: labelOf(subject), text: said(behaviour) }),
  };
}
