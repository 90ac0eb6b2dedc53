import { phrase, type Phrase } from '../model/index.js';
import { defineBehaviourRule } from './support/behaviour-rule.js';
import type { AboutCode } from './support/code-flows.js';

/** It changes what is not its own. */
export const tampering = defineBehaviourRule({
  id: 'tampering',
  title: 'Code that changes other code',
  kinds: {
    'other-package-changed': { install: 'high', import: 'high' },
    'application-changed': { install: 'critical', import: 'critical', command: 'high', call: 'high' },
    'wallet-changed': { install: 'critical', import: 'critical', command: 'critical', call: 'critical' },
    'workflow-written': { install: 'high', import: 'high' },
    'internal-binding': { install: 'high', import: 'high', command: 'medium', call: 'medium' },
    'spoils-builtins': { install: 'medium', import: 'medium', command: 'medium', call: 'medium' },
    'build-loads-hidden': { install: 'high', import: 'high', command: 'high', call: 'high' },
    'build-loads': { install: 'medium', import: 'medium', command: 'medium', call: 'medium' },
    'installs-globally': { install: 'high', import: 'high' },
    'downloads-redirected': { install: 'high', import: 'high' },
    // Tools for certificates and names of hosts do so when they are asked to.
    'protection-weakened': { install: 'high', import: 'high' },
    'container-escape': { install: 'critical', import: 'critical', command: 'medium' },
  },
  does: (about, { kind }) => SENTENCES[kind as keyof typeof SENTENCES](about),
});

const SENTENCES = {
  'other-package-changed': (about: AboutCode): Phrase =>
    phrase('{package} changes files of other packages {moment}', about),
  'application-changed': (about: AboutCode): Phrase =>
    phrase('{package} changes programs that are installed on the machine {moment}', about),
  'wallet-changed': (about: AboutCode): Phrase =>
    phrase('{package} changes wallets that are installed on the machine {moment}', about),
  'workflow-written': (about: AboutCode): Phrase =>
    phrase('{package} writes workflows that a build server runs {moment}', about),
  'internal-binding': (about: AboutCode): Phrase =>
    phrase('{package} starts programs past every hook of Node.js {moment}', about),
  'spoils-builtins': (about: AboutCode): Phrase =>
    phrase('{package} makes methods of the language go wrong by chance {moment}', about),
  'build-loads-hidden': (about: AboutCode): Phrase =>
    phrase('{package} puts a script from a host that it hides into what others build {moment}', about),
  'build-loads': (about: AboutCode): Phrase =>
    phrase('{package} puts a script from a host of its own into what others build {moment}', about),
  'installs-globally': (about: AboutCode): Phrase =>
    phrase('{package} installs further packages for all projects {moment}', about),
  'downloads-redirected': (about: AboutCode): Phrase =>
    phrase('{package} makes package managers or git fetch from somewhere else {moment}', about),
  'protection-weakened': (about: AboutCode): Phrase =>
    phrase('{package} changes what protects the machine {moment}', about),
  'container-escape': (about: AboutCode): Phrase =>
    phrase('{package} starts a container that has the whole machine in its hands {moment}', about),
} as const;
