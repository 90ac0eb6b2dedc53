import {
  phrase,
  type ArtifactFacts,
  type BehaviourKind,
  type CapabilityKind,
  type DataKind,
  type Words,
} from '../../model/index.js';

/** What to do about something that a package can do, or has been seen to do. */
interface Step {
  readonly capabilities?: readonly CapabilityKind[];
  readonly sources?: readonly DataKind[];
  readonly behaviours?: readonly BehaviourKind[];
  readonly words: Words;
}

const FIRST = phrase(
  'Do not start, build or install this project again before the package is gone from manifest, lockfile and node_modules.',
);

/** In the order in which they are urgent. */
const STEPS: readonly Step[] = [
  {
    behaviours: ['download-and-run', 'reverse-shell', 'container-escape', 'application-changed'],
    sources: ['downloaded', 'request-input'],
    words: phrase(
      'It runs what others send: what it has done is not in its files. A machine on which it ran is best set up anew.',
    ),
  },
  {
    capabilities: ['environment'],
    sources: ['environment', 'secret-variable', 'cloud-metadata'],
    words: phrase(
      'Replace tokens and keys of the environment in which it was installed or run, the secrets of CI among them.',
    ),
  },
  {
    capabilities: ['reads-files'],
    sources: ['credential-file', 'ssh-key'],
    words: phrase(
      'Replace what lies in files of the user: tokens in .npmrc and .env, SSH keys, credentials of clouds and of git.',
    ),
  },
  {
    sources: ['browser-data', 'page-storage', 'keystrokes', 'clipboard', 'screenshot', 'intercepted', 'others-request'],
    words: phrase('End sessions and change passwords of what was open in browsers, or was typed or copied.'),
  },
  {
    sources: ['wallet', 'key-material'],
    behaviours: ['drains-wallet', 'hooks-wallet', 'replaces-addresses', 'wallet-changed'],
    words: phrase('Move what wallets hold to keys that were never on this machine, from another one.'),
  },
  {
    behaviours: ['publishes-packages', 'downloads-redirected'],
    words: phrase(
      'Look through the versions that your npm account has published, and where npm and git are told to fetch from.',
    ),
  },
  {
    behaviours: ['workflow-written'],
    words: phrase('Look for workflows, branches and repositories that none of you has made.'),
  },
  {
    behaviours: ['agent-configuration', 'agent-hook', 'agent-instruction', 'agent-without-permissions'],
    words: phrase(
      'Look through the settings and instructions of coding agents and editors for what none of you has written.',
    ),
  },
  {
    behaviours: ['autostart', 'ssh-key-planted', 'installs-globally', 'other-package-changed', 'miner'],
    words: phrase(
      'Look for what starts by itself: shell profiles, cron, services, login items, authorized_keys, other packages in node_modules.',
    ),
  },
];

/** For what nobody has looked into. */
const UNKNOWN: readonly Words[] = [
  phrase(
    'Replace every token and key within reach of where it was installed or run: npm, git, clouds, SSH, .env files, the secrets of CI.',
  ),
  phrase(
    'Look for what it may have left: versions on npm that you have not published, workflows and branches that none of you has made, settings of coding agents, and what starts by itself.',
  ),
];

/** What to replace and to check, by what is known of the package. @param artifact undefined: its files were not looked into */
export function nextSteps(artifact: ArtifactFacts | undefined): readonly Words[] {
  if (artifact === undefined) return [FIRST, ...UNKNOWN];
  const found = new Set<string>([
    ...artifact.capabilities.map(({ kind }) => `can ${kind}`),
    ...artifact.flows.map(({ source }) => `takes ${source}`),
    ...artifact.behaviours.map(({ kind }) => `does ${kind}`),
  ]);
  const applies = ({ capabilities = [], sources = [], behaviours = [] }: Step): boolean =>
    [
      ...capabilities.map((kind) => `can ${kind}`),
      ...sources.map((kind) => `takes ${kind}`),
      ...behaviours.map((kind) => `does ${kind}`),
    ].some((one) => found.has(one));
  const steps = STEPS.filter(applies).map(({ words }) => words);
  return [FIRST, ...(steps.length === 0 ? UNKNOWN : steps)];
}
