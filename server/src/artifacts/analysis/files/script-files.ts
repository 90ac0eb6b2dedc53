import type { Behaviour, Moment } from '../../../model/index.js';
import type { PackageFile } from '../../package-files.js';
import { decodeText } from '../text/decode.js';
import { placeAt } from '../text/places.js';
import type { InstallHooks } from './install-hooks.js';
import { pythonSignals } from './python-signals.js';
import { shellSignals, type ShellSignal } from './shell-signals.js';

const SHELL = /\.(?:sh|bash|zsh|ksh|command|bat|cmd|ps1|psm1)$/i;
const PYTHON = /\.pyw?$/i;
const SHELL_SHEBANG = /^#!\s*\S*\/(?:env\s+)?(?:ba|z|k|da)?sh\b/;
const PYTHON_SHEBANG = /^#!\s*\S*\/?(?:env\s+)?python/;
/** What stands in front of everything that could be a script without an ending. */
const SHEBANG_BYTES = 64;

/**
 * What script files do that installing the package runs and that are not JavaScript. Others are tools for whoever calls
 * them; where code of the package starts one, the analysis of that code says so.
 */
export function scriptFileBehaviours(files: readonly PackageFile[], hooks: InstallHooks): readonly Behaviour[] {
  const atInstall = new Set(hooks.files.map(({ path }) => path));
  const starters = textsOfStarters(files, atInstall);
  return files.flatMap((file) => {
    const read = readerFor(file, hooks);
    if (read === undefined || !(atInstall.has(file.path) || isNamedBy(starters, file.path))) return [];
    const text = decodeText(file.bytes);
    return read(text).map((signal) => behaviourAt(file.path, text, signal, 'install'));
  });
}

export function behaviourAt(
  path: string,
  text: string,
  { kind, offset, detail }: ShellSignal,
  moment: Moment,
): Behaviour {
  return {
    kind,
    place: placeAt(path, text, offset),
    moment,
    ...(detail !== undefined && { detail: detail.slice(0, 300) }),
  };
}

type Reader = (text: string) => readonly ShellSignal[];

function readerFor({ path, bytes }: PackageFile, hooks: InstallHooks): Reader | undefined {
  if (SHELL.test(path)) return shellSignals;
  if (PYTHON.test(path)) return pythonSignals;
  const started = hooks.files.find((file) => file.path === path);
  if (started?.by === 'shell') return shellSignals;
  if (bytes[0] !== 0x23 || bytes[1] !== 0x21) return undefined;
  const shebang = Buffer.from(bytes.subarray(0, SHEBANG_BYTES)).toString('latin1');
  if (SHELL_SHEBANG.test(shebang)) return shellSignals;
  return PYTHON_SHEBANG.test(shebang) ? pythonSignals : undefined;
}

/** The JavaScript files that run at install: they start the scripts that they name. */
function textsOfStarters(files: readonly PackageFile[], atInstall: ReadonlySet<string>): readonly string[] {
  return files.filter(({ path }) => atInstall.has(path)).map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
}

function isNamedBy(starters: readonly string[], path: string): boolean {
  const name = path.split('/').at(-1) ?? path;
  return starters.some((text) => text.includes(name));
}
