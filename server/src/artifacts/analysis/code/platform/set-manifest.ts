import { readable } from '../values/text.js';
import type { Machine } from '../values/types.js';
import { readCommand } from '../../shell/commands.js';

/** The project's own, also where it is named by nothing else. */
export const MANIFEST_HERE = /^(?:(?:\uE000(?:project|cwd)\uE001|\.{1,2})[\\/])?package\.json$/;
const SET_SCRIPT =
  /\bscripts\s*(?:\.|\[\s*['"`])(?:pre|post)?(?:install|prepare)(?:['"`]\s*\])?\s*=\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;
const SET_ADDRESS =
  /\b(?:dev|optional|peer)?dependencies\s*(?:\.\s*[\w$]+|\[[^\]]{1,80}\])\s*=\s*['"`](https?:\/\/(?!(?:[\w-]+\.)*(?:github\.com|npmjs\.org)\/)[^'"`]+)/gi;
const BEFORE = 2_000;

/** What is set in a manifest that was read, shortly before it is written back: scripts that npm runs, and addresses that it fetches. */
export function noteSetParts(machine: Machine, path: string, noteScript: (script: string) => void): void {
  const { unit, offset } = machine.position();
  const before = unit.text.slice(Math.max(0, offset - BEFORE), offset);
  for (const [, , script = ''] of before.matchAll(SET_SCRIPT)) {
    noteScript(script);
    for (const code of readCommand(script.replace(/\\(['"`])/g, '$1')).scripts) machine.evaluateText(code, undefined);
  }
  if ([...before.matchAll(SET_ADDRESS)].length > 0) machine.behave('downloads-redirected', readable(path));
}
