import type { CommandMention } from '../../model/index.js';
import type { InTextFormat } from '../format.js';
import { MENTIONS_PROGRAM, packagesInCommands } from './support/command-text.js';
import { dockerPackages } from './support/docker-commands.js';
import { markdownBlocks, type MarkdownBlock } from './support/markdown-blocks.js';
import { settingsPackages } from './support/settings-commands.js';
import { workflowPackages } from './support/workflow-commands.js';

type Read = (text: string, offset: number) => readonly CommandMention[];

const SHELLS =
  'sh bash zsh fish shell console terminal shellsession shell-session sh-session powershell pwsh ps1 bat batch cmd dos npm yarn pnpm bun text txt plaintext';
const BY_LANGUAGE: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['', shellPackages],
  ...SHELLS.split(' ').map((language) => [language, shellPackages] as const),
  ...['json', 'jsonc', 'json5'].map((language) => [language, settingsPackages] as const),
  ...['yaml', 'yml'].map((language) => [language, workflowPackages] as const),
  ...['dockerfile', 'docker'].map((language) => [language, dockerPackages] as const),
  ...['inline', 'indented'].map((language) => [language, linePackages] as const),
]);

/** What stands before a command that is to be typed: `$ `, `> `, `PS C:\> `, `user@host:~$ `; quotes begin with `>`, too. */
const PROMPT =
  /^[ \t]*(?:(?:[\w.-]{1,60}@[\w.-]{1,60}[^\s$#%]{0,200}\s?)?[$%❯➜]|(?:PS\s[^>\n]*|[A-Z]:\\[^>\n]*)?>)[ \t]+/gm;
const DOLLAR_PROMPT = /^[ \t]*(?:[\w.-]{1,60}@[\w.-]{1,60}[^\s$#%]{0,200}\s?)?[$❯➜][ \t]/m;

/** Code in running text is a command only where it begins with a program. */
const BEGINS_WITH_PROGRAM = /^\s*(?:[$%>❯]\s+)?(?:sudo\s+)?(?:npm|npx|pnpm|pnpx|yarn|bun|bunx|vlt|deno)\s/;

/** Markdown: commands in code, and in the settings and workflows that documentation shows. */
export const markdown: InTextFormat = Object.freeze({
  id: 'markdown',
  matches: (file) => /\.(?:md|mdx|markdown|mdc)$/i.test(file),
  read: (text) => (MENTIONS_PROGRAM.test(text) ? markdownBlocks(text).flatMap((block) => packagesIn(block, text)) : []),
} satisfies InTextFormat);

function packagesIn({ language, start, end }: MarkdownBlock, text: string): readonly CommandMention[] {
  return BY_LANGUAGE.get(language)?.(text.slice(start, end), start) ?? [];
}

function shellPackages(text: string, start: number): readonly CommandMention[] {
  const commands = DOLLAR_PROMPT.test(text) ? withoutOutput(text) : text;
  return packagesInCommands({ text: commands.replace(PROMPT, blank), start });
}

function linePackages(text: string, start: number): readonly CommandMention[] {
  return BEGINS_WITH_PROGRAM.test(text) ? packagesInCommands({ text: text.replace(PROMPT, blank), start }) : [];
}

/** Where some lines have a prompt, the others are what a command has printed, or go on with it. */
function withoutOutput(text: string): string {
  let isCommand = false;
  const lines = text.split('\n').map((line) => {
    const goesOn = isCommand;
    const hasPrompt = DOLLAR_PROMPT.test(line);
    isCommand = (hasPrompt || goesOn) && /[\\`^]\s*$/.test(line);
    return hasPrompt || goesOn ? line : blank(line);
  });
  return lines.join('\n');
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
