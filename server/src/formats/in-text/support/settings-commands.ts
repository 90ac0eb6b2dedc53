import { parseTree, type Node } from 'jsonc-parser';
import type { CommandMention } from '../../../model/index.js';
import { packagesInCommands } from './command-text.js';
import { isDeep } from './json-depth.js';
import { packagesOf } from './package-command.js';
import { jsonStringOf, type PlacedText } from './placed-text.js';
import { readCommands, type Word } from './shell-words.js';

/** What a development container runs, at which moment. */
const HOOKS: ReadonlySet<string> = new Set([
  'initializeCommand',
  'onCreateCommand',
  'updateContentCommand',
  'postCreateCommand',
  'postStartCommand',
  'postAttachCommand',
]);

/** Settings are not nested deeper; hostile ones could be. */
const MAX_DEPTH = 12;

/**
 * The packages that are named by commands in settings: hooks of development containers, and everything that has a `command`, with or
 * without `args`, like MCP servers and tasks. @param offset of the text in the whole document
 */
export function settingsPackages(text: string, offset = 0): readonly CommandMention[] {
  const root = isDeep(text) ? undefined : parseTree(text, [], { allowTrailingComma: true });
  return root === undefined ? [] : packagesIn(root, { text, offset }, 0);
}

interface Source {
  readonly text: string;
  readonly offset: number;
}

function packagesIn(node: Node, source: Source, depth: number): readonly CommandMention[] {
  const { type, children = [] } = node;
  if (depth > MAX_DEPTH) return [];
  if (type === 'array') return children.flatMap((child) => packagesIn(child, source, depth + 1));
  if (type !== 'object') return [];
  const command = valueAt(node, 'command');
  const own = command === undefined ? [] : commandPackages(command, valueAt(node, 'args'), source);
  const below = children.flatMap(({ children: [key, value] = [] }) => {
    if (value === undefined) return [];
    return HOOKS.has(String(key?.value)) ? hookPackages(value, source) : packagesIn(value, source, depth + 1);
  });
  return [...own, ...below].sort((a, b) => a.span.start - b.span.start);
}

function valueAt({ children = [] }: Node, name: string): Node | undefined {
  return children.find(({ children: [key] = [] }) => key?.value === name)?.children?.[1];
}

/** A line for a shell, a list of words, or several of them by name. */
function hookPackages(value: Node, source: Source): readonly CommandMention[] {
  if (value.type === 'string') return packagesInCommands(stringAt(value, source));
  if (value.type === 'array') return packagesOf(wordsOf(value, source));
  return (value.children ?? []).flatMap(({ children: [, one] = [] }) =>
    one === undefined || one.type === 'object' ? [] : hookPackages(one, source),
  );
}

function commandPackages(command: Node, args: Node | undefined, source: Source): readonly CommandMention[] {
  if (command.type !== 'string') return command.type === 'array' ? packagesOf(wordsOf(command, source)) : [];
  if (args?.type !== 'array') return packagesInCommands(stringAt(command, source));
  const words = readCommands(stringAt(command, source));
  return packagesOf([...(words.at(-1) ?? []), ...wordsOf(args, source)]);
}

function wordsOf({ children = [] }: Node, source: Source): readonly Word[] {
  return children
    .filter(({ type }) => type === 'string')
    .map((child) => {
      const { text, start, places } = stringAt(child, source);
      return { text, places: places ?? Array.from(text, (_, index) => start + index) };
    });
}

function stringAt({ offset, length }: Node, source: Source): PlacedText {
  // One that is not closed yet has no quote at its end.
  const isClosed = length > 1 && source.text.charAt(offset + length - 1) === '"';
  const placed = jsonStringOf(source.text, offset + 1, offset + length - (isClosed ? 1 : 0));
  const { text, start, places } = placed;
  return { text, start: start + source.offset, places: places?.map((place) => place + source.offset) };
}
