import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import type { Behaviour } from '../model/index.js';

/** Whoever finds it can act for its owner: publish the next version, for one. */
export const leakedCredential = defineRule({
  id: 'leaked-credential',
  title: 'Credential that was left in the package',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) => fileFindings({ subject, facts, kinds: ['credential'], gradeOf }),
});

function gradeOf(behaviour: Behaviour): Grade | undefined {
  // New or not: it is an accident, and the next finder can be anybody.
  return { level: 'low', what: `holds ${said(behaviour)}, open to everybody` };
}
