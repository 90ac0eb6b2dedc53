import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import type { Behaviour } from '../model/index.js';

/** Files that assistants and editors obey without asking, in a package that somebody only wanted to use. */
export const agentConfiguration = defineRule({
  id: 'agent-configuration',
  title: 'Orders for AI assistants and editors',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) => fileFindings({ subject, facts, kinds: ['agent-instruction', 'agent-hook'], gradeOf }),
});

function gradeOf(behaviour: Behaviour): Grade | undefined {
  return behaviour.kind === 'agent-instruction'
    ? { level: 'high', what: `has instructions that make an AI assistant do harm: ${said(behaviour)}` }
    : {
        level: 'medium',
        what: `has settings by which an assistant or editor runs a command by itself: ${said(behaviour)}`,
      };
}
