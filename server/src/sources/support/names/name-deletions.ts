/** Numbers of texts, beside a 32-bit hash in one double. */
const MAX_TEXTS = 2 ** 20;

/**
 * Finds the texts that are one edit away from another without comparing it with all of them: two texts one edit apart
 * (swaps included) are equal, or one is the other without a character, or both are equal without one character each. So
 * each text is filed under itself and under itself without each of its characters, as hashes.
 * What is found still has to be compared: different texts can have equal hashes.
 */
export class DeletionIndex {
  /** `hash * MAX_TEXTS + number of the text`, sorted. */
  readonly #entries: Float64Array;

  /** @param texts at most 2^20. */
  constructor(texts: readonly string[]) {
    this.#entries = new Float64Array(texts.reduce((sum, text) => sum + text.length + 1, 0));
    let at = 0;
    texts.forEach((text, number) => {
      for (const hash of hashesWithoutOne(text)) this.#entries[at++] = hash * MAX_TEXTS + number;
    });
    this.#entries.sort();
  }

  /** Numbers of the texts that may be one edit away, in no order that means anything. */
  near(text: string): ReadonlySet<number> {
    const found = new Set<number>();
    for (const hash of hashesWithoutOne(text)) this.#collect(hash, found);
    return found;
  }

  #collect(hash: number, found: Set<number>): void {
    const end = (hash + 1) * MAX_TEXTS;
    for (let at = this.#firstFrom(hash * MAX_TEXTS); at < this.#entries.length; at++) {
      const entry = this.#entries[at] ?? end;
      if (entry >= end) return;
      found.add(entry % MAX_TEXTS);
    }
  }

  #firstFrom(value: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const BASE = 0x01000193;

/**
 * Hashes of the text and of the text without each of its characters: polynomials over its UTF-16 units modulo 2^32, so
 * that each comes from the hashes of what stands before and behind the missing character.
 */
function hashesWithoutOne(text: string): number[] {
  const before = [0];
  for (let at = 0; at < text.length; at++)
    before.push((Math.imul(before[at] ?? 0, BASE) + text.charCodeAt(at) + 1) | 0);
  const hashes = [(before[text.length] ?? 0) >>> 0];
  let behind = 0;
  let power = 1;
  for (let at = text.length - 1; at >= 0; at--) {
    hashes.push((Math.imul(before[at] ?? 0, power) + behind) >>> 0);
    behind = (behind + Math.imul(text.charCodeAt(at) + 1, power)) | 0;
    power = Math.imul(power, BASE);
  }
  return hashes;
}
