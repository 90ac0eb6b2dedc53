import { phrase, type Behaviour, type Subject } from '../model/index.js';
import { defineRule } from './rule.js';
import { aboutCode } from './support/code-flows.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';

/** Node.js does not mind what a file is called; people who look for code do. */
export const disguisedCode = defineRule({
  id: 'disguised-code',
  title: 'Code in a file that is none by its name',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) => fileFindings({ subject, facts, kinds: ['disguised-code'], gradeOf }),
});

function gradeOf(behaviour: Behaviour, subject: Subject): Grade | undefined {
  return {
    level: 'high',
    message: phrase('{package} runs a file that is no code by its name {moment}: {text}', {
      ...aboutCode([behaviour], subject),
      text: said(behaviour),
    }),
  };
}
