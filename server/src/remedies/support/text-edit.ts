import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { JsonChange, TextEdit } from '../../model/index.js';
import { compose, splice } from './compose-edits.js';
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
  let edits: readonly TextEdit[] | undefined = [];
  let changed = text;
  for (const change of changes) {
    const next = applyChange(changed, edits, change);
    if (next === undefined) return undefined;
    ({ changed, edits } = next);
  }
  return parse(changed).errors > parse(text).errors ? undefined : edits;
}

interface Progress {
  readonly changed: string;
  /** From the original text to `changed`. */
  readonly edits: readonly TextEdit[];
}

/** A key that stands twice is changed wherever it matches; else the other one would take over. */
function applyChange(text: string, edits: readonly TextEdit[], change: JsonChange): Progress | undefined {
  const matching = matchesIn(text, change);
  if (matching.length === 0) return undefined;
  let progress: Progress = { changed: text, edits };
  // From the end, so that what is found stays where it was found.
  for (const property of [...matching].reverse()) {
    const own = editsFor(progress.changed, property, change);
    if (own === undefined) return undefined;
    // Later edits first, for the same reason.
    for (const edit of [...own].reverse()) {
      progress = { edits: compose(progress.edits, edit, progress.changed), changed: splice(progress.changed, edit) };
    }
  }
  return progress;
}

function matchesIn(text: string, { path, expected }: JsonChange): readonly Property[] {
  const matching = propertiesAt(parse(text).root, path);
  return expected === undefined ? matching : matching.filter(({ value }) => holds(text, value, expected));
}

/** `expected` may be the string itself or how it is written between its quotes. */
function holds(text: string, value: Node, expected: string): boolean {
  if (value.type !== 'string') return false;
  return value.value === expected || text.slice(value.offset + 1, value.offset + value.length - 1) === expected;
}

/** Edits of `text`, first ones first. */
function editsFor(text: string, property: Property, change: JsonChange): readonly TextEdit[] | undefined {
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

function replacement(node: Node, content: string): TextEdit {
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
