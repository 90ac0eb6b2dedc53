import type { Node } from 'jsonc-parser';
import type { JsonChange, TextEdit } from '../../model/index.js';
import { additionOf } from './json-addition.js';
import { indentBefore, lineEndBehind, lineEndOf } from './json-layout.js';
import { propertiesAt } from './json-properties.js';
import { removalOf } from './json-removal.js';

/** A change of a list of texts. */
export type ListChange = Extract<JsonChange, { readonly op: 'append' | 'drop' }>;

export function isOfList(change: JsonChange): change is ListChange {
  return change.op === 'append' || change.op === 'drop';
}

/** The edits of a list; undefined where what stands at the path is none, or an item that is to go is not there. */
export function listEdits(text: string, root: Node, { op, path, value }: ListChange): readonly TextEdit[] | undefined {
  // Of two equal keys the last one counts.
  const list = propertiesAt(root, path).at(-1)?.value;
  if (list === undefined) return op === 'append' ? additionOf(text, root, path, [value]) : undefined;
  if (list.type !== 'array') return undefined;
  const held = (list.children ?? []).filter((item) => item.value === value);
  if (op === 'append') return held.length > 0 ? [] : itemBehind(text, list, value);
  const [item] = held;
  return item === undefined || held.length > 1
    ? undefined
    : removalOf(text, { node: item, key: item, value: item, parent: list });
}

function itemBehind(text: string, list: Node, value: string): readonly TextEdit[] {
  const item = JSON.stringify(value);
  const last = list.children?.at(-1);
  if (last === undefined) return [insert(list.offset + 1, item)];
  const end = last.offset + last.length;
  const indent = indentBefore(text, last.offset);
  const line = lineEndBehind(text, end);
  if (indent === undefined || line === undefined) return [insert(end, `, ${item}`)];
  const own = lineEndOf(text) + indent + item;
  return line.comma ? [insert(line.offset, `${own},`)] : [insert(end, ','), insert(line.offset, own)];
}

function insert(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
