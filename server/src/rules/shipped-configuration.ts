import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import type { Behaviour } from '../model/index.js';

/** npm packs no `.npmrc` of its own accord: one that is there was put there, and git dependencies are prepared by it. */
export const shippedConfiguration = defineRule({
  id: 'shipped-configuration',
  title: 'Configuration that runs or reveals something',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) =>
    fileFindings({ subject, facts, kinds: ['npmrc-runs', 'workflow-secrets', 'npmrc-registry'], gradeOf }),
});

function gradeOf(behaviour: Behaviour): Grade | undefined {
  switch (behaviour.kind) {
    case 'npmrc-runs':
      return { level: 'high', what: `has an .npmrc that makes npm run something else: ${said(behaviour)}` };
    case 'workflow-secrets':
      return { level: 'high', what: 'has a workflow that hands out all secrets of the repository it runs in' };
    default:
      return { level: 'medium', what: `has an .npmrc that takes packages from elsewhere: ${said(behaviour)}` };
  }
}
