import { phrase } from '../model/index.js';
import { defineRule } from './rule.js';
import { fileFindings, said } from './support/file-findings.js';
import { labelOf } from './support/text.js';

/** Two builds of one source do the same. What was added to one of them by hand, nobody sees who reads the other. */
export const entriesDiffer = defineRule({
  id: 'entries-differ',
  title: 'Build that can do more than its source',
  needs: ['artifact', 'previousArtifact'],
  find({ subject, facts }) {
    const gradeOf = (behaviour: Parameters<typeof said>[0]) => ({
      level: 'medium' as const,
      message: phrase('{package} {text}', { package: labelOf(subject), text: said(behaviour) }),
    });
    return fileFindings({ subject, facts, kinds: ['entries-differ'], gradeOf });
  },
});
