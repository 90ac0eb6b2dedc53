import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import type { Behaviour } from '../model/index.js';

/** What npm hands to a shell at install: commands that send data away, hide what they are, or fetch from nowhere in particular. */
export const installCommand = defineRule({
  id: 'install-command',
  title: 'Command at install that hides or hands out something',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) =>
    fileFindings({ subject, facts, kinds: ['command-sends-data', 'encoded-command', 'unvouched-download'], gradeOf }),
});

function gradeOf(behaviour: Behaviour): Grade | undefined {
  if (behaviour.moment !== 'install') return undefined;
  switch (behaviour.kind) {
    case 'command-sends-data':
      return { level: 'high', what: `sends data of the machine away when it is installed: ${said(behaviour)}` };
    case 'encoded-command':
      return { level: 'high', what: 'runs a command at install that is encoded so that nobody can read it' };
    default:
      return {
        level: isAddress(behaviour.detail) ? 'high' : 'medium',
        what: `downloads something when it is installed, from where nobody vouches for it: ${said(behaviour)}`,
      };
  }
}

/** A bare IP address belongs to nobody who wants to be found. */
function isAddress(address = ''): boolean {
  return /^\w+:\/\/(?:[^/@]*@)?(?:\d{1,3}\.){3}\d{1,3}(?:[:/]|$)/.test(address);
}
