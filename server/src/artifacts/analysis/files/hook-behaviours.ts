import { posix } from 'node:path';
import type { ArtifactManifest, Behaviour } from '../../../model/index.js';
import type { PackageFile } from '../../package-files.js';
import { decodeText } from '../text/decode.js';
import { LIBRARY_LOADER } from './binaries.js';
import { isLookUp } from './gyp.js';
import type { HookCommand } from './hook-command.js';
import type { InstallHooks } from './install-hooks.js';
import { pythonSignals } from './python-signals.js';
import { behaviourAt } from './script-files.js';
import { shellSignals, type ShellSignal } from '../shell/signals.js';

/** What is compiled, or brought along for compiling. */
const NATIVE_SOURCE = /\.(?:c|cc|cpp|cxx|c\+\+|m|mm|s|asm|rs|go|zig|h|hh|hpp|cu|swift|f|f90|a|lib|o|obj)$/i;

/** What the commands do that installing a package runs, and what is odd about how they come to be run. */
export function hookBehaviours(
  files: readonly PackageFile[],
  hooks: InstallHooks,
  manifest: ArtifactManifest | undefined,
): readonly Behaviour[] {
  return [
    ...hooks.commands.flatMap((hook) => at(hook, files, [...signalsOf(hook), ...loadedLibraries(hook, files)])),
    ...hooks.code.flatMap(({ code, language, hook }) =>
      at(hook, files, language === 'python' ? pythonSignals(code) : []),
    ),
    ...hooks.files.flatMap(({ path, by, hook }) =>
      by === 'node' && NO_CODE.test(path) ? at(hook, files, [{ kind: 'disguised-code', offset: 0, detail: path }]) : [],
    ),
    ...gypWithoutSources(files, manifest),
  ];
}

/** What nobody keeps code in who wants it to be found: pictures, fonts, sounds, documents. Node.js runs it all the same. */
const NO_CODE =
  /\.(?:png|jpe?g|gif|ico|svg|webp|avif|bmp|woff2?|ttf|otf|eot|mp[34]|wav|ogg|webm|pdf|docx?|txt|md|css|log|zip|gz|dat|bin)$/i;

function signalsOf(hook: HookCommand): readonly ShellSignal[] {
  // What a library's own build runs, which a package brings along, is its own business: it counts by what it does.
  const isGyp = /^[^/]+\.gypi?$/i.test(hook.file);
  return [
    ...shellSignals(hook.text),
    ...(isGyp && !isLookUp(hook.text) ? [{ kind: 'gyp-command', offset: 0, detail: hook.text } as const] : []),
    ...(isInside(hook.file) ? [{ kind: 'nested-install-script', offset: 0, detail: hook.text } as const] : []),
  ];
}

/** `rundll32 lib\\a.dll,main`: a program of the system is made to run a file of the package. */
function loadedLibraries({ text, folder }: HookCommand, files: readonly PackageFile[]): readonly ShellSignal[] {
  const loader = LIBRARY_LOADER.exec(text)?.[1]?.toLowerCase();
  if (loader === undefined) return [];
  return text.split(/["'\s,]+/).flatMap((word): readonly ShellSignal[] => {
    const path = posix.join(folder, word.replaceAll('\\', '/'));
    const isOwn = word !== '' && files.some((file) => file.path === path);
    return isOwn ? [{ kind: 'native-binary', offset: 0, detail: `${loader} ${path}` }] : [];
  });
}

/** A package in `node_modules` was published with scripts of its own; one in a folder is made for this package alone. */
function isInside(file: string): boolean {
  return file.endsWith('/package.json') && !file.startsWith('node_modules/');
}

/** The places of the signals in the file that holds the command, as it is written there. */
function at(hook: HookCommand, files: readonly PackageFile[], signals: readonly ShellSignal[]): readonly Behaviour[] {
  if (signals.length === 0) return [];
  const text = decodeText(files.findLast(({ path }) => path === hook.file)?.bytes ?? new Uint8Array());
  const written = [hook.text, JSON.stringify(hook.text).slice(1, -1)].map((form) => text.indexOf(form));
  const start = hook.offset ?? Math.max(0, ...written);
  const placeOf = ({ offset }: ShellSignal): number =>
    hook.parts?.findLast((part) => part.start <= offset)?.offset ?? start;
  return signals.map((signal) => behaviourAt(hook.file, text, { ...signal, offset: placeOf(signal) }, hook.moment));
}

function gypWithoutSources(
  files: readonly PackageFile[],
  manifest: ArtifactManifest | undefined,
): readonly Behaviour[] {
  if (manifest?.hasBindingGyp !== true || manifest.scripts.install !== undefined) return [];
  if (manifest.scripts.preinstall !== undefined || files.some(({ path }) => NATIVE_SOURCE.test(path))) return [];
  const gyp = files.find(({ path }) => path.toLowerCase() === 'binding.gyp');
  if (gyp === undefined) return [];
  return [behaviourAt(gyp.path, decodeText(gyp.bytes), { kind: 'gyp-without-sources', offset: 0 }, 'install')];
}
