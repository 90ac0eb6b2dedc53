import type { BehaviourKind } from '../../../model/index.js';
import { readsRunner } from '../shell/process-memory.js';
import { constantsIn } from './scripts/python-constants.js';
import { PYTHON } from './scripts/python-language.js';
import { scriptFlows } from './scripts/script-flows.js';
import { distinct, shellSignals, type ShellSignal } from '../shell/signals.js';

interface Chain {
  readonly kind: BehaviourKind;
  /** All of them stand in the file; the place of the last is the finding's. */
  readonly parts: readonly RegExp[];
}

const DOWNLOADS =
  /\b(?:urllib\.request\.urlopen|urlopen|urlretrieve|requests\.get|httpx\.get|http\.client\.HTTPS?Connection)\s*\(/;
const RUNS_CODE = /(?<![.\w])(?:exec|eval)\s*\(\s*(?!["'])/;

/**
 * Python is not parsed: nothing that npm installs has much of it. These are things that stand in one file together where
 * it is made to do harm, and hardly ever elsewhere.
 */
const CHAINS: readonly Chain[] = [
  {
    kind: 'download-and-run',
    parts: [DOWNLOADS, /(?<![.\w])(?:exec|eval)\s*\([^\n]*\b(?:read\(\)|\.text|\.content|decode\()/],
  },
  {
    kind: 'download-and-run',
    parts: [
      /\burlretrieve\s*\(|\.write\s*\(\s*\w*(?:\.content|\.read\(\))/,
      DOWNLOADS,
      /\b(?:os\.chmod|os\.startfile|subprocess\.\w+|os\.system|Popen)\s*\(/,
    ],
  },
  {
    kind: 'encoded-command',
    parts: [
      /(?<![.\w])(?:exec|eval)\s*\([^\n]*\b(?:b64decode|a85decode|b85decode|unhexlify|fromhex|zlib\.decompress|marshal\.loads|rot_?13)/,
    ],
  },
  {
    kind: 'encoded-command',
    parts: [/\b(?:b64decode|b85decode|unhexlify|marshal\.loads|zlib\.decompress)\s*\(/, RUNS_CODE],
  },
  {
    kind: 'reverse-shell',
    parts: [
      /\bsocket\.socket\s*\(/,
      /\bos\.dup2\s*\(|\bpty\.spawn\s*\(|stdin\s*=\s*\w*sock|subprocess\.(?:Popen|call|run)\s*\(\s*\[?\s*["'](?:\/bin\/(?:ba)?sh|cmd(?:\.exe)?|powershell)/,
    ],
  },
];

/** Code in code in code: that it is hidden is told by then. */
const MAX_DEPTH = 4;

/** What a Python text does to the machine. Never throws. */
export function pythonSignals(text: string, depth = 0): readonly ShellSignal[] {
  const code = text.replace(/^\s*#.*$/gm, (comment) => ' '.repeat(comment.length));
  const chains = CHAINS.flatMap(({ kind, parts }): readonly ShellSignal[] => {
    const places = parts.map((part) => code.search(part));
    return places.includes(-1) ? [] : [{ kind, offset: places.at(-1) ?? 0 }];
  });
  const hidden = depth < MAX_DEPTH ? hiddenIn(code, chains, depth) : [];
  const runner = readsRunner(code);
  return distinct([
    ...chains,
    ...(runner === undefined ? [] : [{ kind: 'runner-memory' as const, offset: runner }]),
    ...hidden,
    ...fetchedAndRun(code),
    ...scriptFlows(PYTHON, text),
    ...commandsIn(code),
  ]);
}

/** What the code does that is decoded and run, told of where that happens. */
function hiddenIn(code: string, chains: readonly ShellSignal[], depth: number): readonly ShellSignal[] {
  const run = chains.find(({ kind }) => kind === 'encoded-command');
  if (run === undefined) return [];
  return constantsIn(code).flatMap((text) =>
    pythonSignals(text, depth + 1).map((signal) => ({ ...signal, offset: run.offset })),
  );
}

const FETCHED = /^[ \t]*(\w+)\s*=\s*[^\n]*\b(?:urlopen|requests\.get|httpx\.get|urllib3?\.\w+\.request)\s*\(/gm;
const OPENED =
  /^[ \t]*(?:async )?with[ \t][^\n]{0,200}(?:\burlopen|\.get|\.stream|\.request)\s*\([^\n]{0,300}\bas[ \t]+(\w+)[ \t]*:/gm;
/** What fetches more often than that is a client. */
const MAX_FETCHES = 20;

/** `data = urlopen(…).read()`, and further down what is made of `data` is run. */
function fetchedAndRun(code: string): readonly ShellSignal[] {
  const fetches = [...code.matchAll(FETCHED), ...code.matchAll(OPENED)].slice(0, MAX_FETCHES);
  return fetches.flatMap(({ index, 1: name = '' }) => {
    const after = code.slice(index);
    const read = new RegExp(String.raw`^[ \t]*(\w+)[ \t]*=[ \t]*(?:await )?${name}\b`, 'm').exec(after)?.[1];
    const run = runOf(after, name) ?? (read === undefined ? undefined : runOf(after, read));
    return run === undefined ? [] : [{ kind: 'download-and-run' as const, offset: index + run }];
  });
}

/** Where code is run that something of that name is a part of. */
function runOf(code: string, name: string): number | undefined {
  return new RegExp(String.raw`(?<![.\w])(?:exec|eval)\s*\([^\n]{0,300}\b${name}\b`).exec(code)?.index;
}

const COMMAND_CALL = /\b(?:os\.system|os\.popen|subprocess\.\w+|Popen|check_output|check_call)\s*\(([^\n]*)/g;
const LITERAL = /(["'])((?:\\.|(?!\1)[^\\\n])*)\1/g;

/** What the commands do that Python starts: as one text, or as a list of words. */
function commandsIn(code: string): readonly ShellSignal[] {
  return [...code.matchAll(COMMAND_CALL)].flatMap(({ index, 1: args = '' }) => {
    const words = [...args.matchAll(LITERAL)].map(([, , text = '']) => text);
    const texts = words.length > 1 ? [words.join(' '), ...words] : words;
    return texts.flatMap((text) => shellSignals(text)).map((signal) => ({ ...signal, offset: index }));
  });
}
