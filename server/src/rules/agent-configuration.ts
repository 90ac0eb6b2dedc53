import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import { phrase, type Behaviour, type Subject } from '../model/index.js';
import { labelOf } from './support/text.js';

/** Files that assistants and editors obey without asking, in a package that somebody only wanted to use. */
export const agentConfiguration = defineRule({
  id: 'agent-configuration',
  title: 'Orders for AI assistants and editors',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) => fileFindings({ subject, facts, kinds: ['agent-instruction', 'agent-hook'], gradeOf }),
});

function gradeOf(behaviour: Behaviour, subject: Subject): Grade | undefined {
  return behaviour.kind === 'agent-instruction'
    ? {
        level: 'high',
        message: phrase('{package} has instructions that make an AI assistant do harm: {text}', {
          package: labelOf(subject),
          text: said(behaviour),
        }),
      }
    : {
        level: 'medium',
        message: phrase('{package} has settings by which an assistant or editor runs a command by itself: {text}', {
          package: labelOf(subject),
          text: said(behaviour),
        }),
      };
}
