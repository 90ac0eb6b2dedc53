import { baseName, inlineShellText, isShell, programOf, type Program } from '../shell/programs.js';
import { shellCommands } from '../shell/words.js';

/** What a shell text starts, for whoever analyses that. Paths are as they are written. */
export type Started =
  /** A file of the package that is run, by which kind of program. */
  | { readonly kind: 'file'; readonly path: string; readonly by: 'node' | 'shell' | 'other' }
  /** Code that stands in the command: `node -e CODE`. */
  | { readonly kind: 'code'; readonly code: string; readonly language: 'javascript' | 'python' }
  /** A script of the same manifest: `npm run build`. */
  | { readonly kind: 'script'; readonly name: string }
  /** What a makefile says: `make -C native -f build.mk all`. */
  | {
      readonly kind: 'make';
      readonly directory: string;
      readonly file?: string;
      readonly targets: readonly string[];
    };

const NODES = /^(?:node|nodejs|bun|deno|tsx|ts-node|electron|babel-node|nodemon|vite-node|esno|jiti)$/;
/** Runners of commands that packages bring along: `npx tsx x.ts`. */
const RUNNERS = /^(?:npx|bunx|pnpx)$/;
/** What keeps programs running: `pm2 start x.js`. */
const KEEPERS = /^(?:pm2|forever)$/;
/** Options that take the next word with them. */
const NODE_VALUES =
  /^(?:--import|--loader|--experimental-loader|--conditions|-C|--env-file|--title|--max-old-space-size)$/;
const NODE_LOADS = /^(?:-r|--require|--import|--loader|--experimental-loader)$/;
const NODE_EVALS = /^(?:-e|--eval|-p|--print|-pe|-ep)$/;

/** `bash -c "bash -c …"`. */
const MAX_DEPTH = 6;

/** Files, code and scripts that a shell text starts. Never throws. */
export function startedBy(text: string, depth = 0): readonly Started[] {
  return shellCommands(text).flatMap((command): readonly Started[] => {
    const program = programOf(command);
    if (program === undefined) return [];
    const inline = depth < MAX_DEPTH ? inlineShellText(program) : undefined;
    if (inline !== undefined) return startedBy(inline, depth + 1);
    return startedByProgram(program, command.words);
  });
}

/** By the name of the program: how to read what it is given. The first that fits counts. */
const BY_PROGRAM: readonly (readonly [RegExp, (args: readonly string[]) => readonly Started[]])[] = [
  [NODES, startedByNode],
  [RUNNERS, startedByRunner],
  [KEEPERS, startedByKeeper],
  [/^(?:npm|pnpm|yarn|bun)$/, startedByManager],
  [/^(?:g|n|mingw32-|b)?make$/, startedByMake],
  [/^python\d?(?:\.\d+)?$/, startedByPython],
  [/^(?:powershell|pwsh)$/, startedByPowerShell],
  [/^(?:\.|source)$/, (args) => firstFile(args, 'shell')],
  [/^(?:perl|ruby|php|osascript|cscript|wscript|rundll32|regsvr32)$/, (args) => firstFile(args, 'other')],
];

function startedByProgram(program: Program, words: readonly string[]): readonly Started[] {
  const { name, args } = program;
  const read = BY_PROGRAM.find(([names]) => names.test(name))?.[1];
  if (read !== undefined) return read(args);
  if (isShell(program)) return firstFile(args, 'shell');
  return startedByItself(words.find((candidate) => baseName(candidate) === name) ?? '');
}

/** `npx -y tsx scripts/build.ts`. */
function startedByRunner(given: readonly string[]): readonly Started[] {
  const [inner = '', ...args] = given.slice(given.findIndex((arg) => !arg.startsWith('-')));
  if (KEEPERS.test(inner)) return startedByKeeper(args);
  return NODES.test(inner) ? startedByNode(args) : [];
}

function startedByKeeper([order = '', ...args]: readonly string[]): readonly Started[] {
  return /^(?:re)?start$/.test(order) ? startedByNode(args) : [];
}

