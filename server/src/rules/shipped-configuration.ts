import { defineRule } from './rule.js';
import { runsUnasked } from './support/code-flows.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import { phrase, type Behaviour, type Phrase, type Subject, type Words } from '../model/index.js';
import { labelOf } from './support/text.js';

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

function gradeOf(behaviour: Behaviour, subject: Subject): Grade | undefined {
  const about = { package: labelOf(subject), text: said(behaviour) };
  return subject.hook === undefined ? gradeInPackage(behaviour, about) : gradeOfHook(behaviour, about);
}

interface About {
  readonly package: Words;
  readonly text: Words;
}

function gradeInPackage(behaviour: Behaviour, about: About): Grade {
  switch (behaviour.kind) {
    case 'npmrc-runs':
      return {
        level: 'high',
        message: phrase('{package} has an .npmrc that makes npm run something else: {text}', about),
      };
    case 'manager-replaced':
      return {
        level: 'high',
        message: phrase('{package} has an .npmrc that makes something run in the place of yarn: {text}', about),
      };
    case 'workflow-secrets':
      // Nobody asked for what an install or an import writes into a repository.
      return { level: runsUnasked(behaviour) ? 'critical' : 'high', message: handsOutSecrets(about) };
    default:
      return {
        level: 'medium',
        message: phrase('{package} has an .npmrc that takes packages from elsewhere: {text}', about),
      };
  }
}

/** Then the setting itself is what it is about. */
function gradeOfHook({ kind }: Behaviour, about: About): Grade {
  switch (kind) {
    case 'npmrc-runs':
      return { level: 'high', message: phrase('{package} makes npm run something else: {text}', about) };
    case 'manager-replaced':
      return { level: 'high', message: phrase('{package} makes something run in the place of yarn: {text}', about) };
    case 'workflow-secrets':
      return { level: 'high', message: handsOutSecrets(about) };
    default:
      return { level: 'medium', message: phrase('{package} takes packages from elsewhere: {text}', about) };
  }
}

function handsOutSecrets(about: About): Phrase {
  return phrase('{package} has a workflow that hands out all secrets of the repository it runs in', about);
}
