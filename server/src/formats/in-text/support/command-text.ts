import type { CommandMention } from '../../../model/index.js';
import { PACKAGE_PROGRAMS, packagesOf } from './package-command.js';
import type { PlacedText } from './placed-text.js';
import { readCommands, type ShellOptions } from './shell-words.js';

/** Nothing in a text without one of these is a command that names a package. */
export const MENTIONS_PROGRAM = new RegExp(`(?:^|[^\\w.-])(?:${PACKAGE_PROGRAMS.join('|')})(?![\\w-])`);

/** The packages that the commands of a shell's text name. */
export function packagesInCommands(placed: PlacedText, options?: ShellOptions): readonly CommandMention[] {
  return MENTIONS_PROGRAM.test(placed.text) ? readCommands(placed, options).flatMap(packagesOf) : [];
}
