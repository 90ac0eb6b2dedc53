import type { Pair } from 'yaml';
import type { Span, TextEdit } from '../../model/index.js';
import { endOfPair, flowPlaceOf, placeOf, type YamlMap } from './yaml-document.js';
import { columnAt, lineEndAt, lineEndOf } from './yaml-layout.js';

/** Puts a pair at the end of a map in braces; on a line of its own where the last one has one. */
export function flowAdditionOf(text: string, map: YamlMap, pairText: string): readonly TextEdit[] {
  const last = map.items.at(-1);
  const braces = flowPlaceOf(map);
  if (braces === undefined) return [];
  if (last === undefined) return [intoEmpty(text, braces, pairText)];
  const end = endOfPair(text, last);
  const indent = ownIndent(text, last);
  const rest = /^[ \t]*(,?)[ \t]*(?:#.*)?$/.exec(text.slice(end, lineEndAt(text, end)));
  if (indent === undefined || rest === null) return [insert(end, `, ${pairText}`)];
  const [, comma = ''] = rest;
  const line = insert(lineEndAt(text, end), `${lineEndOf(text)}${indent}${pairText}${comma}`);
  return comma === '' ? [insert(end, ','), line] : [line];
}

function intoEmpty(text: string, { start, end }: Span, pairText: string): TextEdit {
  const inside = { start: start + 1, end: end - 1 };
  const isEmpty = text.slice(inside.start, inside.end).trim() === '';
  return isEmpty ? { span: inside, newText: ` ${pairText} ` } : insert(inside.start, ` ${pairText}`);
}

/** The white space before a pair that starts a line. */
function ownIndent(text: string, { key }: Pair): string | undefined {
  const start = placeOf(key)?.start ?? 0;
  const before = text.slice(start - columnAt(text, start), start);
  return before.trim() === '' ? before : undefined;
}

function insert(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
