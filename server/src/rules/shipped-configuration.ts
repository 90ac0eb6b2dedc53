import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import type { Behaviour, Subject } from '../model/index.js';

/** npm packs no `.npmrc` of its own accord: one that is there was put there, and git dependencies are prepared by it. */
export const shippedConfiguration = defineRule({
  id: 'shipped-configuration',
  title: 'Configuration that runs or reveals something',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) =>
    fileFindings({
      subject,
      facts,
      kinds: ['npmrc-runs', 'manager-replaced', 'workflow-secrets', 'npmrc-registry'],
      gradeOf,
    }),
});

function gradeOf(behaviour: Behaviour, { hook }: Subject): Grade | undefined {
  const has = hook === undefined ? 'has an .npmrc that makes' : 'makes';
  const takes = hook === undefined ? 'has an .npmrc that takes' : 'takes';
  switch (behaviour.kind) {
    case 'npmrc-runs':
      return { level: 'high', what: `${has} npm run something else: ${said(behaviour)}` };
    case 'manager-replaced':
      return { level: 'high', what: `${has} something run in the place of yarn: ${said(behaviour)}` };
    case 'workflow-secrets':
      return { level: 'high', what: 'has a workflow that hands out all secrets of the repository it runs in' };
    default:
      return { level: 'medium', what: `${takes} packages from elsewhere: ${said(behaviour)}` };
  }
}
