import { safeJson } from './terminal.js';

/** Enough to be worth a write of its own. */
const PIECE_LENGTH = 64 * 1024;
/** Lists of packages lie at the top of what is printed, or one level below. */
const LEVELS = 2;

/**
 * `jsonText` piece by piece: what is said of a hundred thousand packages is longer than a string can be. Only plain
 * data: no `toJSON`.
 */
export function* jsonPieces(value: unknown): Generator<string> {
  let piece = '';
  for (const part of parts(value, '', LEVELS)) {
    piece += part;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}\n`;
}

/** @param levels how many levels of lists and objects are taken apart; what lies deeper is one part */
function* parts(value: unknown, indent: string, levels: number): Generator<string> {
  if (levels === 0 || typeof value !== 'object' || value === null) yield whole(value, indent);
  else if (Array.isArray(value)) {
    const items = value.map((item: unknown) => ['', item === undefined ? null : item] as const);
    yield* members('[]', items, indent, levels);
  } else {
    const properties = Object.entries(value).filter(([, item]) => item !== undefined);
    yield* members(
      '{}',
      properties.map(([key, item]) => [`${safeJson(key, 0)}: `, item] as const),
      indent,
      levels,
    );
  }
}

function* members(
  brackets: string,
  items: readonly (readonly [label: string, item: unknown])[],
  indent: string,
  levels: number,
): Generator<string> {
  const deeper = `${indent}  `;
  let before = brackets.charAt(0);
  for (const [label, item] of items) {
    yield `${before}\n${deeper}${label}`;
    yield* parts(item, deeper, levels - 1);
    before = ',';
  }
  yield items.length === 0 ? brackets : `\n${indent}${brackets.charAt(1)}`;
}

/** No line break in JSON text is part of a string. */
function whole(value: unknown, indent: string): string {
  return safeJson(value, 2).replaceAll('\n', `\n${indent}`);
}