function startedByPython(args: readonly string[]): readonly Started[] {
  const code = args.includes('-c') ? args[args.indexOf('-c') + 1] : undefined;
  return code === undefined ? firstFile(args, 'other') : [{ kind: 'code', code, language: 'python' }];
}

/** `powershell -ExecutionPolicy Bypass -File setup.ps1`: options take words of their own. */
function startedByPowerShell(args: readonly string[]): readonly Started[] {
  const path = args.find((arg) => /\.ps1$/i.test(arg));
  return path === undefined ? firstFile(args, 'shell') : [{ kind: 'file', path, by: 'shell' }];
}

/** `./setup.sh`, and anything else that lies in the package. */
function startedByItself(path: string): readonly Started[] {
  if (/\.(?:sh|bash|bat|cmd|ps1)$/i.test(path)) return [{ kind: 'file', path, by: 'shell' }];
  if (/\.[cm]?js$/i.test(path)) return [{ kind: 'file', path, by: 'node' }];
  const isInPackage = /^\.{0,2}[/\\]?[\w@.-]+[/\\]/.test(path) && !/^(?:\/|~|\w:)/.test(path);
  return isInPackage ? [{ kind: 'file', path, by: 'other' }] : [];
}

const MAKE_FOLDER = /^(?:-C|--directory)$/;
const MAKE_FILE = /^(?:-f|--file|--makefile)$/;
/** Options of make that take the next word with them. */
const MAKE_VALUES = /^(?:-[CfIoW]|--(?:directory|file|makefile|include-dir|old-file|what-if))$/;

function startedByMake(args: readonly string[]): readonly Started[] {
  const words = args.flatMap((arg) => {
    const [, option, value] = /^(-[CfIoW]|--[a-z-]+=)(.+)$/.exec(arg) ?? [];
    return option === undefined || value === undefined ? [arg] : [option.replace('=', ''), value];
  });
  const valueOf = (option: RegExp): string | undefined => {
    const at = words.findIndex((word) => option.test(word));
    return at < 0 ? undefined : words[at + 1];
  };
  const targets = words.filter(
    // `-j 4`, `CC=clang`
    (word, at) => !/^-|=|^\d+$/.test(word) && !MAKE_VALUES.test(words[at - 1] ?? ''),
  );
  const file = valueOf(MAKE_FILE);
  return [{ kind: 'make', directory: valueOf(MAKE_FOLDER) ?? '', ...(file !== undefined && { file }), targets }];
}

function firstFile(args: readonly string[], by: 'shell' | 'other'): readonly Started[] {
  const path = args.find((arg) => !/^[-/+]\w*$/.test(arg));
  return path === undefined ? [] : [{ kind: 'file', path, by }];
}

function startedByNode(args: readonly string[]): readonly Started[] {
  const started: Started[] = [];
  const rest = args[0] === 'run' ? args.slice(1) : args;
  for (let at = 0; at < rest.length; at += 1) {
    const arg = rest[at] ?? '';
    const next = rest[at + 1];
    if (NODE_EVALS.test(arg)) return [...started, ...code(next)];
    if (NODE_LOADS.test(arg)) started.push(...loaded(next));
    if (NODE_VALUES.test(arg) || NODE_LOADS.test(arg)) at += 1;
    else if (!arg.startsWith('-')) return [...started, { kind: 'file', path: arg, by: 'node' }];
  }
  return started;
}

function code(text: string | undefined): readonly Started[] {
  return text === undefined ? [] : [{ kind: 'code', code: text, language: 'javascript' }];
}

/** A module of the package that is loaded before; others come from elsewhere. */
function loaded(path: string | undefined): readonly Started[] {
  return path?.startsWith('.') === true ? [{ kind: 'file', path, by: 'node' }] : [];
}

function startedByManager(args: readonly string[]): readonly Started[] {
  const [verb = '', name] = args.filter((arg) => !arg.startsWith('-'));
  if (/^(?:run|run-script|rum|urn)$/.test(verb)) return name === undefined ? [] : [{ kind: 'script', name }];
  return /^(?:test|tst|t|start|stop|restart)$/.test(verb)
    ? [{ kind: 'script', name: verb === 'tst' || verb === 't' ? 'test' : verb }]
    : [];
}
