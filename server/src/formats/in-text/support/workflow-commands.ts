import type { CommandMention } from '../../../model/index.js';
import { packagesInCommands } from './command-text.js';

/** Keys whose values are commands, in GitHub's, GitLab's, CircleCI's, Azure's, Bitbucket's and Travis' files, and in Compose's. */
const COMMANDS =
  /^([ \t]*)((?:-[ \t]+)*)(?:run|script|before_script|after_script|before_install|install|after_success|command|bash|pwsh|powershell|postCreateCommand):[ \t]*(?:#.*)?(.*)$/;
const BLOCK_SCALAR = /^([|>])[-+\d]*[ \t]*(?:#.*)?$/;
const LIST_ITEM = /^([ \t]*)-[ \t]+(.*)$/;

interface Line {
  readonly text: string;
  readonly start: number;
}

/**
 * The packages that a workflow's commands name. Goes by lines and by how far they are indented, so that what is being typed can be
 * read, and each command stands where it stands. @param offset of the text in the whole document
 */
export function workflowPackages(text: string, offset = 0): readonly CommandMention[] {
  const lines = linesOf(text);
  const found: CommandMention[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    const key = line && COMMANDS.exec(line.text);
    if (line === undefined || key == null) continue;
    const [whole, indent = '', dashes = '', value = ''] = key;
    const inner = linesBelow(lines, at + 1, indent.length + dashes.length);
    at += inner.length;
    const rest = { text: value, start: line.start + whole.length - value.length };
    found.push(...packagesOfValue(rest, inner, text, offset));
  }
  return found;
}

function packagesOfValue(value: Line, below: readonly Line[], text: string, offset: number): readonly CommandMention[] {
  const kind = BLOCK_SCALAR.exec(value.text)?.[1];
  const [first] = below;
  const last = below.at(-1);
  const end = last === undefined ? value.start + value.text.length : last.start + last.text.length;
  if (kind !== undefined) {
    const start = first?.start ?? end;
    return packagesInCommands({ text: text.slice(start, end), start: offset + start }, { foldsLines: kind === '>' });
  }
  if (value.text !== '') return packagesInLine(value, end, text, offset);
  return below.flatMap((line) => {
    const item = LIST_ITEM.exec(line.text);
    if (item === null) return packagesInLine(line, line.start + line.text.length, text, offset);
    const [whole, , command = ''] = item;
    const start = line.start + whole.length - command.length;
    return packagesInLine({ text: command, start }, line.start + line.text.length, text, offset);
  });
}

/** A plain or quoted value, which may go on over lines that are indented further. */
function packagesInLine(
  { text: own, start }: Line,
  end: number,
  text: string,
  offset: number,
): readonly CommandMention[] {
  const quote = /^["']/.exec(own)?.[0] ?? '';
  const value = text.slice(start + quote.length, end);
  const command = quote === '' ? value.replace(/[ \t]#.*$/, '') : value.slice(0, endOfQuoted(value, quote));
  return packagesInCommands({ text: command, start: offset + start + quote.length }, { foldsLines: true });
}

function endOfQuoted(value: string, quote: string): number {
  const end = value.lastIndexOf(quote);
  return end < 0 ? value.length : end;
}

/** Those that belong to a key: indented further than it, or empty. */
function linesBelow(lines: readonly Line[], from: number, indent: number): readonly Line[] {
  let end = from;
  for (let at = from; at < lines.length; at += 1) {
    const { text = '' } = lines[at] ?? {};
    if (text.trim() === '') continue;
    const own = text.length - text.trimStart().length;
    // A list may stand as far left as its key.
    if (own < indent || (own === indent && !text.trimStart().startsWith('- '))) break;
    end = at + 1;
  }
  return lines.slice(from, end);
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const own = { text: line.endsWith('\r') ? line.slice(0, -1) : line, start };
    start += line.length + 1;
    return own;
  });
}
