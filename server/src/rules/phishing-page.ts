import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import { phrase, type Behaviour, type Subject } from '../model/index.js';
import { labelOf } from './support/text.js';

/** The registry's mirrors serve every file of a package as a page: some packages are nothing but lures. */
export const phishingPage = defineRule({
  id: 'phishing-page',
  title: 'Page that asks for passwords on behalf of another host',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) => fileFindings({ subject, facts, kinds: ['phishing-page'], gradeOf }),
});

function gradeOf(behaviour: Behaviour, subject: Subject): Grade | undefined {
  return {
    level: 'medium',
    message: phrase('{package} has a page that {text}', { package: labelOf(subject), text: said(behaviour) }),
  };
}
