import { phrase, type Flow, type Level } from '../model/index.js';
import {
  aboutCode,
  behavioursOf,
  evidenceOfBehaviours,
  evidenceOfFlows,
  firstLevel,
  flowsTo,
  runsUnasked,
} from './support/code-flows.js';
import { defineCodeRule } from './support/code-rule.js';
import { shorten } from './support/text.js';

const RUNS = ['evaluated', 'loaded-as-module', 'run-as-command', 'written-and-run'] as const;

/** Code that had to be decoded before it could run: it was written not to be read. */
export const decodedCode = defineCodeRule({
  id: 'decoded-code',
  title: 'Code that is decoded and run',
  find({ flows, behaviours }, subject) {
    const hidden = [
      ...flowsTo(flows, RUNS, ['decoded']),
      ...flowsTo(flows, RUNS, ['data-file', 'image-data']).filter(isDisguised),
      // Compressed ones are unpacked like that as well.
      ...flowsTo(flows, ['native-loaded'], ['decoded', 'data-file', 'image-data']).filter(isNoLibrary),
      // No page draws its scripts.
      ...flowsTo(flows, ['page-script'], ['image-data']),
    ].filter((flow) => !isOfCompiler(flow) && !isOfKey(flow));
    const commands = behavioursOf(behaviours, ['encoded-command', 'nested-code']);
    const isInvisible = behavioursOf(behaviours, ['invisible-text']).length > 0;
    const level = levelOf(hidden, {
      isInvisible,
      isCommandUnasked: commands.some(runsUnasked),
      isCommand: commands.length > 0,
    });
    if (level === undefined) return [];
    const about = aboutCode([...hidden, ...commands], subject);
    const via = shorten([...new Set(hidden.flatMap((flow) => flow.via))].slice(0, 4).join(', '), 80);
    return [
      {
        message:
          via === ''
            ? phrase('{package} decodes code that is hidden in it and runs it {moment}', about)
            : phrase('{package} decodes code that is hidden in it ({via}) and runs it {moment}', { ...about, via }),
        evidence: [...evidenceOfFlows(hidden), ...evidenceOfBehaviours(commands)].slice(0, 4),
        target: 'specifier',
        level,
      },
    ];
  },
});

/** Templates and scripts are files too; what is decoded first, or is no text by its name, is neither. */
function isDisguised({ source, via, detail = '' }: Flow): boolean {
  return (
    source === 'image-data' ||
    via.length > 0 ||
    /\.(?:png|jpe?g|gif|ico|webp|wasm|node|bin|dat|woff2?|ttf|mp3|wav|pdf|zip|gz)$/i.test(detail)
  );
}

/** A library that is delivered as something else, or decrypted before it is loaded. */
function isNoLibrary(flow: Flow): boolean {
  const isPacked = /\.(?:node|wasm|dll|so|dylib|gz|br|xz|zst|zip|tgz|7z)$/i.test(flow.detail ?? '');
  return flow.via.includes('cipher') || (flow.source !== 'decoded' && !isPacked && isDisguised(flow));
}

/**
 * What a module of WebAssembly answers, evaluated: compilers (Emscripten) leave script in a module that their glue runs, and
 * lexers (cjs-module-lexer) read texts of what they are given. Called for, it may be what the module has read from a file as well.
 */
function isOfCompiler(flow: Flow): boolean {
  return flow.via.includes('WebAssembly') && (flow.sink === 'evaluated' || !runsUnasked(flow));
}

/**
 * Numbers that are constants of ciphers and curves are bytes, too, and what is decrypted with them may be a command that somebody has
 * written (dotenvx). A command that stands in bytes itself is read.
 */
function isOfKey({ sink, via, moment }: Flow): boolean {
  return sink === 'run-as-command' && moment === 'call' && via.length > 0 && via.every((one) => one === 'bytes');
}

interface Circumstances {
  /** Some of the code stands in characters that nobody sees. */
  readonly isInvisible: boolean;
  readonly isCommandUnasked: boolean;
  readonly isCommand: boolean;
}

/** What is encrypted, not merely encoded, is for certain machines alone, and for no reader; what nobody can see is for none either. Nobody delivers his own code so. */
function levelOf(
  hidden: readonly Flow[],
  { isInvisible, isCommandUnasked, isCommand }: Circumstances,
): Level | undefined {
  const unasked = hidden.filter(runsUnasked);
  return firstLevel([
    ['critical', unasked.some(({ via }) => via.includes('cipher') || isInvisible)],
    ['high', unasked.length > 0 || isCommandUnasked],
    ['medium', hidden.length > 0 || isCommand],
  ]);
}
