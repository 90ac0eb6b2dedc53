import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import { phrase, type Behaviour, type Subject } from '../model/index.js';
import { labelOf } from './support/text.js';

/** Who has nothing to hide does not tell a scanner what to find. */
export const promptInjection = defineRule({
  id: 'prompt-injection',
  title: 'Text that speaks to scanners and assistants',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) => fileFindings({ subject, facts, kinds: ['prompt-injection'], gradeOf }),
});

function gradeOf(behaviour: Behaviour, subject: Subject): Grade | undefined {
  return {
    level: 'medium',
    message: phrase('{package} has text that tells an AI or a scanner what to think of it: {text}', {
      package: labelOf(subject),
      text: said(behaviour),
    }),
  };
}
