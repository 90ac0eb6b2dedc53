import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import { phrase, type Behaviour, type Subject } from '../model/index.js';
import { labelOf } from './support/text.js';

/** Installing a package with a `binding.gyp` starts node-gyp, and node-gyp runs what stands there, without any script in `package.json`. */
export const gypCommand = defineRule({
  id: 'gyp-command',
  title: 'Command in the build description',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) =>
    fileFindings({ subject, facts, kinds: ['gyp-command', 'gyp-without-sources'], gradeOf }),
});

function gradeOf(behaviour: Behaviour, subject: Subject): Grade | undefined {
  return behaviour.kind === 'gyp-command'
    ? {
        level: 'medium',
        message: phrase('{package} runs a command of its own while its build is read: {text}', {
          package: labelOf(subject),
          text: said(behaviour),
        }),
      }
    : {
        level: 'medium',
        message: phrase('{package} has npm start a build at install although there is nothing to compile', {
          package: labelOf(subject),
        }),
      };
}
