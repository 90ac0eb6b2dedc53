import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import { phrase, type Behaviour, type Subject } from '../model/index.js';
import { labelOf } from './support/text.js';

/** Behind the end of an image nothing is shown; what is kept there is kept from being seen. */
export const imagePayload = defineRule({
  id: 'image-payload',
  title: 'Image that carries code',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) => fileFindings({ subject, facts, kinds: ['image-payload'], gradeOf }),
});

function gradeOf(behaviour: Behaviour, subject: Subject): Grade | undefined {
  return {
    level: 'medium',
    message: phrase('{package} has code or encoded text behind the end of an image: {text}', {
      package: labelOf(subject),
      text: said(behaviour),
    }),
  };
}
