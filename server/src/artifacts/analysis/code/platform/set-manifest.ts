import { readable } from '../values/text.js';
import type { Machine } from '../values/types.js';
import { readCommand } from '../../shell/commands.js';

/** The project's own, also where it is named by nothing else. */
export const MANIFEST_HERE = /^(?:(?:\uE000(?:project|cwd)\uE001|\.{1,2})[\\/])?package\.json$/;
/** While a package is installed, this folder is its own. */
const OWN_FOLDER = /^(?:(?:\uE000cwd\uE001|\.)[\\/])?package\.json$/;
/** Scripts that package managers run by themselves. */
const BY_ITSELF = /^(?:(?:pre|post)?(?:install|prepare)|prepublish)$/;
/** More than a tool that sets itself up: `"prepare": "husky"`. */
const RUNS_CODE = /\b(?:node|bun|deno|tsx|sh|bash|python3?|powershell|npx|bunx)(?:\.exe)?\s+\S/;
const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
const ELSEWHERE = /^https?:\/\/(?!(?:[\w-]+\.)*(?:github\.com|npmjs\.org)\/)/i;

/**
 * What was put into the manifest of the project that has this package installed, or of this one: scripts that its package manager runs
 * from now on, and what it fetches from elsewhere. What stood there before is not known, and is not in the text.
 */
export function noteSetParts(machine: Machine, path: string, text: string, noteScript: (script: string) => void): void {
  const manifest = recordIn(text);
  for (const [name, script] of Object.entries(recordOf(manifest.scripts))) {
    if (!BY_ITSELF.test(name) || typeof script !== 'string') continue;
    noteScript(script);
    for (const code of readCommand(script).scripts) machine.evaluateText(code, undefined);
    const isOwn = machine.moment === 'install' && OWN_FOLDER.test(path);
    if (!isOwn && RUNS_CODE.test(script)) machine.behave('autostart', `${readable(path)}: ${name}`);
  }
  const fetched = SECTIONS.flatMap((section) => Object.values(recordOf(manifest[section])));
  if (fetched.some((one) => typeof one === 'string' && ELSEWHERE.test(one)))
    machine.behave('downloads-redirected', readable(path));
}

function recordIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return {};
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
