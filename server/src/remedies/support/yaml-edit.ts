import { isDeepStrictEqual } from 'node:util';
import { isAlias, isScalar, type Document } from 'yaml';
import type { JsonChange, TextEdit } from '../../model/index.js';
import { applied, changeInTurn, type Progress } from './change-text.js';
import { splice } from './compose-edits.js';
import { additionOf } from './yaml-addition.js';
import { isOfList } from './json-list.js';
import { flowPlaceOf, keyText, pairsAt, parseYaml, placeOf, valueIn, type YamlPair } from './yaml-document.js';
import { lineEndOf, quoteIn } from './yaml-layout.js';
import { listEdits } from './yaml-list.js';
import { removalOf } from './yaml-removal.js';
import { scalarLike, type ScalarStyle } from './yaml-scalar.js';
import { valueAfter } from './yaml-value.js';

/** A change of what is there. */
type ChangeInPlace = Extract<JsonChange, { readonly op: 'set' | 'remove' | 'rename' }>;

/**
 * Changes of a YAML document as edits of its text, in order. Everything the changes do not speak of stays as it is:
 * comments, quotes, indentation, line ends, anchors.
 *
 * Undefined where the text is not (or no longer) what the changes were made for, as in `toTextEdits`; also where an edit
 * would change more than what it is about, such as a value that an alias repeats elsewhere.
 */
export function toYamlEdits(text: string, changes: readonly JsonChange[]): readonly TextEdit[] | undefined {
  return changeInTurn(text, changes, changeYaml)?.edits;
}

function changeYaml(progress: Progress, change: JsonChange): Progress | undefined {
  const { changed: text } = progress;
  const document = parseYaml(text);
  if (document === undefined) return undefined;
  const own = editsOf(text, document, change);
  if (own === undefined || !isInOrder(text, own) || !isFaithful(text, document, own, change)) return undefined;
  return applied(progress, own);
}

function editsOf(text: string, document: Document, change: JsonChange): readonly TextEdit[] | undefined {
  if (change.op === 'add') return additionOf(text, document, change.path, change.value);
  if (isOfList(change)) return listEdits(text, document, change);
  const matching = pairsAt(document.contents, change.path).filter((pair) => holds(text, document, pair, change));
  if (matching.length === 0) return undefined;
  const edits: TextEdit[] = [];
  for (const pair of matching) {
    const own = editsFor(text, document, pair, change);
    if (own === undefined) return undefined;
    edits.push(...own);
  }
  return edits;
}

/** `expected` may be the value or how it is written between its quotes. */
function holds(text: string, document: Document, { pair: { value } }: YamlPair, { expected }: ChangeInPlace): boolean {
  if (expected === undefined) return true;
  const place = placeOf(value);
  if (place === undefined) return false;
  const written = text.slice(place.start, place.end);
  const read = isAlias(value) ? value.resolve(document) : value;
  const isText = isScalar(read) && (typeof read.value === 'string' || typeof read.value === 'number');
  return isText && [String(read.value), written, written.replace(/^(["'])(.*)\1$/s, '$2')].includes(expected);
}

/** First ones first. */
function editsFor(
  text: string,
  document: Document,
  found: YamlPair,
  change: ChangeInPlace,
): readonly TextEdit[] | undefined {
  if (change.op === 'remove') return removalOf(text, found);
  const { pair, parent } = found;
  const style: ScalarStyle = { quote: quoteIn(document), inFlow: flowPlaceOf(parent) !== undefined };
  const value = change.value === undefined ? [] : replacement(text, pair.value, change.value, style);
  if (value === undefined || change.op === 'set') return value;
  if (parent.items.some((sibling) => sibling !== pair && keyText(sibling) === change.name)) return undefined;
  const key = replacement(text, pair.key, change.name, style);
  return key && [...key, ...value];
}

function replacement(
  text: string,
  node: unknown,
  content: string | boolean,
  style: ScalarStyle,
): readonly TextEdit[] | undefined {
  const span = placeOf(node);
  if (span === undefined) return undefined;
  const old = text.slice(span.start, span.end);
  // Nothing at all stands directly behind the colon; a block scalar takes its line break along.
  const before = old === '' ? ' ' : '';
  const after = old.endsWith('\n') ? lineEndOf(text) : '';
  const written = typeof content === 'boolean' ? String(content) : scalarLike(node, content, style);
  return [{ span, newText: before + written + after }];
}

/** Of two equal keys beside each other, each would take along what is between them. */
function isInOrder(text: string, own: readonly TextEdit[]): boolean {
  const ends = own.map(({ span }, index) => [own[index - 1]?.span.end ?? 0, span.start, span.end, text.length]);
  return ends.every((offsets) => offsets.every((offset, index) => offset >= (offsets[index - 1] ?? 0)));
}

/** The new text has no more errors than the old one, and holds what it held but for what the change speaks of. */
function isFaithful(text: string, before: Document, own: readonly TextEdit[], change: JsonChange): boolean {
  const changed = [...own].reverse().reduce(splice, text);
  const after = parseYaml(changed);
  if (after === undefined || after.errors.length > before.errors.length) return false;
  const expected = valueAfter(valueIn(before), change);
  return expected !== undefined && isDeepStrictEqual(valueIn(after), expected);
}
