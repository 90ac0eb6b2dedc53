import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import { phrase, type Behaviour, type Subject } from '../model/index.js';
import { labelOf } from './support/text.js';

/** Every npm script looks for commands in `node_modules/.bin` first: this package's program would answer to a name that others trust. */
export const shadowedCommand = defineRule({
  id: 'shadowed-command',
  title: 'Command that is called like a common one',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) => fileFindings({ subject, facts, kinds: ['shadowed-command'], gradeOf }),
});

function gradeOf(behaviour: Behaviour, subject: Subject): Grade | undefined {
  return {
    level: 'medium',
    message: phrase('{package} installs a command in the place of a common one: {text}', {
      package: labelOf(subject),
      text: said(behaviour),
    }),
  };
}
