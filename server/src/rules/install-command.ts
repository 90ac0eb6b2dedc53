import { defineRule } from './rule.js';
import { aboutCode, runsUnasked } from './support/code-flows.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import { labelOf } from './support/text.js';
import { phrase, type Behaviour, type Subject, type Words } from '../model/index.js';

/** What npm hands to a shell at install, and scripts beside the JavaScript: commands that send data away, hide what they are, or fetch from nowhere in particular. */
export const installCommand = defineRule({
  id: 'install-command',
  title: 'Command at install that hides or hands out something',
  needs: ['artifact', 'previousArtifact'],
  find: ({ subject, facts }) =>
    fileFindings({
      subject,
      facts,
      kinds: ['command-sends-data', 'runner-memory', 'encoded-command', 'unvouched-download'],
      gradeOf,
    }),
});

function gradeOf(behaviour: Behaviour, subject: Subject): Grade | undefined {
  const about = { ...aboutCode([behaviour], subject), text: said(behaviour) };
  if (behaviour.kind === 'command-sends-data') {
    return isGraveNow(behaviour)
      ? {
          level: isOfAccounts(behaviour) && runsUnasked(behaviour) ? 'critical' : 'high',
          message: phrase('{package} sends data of the machine away {moment}: {text}', about),
        }
      : undefined;
  }
  if (behaviour.kind === 'runner-memory') {
    return {
      level: runsUnasked(behaviour) ? 'critical' : 'high',
      message: phrase('{package} reads the secrets of a CI job from the memory of its runner {moment}', about),
    };
  }
  if (behaviour.moment !== 'install') return undefined;
  return behaviour.kind === 'encoded-command'
    ? { level: 'high', message: encodedMessage(behaviour, subject) }
    : {
        level: isAddress(behaviour.detail) ? 'high' : 'medium',
        message: phrase('{package} downloads something {moment}, from where nobody vouches for it: {text}', about),
      };
}

function encodedMessage(behaviour: Behaviour, subject: Subject): Words {
  return subject.hook === undefined
    ? phrase('{package} runs a command at install that is encoded so that nobody can read it', {
        package: labelOf(subject),
      })
    : phrase(
        '{package} runs a command {moment} that is encoded so that nobody can read it',
        aboutCode([behaviour], subject),
      );
}

/** What opens accounts elsewhere, and a password that somebody was asked for: no script that is run as a command sends these, and worse than one at install does nothing. */
const OPENS_ACCOUNTS =
  /^\$PASSWORD$|^files with credentials$|\.npmrc|\.ssh\b|\.aws\b|\.netrc|\.git-credentials|\.docker\/config|\.kube\b|id_rsa|id_ed25519|\/shadow|\/proc\/[^/]+\/mem|\.config\/(?:solana|gcloud|gh)\b/;

function isOfAccounts({ detail = '' }: Behaviour): boolean {
  return OPENS_ACCOUNTS.test(detail);
}

function isGraveNow(behaviour: Behaviour): boolean {
  return runsUnasked(behaviour) || (behaviour.moment === 'command' && isOfAccounts(behaviour));
}

/** A bare IP address belongs to nobody who wants to be found. */
function isAddress(address = ''): boolean {
  return /^\w+:\/\/(?:[^/@]*@)?(?:\d{1,3}\.){3}\d{1,3}(?:[:/]|$)/.test(address);
}
