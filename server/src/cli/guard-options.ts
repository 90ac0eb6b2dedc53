import { EXIT_CODES } from './exit-codes.js';

/** What `guard` takes: a part of the table of commands. */
export const GUARD = {
  name: 'guard',
  summary: 'Judge what an install would bring, then install just that, or stop.',
  operands: {
    usage: '-- COMMAND…',
    description:
      'A command of npm, npx, pnpm, yarn or bun, behind two dashes: guard -- npm install NAME. What installs nothing is run as it is.',
    atLeast: 0,
    atMost: Infinity,
  },
  options: [
    { name: 'ask', description: 'On a terminal, show the case and ask. Never for malware that is known.' },
    {
      name: 'fail-on',
      value: 'LEVEL',
      description: 'Stop when a package that the command adds or changes has this level or a worse one.',
      choices: ['low', 'medium', 'high', 'critical'],
      default: 'high',
    },
    { name: 'strict', description: 'Stop also when something could not be checked.' },
    {
      name: 'shell',
      value: 'SHELL',
      description: 'Print functions for a start file that put guard before npm, npx, pnpm, yarn, bun and bunx.',
      choices: ['bash', 'zsh', 'fish', 'powershell'],
    },
    {
      name: 'proxy',
      description:
        'Be a registry on this machine that hides versions that are known malware or too young, until it is interrupted.',
    },
    { name: 'port', value: 'NUMBER', description: 'The port of --proxy; without it, one that is free.' },
  ],
  exits: [
    { code: EXIT_CODES.stopped, meaning: 'The command was stopped or could not be judged: nothing was installed.' },
    { code: EXIT_CODES.unusable, meaning: 'Wrong usage of guard itself.' },
    { code: 127, meaning: 'The package manager is not there.' },
    { code: EXIT_CODES.ok, meaning: "Otherwise it is the command's own, 128 and more where a signal ended it." },
  ],
} as const;
