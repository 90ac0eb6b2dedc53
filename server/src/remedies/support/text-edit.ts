import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { JsonChange, TextEdit } from '../../model/index.js';
import { applied, changeInTurn, type Progress } from './change-text.js';
import { additionOf } from './json-addition.js';
import { isOfList, listEdits, type ListChange } from './json-list.js';
import { propertiesAt, siblingsOf, type Property } from './json-properties.js';
import { removalOf } from './json-removal.js';

/**
 * Changes of a JSON document as edits of its text, in order. Everything the changes do not speak of stays as it is:
 * formatting, line ends, comments, trailing commas.
 *
 * Undefined where the text is not (or no longer) what the changes were made for: a path is missing, another value
 * stands there, a new key is already taken, or the document is too broken to be changed safely.
 */
export function toTextEdits(text: string, changes: readonly JsonChange[]): readonly TextEdit[] | undefined {
  const done = changeInTurn(text, changes, (progress, change) =>
    isOfList(change)
      ? changeList(progress, change)
      : change.op === 'add'
        ? addTo(progress, change)
        : applyChange(progress, change),
  );
  return done === undefined || parse(done.changed).errors > parse(text).errors ? undefined : done.edits;
}

/** A change of what is there. */
type ChangeInPlace = Extract<JsonChange, { readonly op: 'set' | 'remove' | 'rename' }>;

function changeList(progress: Progress, change: ListChange): Progress | undefined {
  const { root } = parse(progress.changed);
  const own = root && listEdits(progress.changed, root, change);
  return own && applied(progress, own);
}

function addTo(progress: Progress, { path, value }: Extract<JsonChange, { op: 'add' }>): Progress | undefined {
  const { root } = parse(progress.changed);
  const own = root && additionOf(progress.changed, root, path, value);
  return own && applied(progress, own);
}

/** A key that stands twice is changed wherever it matches; else the other one would take over. */
function applyChange(before: Progress, change: ChangeInPlace): Progress | undefined {
  const matching = matchesIn(before.changed, change);
  if (matching.length === 0) return undefined;
  let progress = before;
  // From the end, so that what is found stays where it was found.
  for (const property of [...matching].reverse()) {
    const own = editsFor(progress.changed, property, change);
    if (own === undefined) return undefined;
    progress = applied(progress, own);
  }
  return progress;
}

function matchesIn(text: string, { path, expected }: ChangeInPlace): readonly Property[] {
  const matching = propertiesAt(parse(text).root, path);
  return expected === undefined ? matching : matching.filter(({ value }) => holds(text, value, expected));
}

/** `expected` may be the string itself or how it is written between its quotes. */
function holds(text: string, value: Node, expected: string): boolean {
  if (value.type !== 'string') return false;
  return value.value === expected || text.slice(value.offset + 1, value.offset + value.length - 1) === expected;
}

/** Edits of `text`, first ones first. */
function editsFor(text: string, property: Property, change: ChangeInPlace): readonly TextEdit[] | undefined {
  switch (change.op) {
    case 'set':
      return [replacement(property.value, change.value)];
    case 'rename': {
      if (siblingsOf(property).includes(change.name)) return undefined;
      const key = replacement(property.key, change.name);
      return change.value === undefined ? [key] : [key, replacement(property.value, change.value)];
    }
    case 'remove':
      return removalOf(text, property);
  }
}

function replacement(node: Node, content: string | boolean): TextEdit {
  return { span: { start: node.offset, end: node.offset + node.length }, newText: JSON.stringify(content) };
}

/** Tolerant: what can be read of a half-typed text is there. */
function parse(text: string): { readonly root: Node | undefined; readonly errors: number } {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, { allowTrailingComma: true });
    return { root, errors: errors.length };
  } catch {
    // Nested so deeply that the parser, which descends by recursion, ran out of stack: no manifest.
    return { root: undefined, errors: Infinity };
  }
}
