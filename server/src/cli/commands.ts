import { EXIT_CODES } from './exit-codes.js';
import { GUARD } from './guard-options.js';

/** The command line as data: parsing, checking and `--help` read the same table. */

export interface OptionSpec {
  readonly name: string;
  /** What stands for the value; absent for a switch. */
  readonly value?: string;
  readonly description: string;
  /** The values it takes; absent: any. */
  readonly choices?: readonly string[];
  readonly default?: string;
}

export interface CommandSpec {
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  readonly operands: {
    /** As in the usage line. */
    readonly usage: string;
    readonly description: string;
    readonly atLeast: number;
    readonly atMost: number;
    readonly choices?: readonly string[];
  };
  readonly options: readonly OptionSpec[];
  /** What its exit codes mean, where there is more to say than done (0) and not done (2). */
  readonly exits?: readonly { readonly code: number; readonly meaning: string }[];
}

export const COMMON_OPTIONS = [
  { name: 'json', description: 'Print JSON instead of text.' },
  { name: 'offline', description: 'Use only the data on this machine: ask no registry and no advisory service.' },
  { name: 'registry', value: 'URL', description: 'Ask this registry for every package, whatever is configured.' },
  {
    name: 'public-registry',
    value: 'URL',
    description:
      'Ask this registry (https://registry.npmjs.org) also about names that come from others and may be private, to find strangers who have taken them. Without it, none is asked about them.',
  },
  {
    name: 'trust-project-config',
    description: "Let the project's own .npmrc and package-risk.json decide; without it they are not used.",
  },
  { name: 'no-color', description: 'Print no colours. NO_COLOR and FORCE_COLOR in the environment are honoured.' },
  { name: 'help', description: 'Print this help.' },
  { name: 'version', description: 'Print the version.' },
] as const satisfies readonly OptionSpec[];

