import library from '@npmcli/config/lib/definitions/index.js';
import type { Vocabulary } from './words.js';

/** npm's own table of options, so that they are read as npm reads them. */
export function npmVocabulary(): Vocabulary {
  const valued = new Set(['shell', 'node-options', 'otp']);
  const switches = new Set(['package-lock-only', 'no-install', 'verbosity']);
  for (const [name, definition] of Object.entries(library.definitions)) {
    (isSwitch(definition) ? switches : valued).add(name);
  }
  return { valued, switches, short: SHORT, lenient: true };
}

/** What is a switch or a text (`--color always`, `--browser firefox`) takes the next word. */
function isSwitch(definition: unknown): boolean {
  const { type } = definition as { readonly type?: unknown };
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return types.includes(Boolean) && types.every((each) => each === null || each === Boolean);
}

/** npm's short options, without those that carry a value of their own (`-d`, `-s`): these stand as switches of no effect here. */
const SHORT = Object.freeze({
  ...{ a: 'all', c: 'call', f: 'force', g: 'global', L: 'location', l: 'long', m: 'message', p: 'parseable' },
  ...{ C: 'prefix', S: 'save', B: 'save-bundle', D: 'save-dev', E: 'save-exact', O: 'save-optional', P: 'save-prod' },
  ...{ '?': 'usage', H: 'usage', h: 'usage', v: 'version', w: 'workspace', y: 'yes', n: 'no-yes', no: 'no-yes' },
  ...{ desc: 'description', local: 'no-global', porcelain: 'parseable', readonly: 'read-only', reg: 'registry' },
  ...{ iwr: 'include-workspace-root', ws: 'workspaces', 'enjoy-by': 'before', help: 'usage' },
  ...{ d: 'verbosity', dd: 'verbosity', ddd: 'verbosity', q: 'verbosity', s: 'verbosity' },
  ...{ quiet: 'verbosity', silent: 'verbosity', verbose: 'verbosity' },
});
