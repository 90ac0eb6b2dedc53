import assert from 'node:assert/strict';
import type { Span } from '../../../server/src/model/index.js';

const OBJECT_KEYS = JSON.stringify(
  [Reflect.ownKeys(Object.prototype), Reflect.ownKeys(Array.prototype)].flat().map(String),
);

/** Nothing that was read has become a part of every object. */
export function assertPrototypesAreClean(): void {
  const now = JSON.stringify([Reflect.ownKeys(Object.prototype), Reflect.ownKeys(Array.prototype)].flat().map(String));
  assert.equal(now, OBJECT_KEYS, 'Object.prototype or Array.prototype has changed');
}

export function assertSpansInside(text: string, spans: Iterable<Span | undefined>): void {
  for (const span of spans) {
    if (span === undefined) continue;
    const { start, end } = span;
    assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} is outside of 0-${text.length}`);
  }
}

/** Every span that stands anywhere in a value, however deep. */
export function* spansIn(value: unknown, seen = new Set<unknown>()): Generator<Span> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (isSpan(value)) yield value;
  const parts: Iterable<unknown> = value instanceof Map || value instanceof Set ? value.values() : Object.values(value);
  for (const part of parts) yield* spansIn(part, seen);
}

function isSpan(value: object): value is Span {
  return 'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';
}
