import { powershellSignals } from './powershell-signals.js';
import { pythonSignals } from './python-signals.js';
import { shellSignals, type ShellSignal } from '../shell/signals.js';

/** Says what a script does. */
export type ScriptReader = (text: string) => readonly ShellSignal[];

const BY_ENDING: readonly (readonly [RegExp, ScriptReader])[] = [
  [/\.(?:sh|bash|zsh|ksh|command|bat|cmd)$/i, shellSignals],
  [/\.psm?1$/i, powershellSignals],
  [/\.pyw?$/i, pythonSignals],
];
const BY_SHEBANG: readonly (readonly [RegExp, ScriptReader])[] = [
  [/^#!\s*\S*\/(?:env\s+(?:-S\s+)?)?(?:ba|z|k|da)?sh\b/, shellSignals],
  [/^#!\s*\S*\/?(?:env\s+(?:-S\s+)?)?python/, pythonSignals],
  [/^#!\s*\S*\/?(?:env\s+(?:-S\s+)?)?pwsh/, powershellSignals],
];
/** What stands in front of everything that could be a script without an ending. */
const SHEBANG_BYTES = 64;

/** Who reads a script that is not JavaScript, by its name or its first line. */
export function scriptReader(path: string, bytes: Uint8Array): ScriptReader | undefined {
  const named = BY_ENDING.find(([ending]) => ending.test(path))?.[1];
  if (named !== undefined || bytes[0] !== 0x23 || bytes[1] !== 0x21) return named;
  const shebang = Buffer.from(bytes.subarray(0, SHEBANG_BYTES)).toString('latin1');
  return BY_SHEBANG.find(([start]) => start.test(shebang))?.[1];
}
