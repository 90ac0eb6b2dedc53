import type { ArtifactManifest, Behaviour, Moment } from '../../../model/index.js';
import type { PackageFile } from '../../package-files.js';
import { decodeText } from '../text/decode.js';
import { placeAt } from '../text/places.js';
import type { InstallHooks } from './install-hooks.js';
import { scriptReader, type ScriptReader } from './script-readers.js';
import { partAt, pythonParts, type ScriptPart } from './scripts/python-imports.js';
import { shellSignals, type ShellSignal } from '../shell/signals.js';

/**
 * What script files do that are not JavaScript and that installing the package runs, or a command of it is. Others are
 * tools for whoever calls them; where code of the package starts one, the analysis of that code says so.
 */
export function scriptFileBehaviours(
  files: readonly PackageFile[],
  hooks: InstallHooks,
  manifest: ArtifactManifest | undefined,
): readonly Behaviour[] {
  const atInstall = new Set(hooks.files.map(({ path }) => path));
  const commands = new Set(Object.values(manifest?.bin ?? {}).map((path) => path.replace(/^\.\//, '')));
  const starters = [...textsOfStarters(files, atInstall), ...hooks.code.map(({ code }) => code)];
  return files.flatMap((file) => {
    const isRun = atInstall.has(file.path) || commands.has(file.path);
    const read = readerFor(file, hooks);
    if (read === undefined || !(isRun || isNamedBy(starters, file.path))) return [];
    const isCommand = commands.has(file.path) && !atInstall.has(file.path);
    const moment = isCommand ? 'command' : 'install';
    const parts = partsOf(file.path, decodeText(file.bytes), (path) => textIn(files, path));
    return read(joined(parts)).flatMap((signal) => {
      const at = partAt(parts, signal.offset);
      return at === undefined
        ? []
        : [behaviourAt(at.part.path, at.part.text, { ...signal, offset: at.offset }, moment)];
    });
  });
}

function textIn(files: readonly PackageFile[], path: string): string | undefined {
  const bytes = files.find((file) => file.path === path)?.bytes;
  return bytes === undefined ? undefined : decodeText(bytes);
}

/** A script with what it is made of. */
export function partsOf(path: string, text: string, read: (path: string) => string | undefined): readonly ScriptPart[] {
  return /\.pyw?$/i.test(path) ? pythonParts(path, text, read) : [{ path, text, start: 0 }];
}

export function joined(parts: readonly ScriptPart[]): string {
  return parts.map(({ text }) => text).join('\n');
}

export function behaviourAt(
  path: string,
  text: string,
  { kind, offset, detail, wording }: ShellSignal,
  moment: Moment,
): Behaviour {
  return {
    kind,
    place: placeAt(path, text, offset),
    moment,
    ...(detail !== undefined && { detail: detail.slice(0, 300) }),
    ...(wording !== undefined && { wording }),
  };
}

function readerFor({ path, bytes }: PackageFile, hooks: InstallHooks): ScriptReader | undefined {
  const startedByShell = hooks.files.some((file) => file.path === path && file.by === 'shell');
  return scriptReader(path, bytes) ?? (startedByShell ? shellSignals : undefined);
}

/** The JavaScript files that run at install: they start the scripts that they name. */
function textsOfStarters(files: readonly PackageFile[], atInstall: ReadonlySet<string>): readonly string[] {
  return files.filter(({ path }) => atInstall.has(path)).map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
}

function isNamedBy(starters: readonly string[], path: string): boolean {
  const name = path.split('/').at(-1) ?? path;
  return starters.some((text) => text.includes(name));
}