export const COMMANDS = [
  {
    name: 'check',
    summary: 'Judge the packages of a project: manifest and lockfile.',
    operands: {
      usage: '[PATH…]',
      description:
        'Folders, manifests or lockfiles; without one, the current folder. A manifest or a lockfile stands for its project, a lockfile without a package.json is judged for what it holds.',
      atLeast: 0,
      atMost: Infinity,
    },
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        description: 'How to print the report.',
        choices: ['text', 'json', 'markdown', 'html', 'sarif', 'cyclonedx', 'junit'],
        default: 'text',
      },
      {
        name: 'fail-on',
        value: 'LEVEL',
        description: 'Exit with 1 when a package has this level or a worse one.',
        choices: ['low', 'medium', 'high', 'critical'],
        default: 'high',
      },
      { name: 'strict', description: 'Exit with 3 when nothing was found but something could not be checked.' },
      {
        name: 'changed-since',
        value: 'REV',
        description:
          'Let only that count what has changed since the branch left REV, a commit of git, by the policy and the baseline of REV.',
      },
      {
        name: 'baseline',
        value: 'FILE',
        description:
          'Let what FILE holds block nothing: it is told as known. Known malware is never held, nor what has become worse.',
      },
      {
        name: 'write-baseline',
        value: 'FILE',
        description: 'Write everything that is found now to FILE, to be committed and given to --baseline.',
      },
    ],
    exits: [
      {
        code: EXIT_CODES.ok,
        meaning:
          'No package has the level of --fail-on or a worse one by what counts: see --changed-since and --baseline.',
      },
      { code: EXIT_CODES.found, meaning: 'Some package has.' },
      { code: EXIT_CODES.unusable, meaning: 'Wrong usage, or a PATH, REV or FILE that cannot be read.' },
      { code: EXIT_CODES.unchecked, meaning: 'With --strict: nothing found, but something could not be checked.' },
    ],
  },
  {
    name: 'list',
    summary: 'List what a lockfile holds, without judging it.',
    operands: {
      usage: '[PATH]',
      description: 'A lockfile or the folder that holds it; without one, the current folder.',
      atLeast: 0,
      atMost: 1,
    },
    options: [],
  },
  {
    name: 'explain',
    summary: 'Tell what is known of one package.',
    operands: {
      usage: 'NAME[@RANGE]',
      description: 'A package name; RANGE is a version, a range or a dist-tag (default: latest).',
      atLeast: 1,
      atMost: 1,
    },
    options: [],
  },
  {
    name: 'scan',
    summary: 'Look at what is inside packages, one by one.',
    operands: {
      usage: 'TARGET…',
      description: 'A folder that holds a package, a package file (.tgz), or NAME@VERSION from the registry.',
      atLeast: 1,
      atMost: Infinity,
    },
    options: [
      {
        name: 'previous',
        value: 'TARGET',
        description: 'The version before the one TARGET: what is new counts more, and is said to be new.',
      },
      { name: 'packument', value: 'FILE', description: 'A registry document to judge the one TARGET with.' },
    ],
    exits: [
      { code: EXIT_CODES.ok, meaning: 'Every TARGET was looked at, whatever was found.' },
      { code: EXIT_CODES.unusable, meaning: 'Wrong usage, or a TARGET that cannot be read.' },
    ],
  },
  {
    name: 'permissions',
    summary: 'Tell the least that the packages of a project need when it runs.',
    operands: {
      usage: '[PATH]',
      description: 'A folder or a package.json; without one, the current folder.',
      atLeast: 0,
      atMost: 1,
    },
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        description: 'How to print it; lavamoat: the draft of a policy.json alone.',
        choices: ['text', 'json', 'lavamoat'],
        default: 'text',
      },
    ],
    exits: [
      { code: EXIT_CODES.ok, meaning: 'It is printed, with what is not certain.' },
      { code: EXIT_CODES.unusable, meaning: 'Wrong usage, or a PATH that cannot be read.' },
    ],
  },
  {
    name: 'report',
    summary: 'Write a report of a malicious package, to be read and sent by you.',
    operands: {
      usage: 'NAME@VERSION',
      description: 'A package and its exact version. Nothing is sent to anybody.',
      atLeast: 1,
      atMost: 1,
    },
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        description: "npm: for npm's form; osv: a record for ossf/malicious-packages; github: a security advisory.",
        choices: ['npm', 'osv', 'github'],
        default: 'npm',
      },
    ],
    exits: [
      { code: EXIT_CODES.ok, meaning: 'The report is printed.' },
      { code: EXIT_CODES.unusable, meaning: 'Wrong usage, or nothing in its files speaks of malice.' },
    ],
  },
  {
    name: 'intel',
    summary: 'Show or renew the offline data of malware and advisories.',
    operands: {
      usage: 'info|update|build',
      description:
        'info: what it holds and how old it is; update: fetch what OSV has changed since; build: compile an export of OSV.',
      atLeast: 1,
      atMost: 1,
      choices: ['info', 'update', 'build'],
    },
    options: [
      {
        name: 'from',
        value: 'PLACE',
        description:
          "A folder, a .zip or an address of an OSV export, or a compiled .bin file. For update, by default, OSV's own export.",
      },
      {
        name: 'out',
        value: 'FILE',
        description: 'For build: another file than the one that is used, such as a mirror.',
      },
    ],
    exits: [
      { code: EXIT_CODES.ok, meaning: 'The data is as new as PLACE has it.' },
      { code: EXIT_CODES.unusable, meaning: 'Wrong usage, or PLACE cannot be used: the data is as it was.' },
    ],
  },
  GUARD,
  {
    name: 'mcp',
    summary: 'Serve AI agents by the Model Context Protocol, over stdin and stdout.',
    operands: {
      usage: '[PATH]',
      description: 'The folder that the agent works in; without one, the current folder.',
      atLeast: 0,
      atMost: 1,
    },
    options: [],
    exits: [
      { code: EXIT_CODES.ok, meaning: 'The agent has closed its side.' },
      { code: EXIT_CODES.unusable, meaning: 'Wrong usage.' },
    ],
  },
  {
    name: 'cache',
    summary: 'Show or empty the folder of cached facts.',
    operands: {
      usage: 'info|clear',
      description: 'info: where it is and how full; clear: empty it.',
      atLeast: 1,
      atMost: 1,
      choices: ['info', 'clear'],
    },
    options: [],
  },
  {
    name: 'completion',
    summary: 'Print a script that completes commands and options in a shell.',
    operands: {
      usage: 'bash|zsh|fish|powershell',
      description: 'The shell. For bash and zsh: eval "$(package-risk completion bash)" in its start file.',
      atLeast: 1,
      atMost: 1,
      choices: ['bash', 'zsh', 'fish', 'powershell'],
    },
    options: [],
  },
] as const satisfies readonly CommandSpec[];

export type CommandName = (typeof COMMANDS)[number]['name'];

type AnyOption = (typeof COMMON_OPTIONS)[number] | (typeof COMMANDS)[number]['options'][number];

/** What was given, by option name. */
export type OptionValues = {
  readonly [O in AnyOption as O['name']]?: O extends { readonly value: string } ? string : boolean;
};
