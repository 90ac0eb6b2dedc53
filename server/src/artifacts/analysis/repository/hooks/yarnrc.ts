import { phrase } from '../../../../model/index.js';
import { isNearby } from '../../files/configuration-files.js';
import type { ShellSignal } from '../../shell/signals.js';
import { folderOf, type FoundHook, type HookReader } from '../found-hook.js';
import { pathFrom } from '../repository-path.js';

/** `yarnPath: .yarn/releases/yarn-4.6.0.cjs`, and yarn 1's `yarn-path "…"`: what runs in the place of yarn. */
const YARN_PATH = /^(?:yarnPath:|yarn-path)[ \t]+["']?([^"'\r\n#]+?)["']?[ \t]*$/gm;
/** `- path: .yarn/plugins/x.cjs`, or the path alone. */
const PLUGIN =
  /^[ \t]*-[ \t]+(?:path:[ \t]*)?["']?(\.{0,2}\/?[\w@./-]+\.c?js)["']?[ \t]*$|^[ \t]+path:[ \t]*["']?(\.{0,2}\/?[\w@./-]+\.c?js)["']?[ \t]*$/gm;
/** Whoever is in between chooses the packages. */
const REGISTRY = /^[ \t]*(?:npmRegistryServer:|registry)[ \t]+["']?(http:\/\/[^"'\s]+)["']?/gm;

/** Programs that yarn runs in its own place, and as a part of itself. */
export const yarnrc: HookReader = (path, text) => {
  const plugins = text.includes('plugins:') ? [...text.matchAll(PLUGIN)] : [];
  return [
    ...[...text.matchAll(YARN_PATH)].flatMap((match) => program(path, 'yarnPath', match)),
    ...plugins.flatMap((match) => program(path, 'plugins', match)),
    ...[...text.matchAll(REGISTRY)]
      .filter(([, address = '']) => !isNearby(address))
      .map((match) => registry(path, match)),
  ];
};

function program(file: string, name: string, match: RegExpExecArray): readonly FoundHook[] {
  const written = match[1] ?? match[2] ?? '';
  const base = baseOf(file, name, match, written);
  const path = pathFrom(base.folder, written);
  if (path !== undefined) return [{ ...base, starts: [{ path, by: 'node' }], isBundle: true }];
  // What lies above belongs to a workspace around this folder; a place on the machine belongs to nobody who writes here.
  if (written.startsWith('../')) return [];
  const signal: ShellSignal = { kind: 'manager-replaced', offset: base.span.start, detail: written };
  return [{ ...base, signals: [signal] }];
}

function registry(file: string, match: RegExpExecArray): FoundHook {
  const base = baseOf(file, 'registry', match, match[1] ?? '');
  return { ...base, signals: [{ kind: 'npmrc-registry', offset: base.span.start, detail: match[0].trim() }] };
}

function baseOf(file: string, name: string, match: RegExpExecArray, written: string): FoundHook {
  const start = match.index + match[0].indexOf(written);
  return {
    ...{
      file,
      name,
      label: phrase('The setting {name}', { name }),
      trigger: 'package-manager',
      folder: folderOf(file),
      commands: [],
    },
    span: { start, end: start + written.length },
  };
}
