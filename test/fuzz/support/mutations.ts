import type { Random } from './random.js';

/** Input above this shows nothing that a shorter one does not, and costs runs. */
const MAX_BYTES = 96 * 1024;
const MOST_CHANGES = 6;

/** What has broken readers of text before: keys of objects, numbers, marks, halves of characters. */
const TOKENS = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '"__proto__":{"polluted":1}'],
  ...['null', 'true', '[]', '{}', '""', '-0', '1e999', '-1', '9007199254740993', '4294967296', '0x', 'NaN'],
  ...['99999999999999999999.0.0', '1.0.0-', '^', '~', '*', '||', 'npm:', 'file:..', 'workspace:*', 'git+ssh://'],
  ...['"', "'", '`', '\\', '\\u', '\\ud800', '\\u0000', '{', '}', '[', ']', ':', ',', '#', '//', '/*', '*/', '<!--'],
  ...['&a', '*a', '<<: *a', '!!js/function', '? ', '- ', '|', '>', '---\n', '...\n', '\t', '${', '$(', '%', '%00'],
  ...['\ufeff', '\u2028', '\u202e', '\u200b', '\u{e0041}', '\u0000', '\u0085', '\r', '\r\n', '\n\n', '🦄'],
  ...['<<<<<<< ours\n', '=======\n', '>>>>>>> theirs\n', '../../', '/', '\\\\', 'C:\\', '@', '@/', ' '],
] as const;

/** Bytes that are no UTF-8, or only half of it. */
const BROKEN = ['ff', 'c0af', 'eda080', 'f48fbfbf', 'f5', 'e2', '00', 'fffe', 'feff', 'efbfbf', '80'] as const;

const NESTING = ['[', '{"a":', '(', '<a>', '!', '- ', '  a:\n', '`${', '/*', '"\\', '&', '../', '\n', ' '] as const;

type Change = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

/** A sample of the corpus with a few changes, as a careless or hostile writer would make them. */
export function mutated(bytes: Buffer, other: Buffer, random: Random): Buffer {
  let changed = bytes;
  for (let left = 1 + random.below(MOST_CHANGES); left > 0; left -= 1)
    changed = random.pick(CHANGES)(changed, random, other);
  return changed.subarray(0, MAX_BYTES);
}

function replaced(bytes: Buffer, at: number, length: number, by: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + length)]);
}

function place(bytes: Buffer, random: Random): number {
  return random.below(bytes.length + 1);
}

function piece(bytes: Buffer, random: Random): Buffer {
  const start = place(bytes, random);
  return bytes.subarray(start, start + 1 + random.below(random.oneIn(4) ? 2000 : 60));
}

const flipBit: Change = (bytes, random) => {
  if (bytes.length === 0) return bytes;
  const changed = Buffer.from(bytes);
  const at = random.below(changed.length);
  changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
  return changed;
};

const setByte: Change = (bytes, random) => replaced(bytes, place(bytes, random), 1, Buffer.from([random.below(256)]));
const cutOff: Change = (bytes, random) => bytes.subarray(0, place(bytes, random));
const leaveOut: Change = (bytes, random) =>
  replaced(bytes, place(bytes, random), piece(bytes, random).length, Buffer.alloc(0));
const double: Change = (bytes, random) => replaced(bytes, place(bytes, random), 0, piece(bytes, random));
const splice: Change = (bytes, random, other) => {
  const at = place(bytes, random);
  return random.oneIn(3)
    ? Buffer.concat([bytes.subarray(0, at), other.subarray(place(other, random))])
    : replaced(bytes, at, 0, piece(other, random));
};
const insertToken: Change = (bytes, random) =>
  replaced(bytes, place(bytes, random), random.below(4), Buffer.from(random.pick(TOKENS)));
const insertBroken: Change = (bytes, random) =>
  replaced(bytes, place(bytes, random), random.below(2), Buffer.from(random.pick(BROKEN), 'hex'));

/** A word in quotes, or a number, becomes another. */
const exchangeWord: Change = (bytes, random) => {
  const text = bytes.toString('latin1');
  const words = [...text.slice(0, 20_000).matchAll(/[\w@./^~-]+/g)];
  const word = words[random.below(words.length)];
  const by = random.oneIn(2) ? words[random.below(words.length)]?.[0] : random.pick(TOKENS);
  return word === undefined || by === undefined ? bytes : replaced(bytes, word.index, word[0].length, Buffer.from(by));
};

const nest: Change = (bytes, random) =>
  replaced(
    bytes,
    place(bytes, random),
    0,
    Buffer.from(random.pick(NESTING).repeat(1 + random.below(random.oneIn(6) ? 9000 : 40))),
  );
const bigNumber: Change = (bytes, random) =>
  replaced(bytes, place(bytes, random), 1, Buffer.from(String(random.below(10)).repeat(1 + random.below(400))));
const longLine: Change = (bytes, random) =>
  replaced(
    bytes,
    place(bytes, random),
    0,
    Buffer.from(random.pick(['a', ' ', 'a ', '.', '-', '\\', '@a/']).repeat(random.below(8000))),
  );
const otherLineEnds: Change = (bytes, random) =>
  random.oneIn(3)
    ? Buffer.from(bytes.toString('latin1').replaceAll('\n', random.pick(['\r\n', '\r'])), 'latin1')
    : bytes;

const CHANGES: readonly [Change, ...Change[]] = [
  ...([flipBit, setByte, cutOff, leaveOut, double, splice, insertToken, insertToken, insertBroken] as const),
  ...([exchangeWord, exchangeWord, nest, bigNumber, longLine, otherLineEnds] as const),
];
