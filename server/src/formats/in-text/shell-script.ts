import type { InTextFormat } from '../format.js';
import { packagesInCommands } from './support/command-text.js';
import { stretchOf } from './support/placed-text.js';

const SHELL_SCRIPT = /\.(?:sh|bash|zsh|ksh|command|bats)$/i;

/** Scripts for a shell. */
export const shellScript: InTextFormat = Object.freeze({
  id: 'shell-script',
  matches: (file) => SHELL_SCRIPT.test(file),
  read: (text) => packagesInCommands(stretchOf(text, 0, text.length)),
} satisfies InTextFormat);
