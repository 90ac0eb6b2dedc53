import { defineBehaviourRule } from './support/behaviour-rule.js';

/** It changes what is not its own. */
export const tampering = defineBehaviourRule({
  id: 'tampering',
  title: 'Code that changes other code',
  kinds: {
    'other-package-changed': { install: 'high', import: 'high' },
    'application-changed': { install: 'critical', import: 'critical', command: 'high', call: 'high' },
    'workflow-written': { install: 'high', import: 'high' },
    'internal-binding': { install: 'high', import: 'high', command: 'medium', call: 'medium' },
    'installs-globally': { install: 'high', import: 'high' },
    'downloads-redirected': { install: 'high', import: 'high' },
    'container-escape': { install: 'critical', import: 'critical', command: 'medium' },
  },
  does: ({ kind }) => WORDS[kind as keyof typeof WORDS],
});

const WORDS = {
  'other-package-changed': 'changes files of other packages',
  'application-changed': 'changes programs that are installed on the machine',
  'workflow-written': 'writes workflows that a build server runs',
  'internal-binding': 'starts programs past every hook of Node.js',
  'installs-globally': 'installs further packages for all projects',
  'downloads-redirected': 'makes package managers or git fetch from somewhere else',
  'container-escape': 'starts a container that has the whole machine in its hands',
} as const;
