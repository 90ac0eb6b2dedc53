import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import { phrase, type Behaviour, type Subject } from '../model/index.js';
import { labelOf } from './support/text.js';

/** A folder of the package is installed as a dependency, and npm runs its scripts: nobody who looks at the root sees them. */
export const nestedInstallScript = defineRule({
  id: 'nested-install-script',
  title: 'Install script of a package inside the package',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) => fileFindings({ subject, facts, kinds: ['nested-install-script'], gradeOf }),
});

function gradeOf(behaviour: Behaviour, subject: Subject): Grade | undefined {
  return {
    level: 'medium',
    message: phrase('{package} runs an install script of a package inside itself: {text}', {
      package: labelOf(subject),
      text: said(behaviour),
    }),
  };
}
