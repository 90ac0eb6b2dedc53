import { SeededRandom } from '../../bench/random.js';
import { hashOf } from './http-rules.js';

/** Texts that are no answer to what was asked. */
const OTHERS: readonly string[] = [
  'null',
  '[]',
  '{}',
  '""',
  '42',
  'true',
  '{"success":true}',
  '{"error":"database is locked"}',
  '[{"name":"calm"}]',
  '<html>Please log in</html>',
  '{"name":"calm","versions":',
  '',
];

const STRANGE: readonly unknown[] = [null, 5, 'text', true, [], {}, [null], [[]], { a: 1 }, ''];

/** An answer of another shape altogether. An empty list of advisories is no such: it says that there are none. */
export function otherText(seed: number): (text: string, path: string) => string {
  return (_, path) => {
    const others = path.endsWith('/advisories/bulk') ? OTHERS.filter((text) => text !== '{}') : OTHERS;
    return others[new SeededRandom(seed ^ hashOf(path)).below(others.length)] ?? '';
  };
}

/** The same answer, in which one member is of another type. */
export function otherMember(seed: number): (text: string, path: string) => string {
  return (text, path) => {
    const random = new SeededRandom(seed ^ hashOf(path));
    const json = parsed(text);
    const places = placesIn(json);
    const place = places[random.below(places.length)];
    if (place === undefined) return text;
    const [holder, key] = place;
    const fitting = STRANGE.filter((value) => typeOf(value) !== typeOf(holder[key]));
    holder[key] = fitting[random.below(fitting.length)];
    return JSON.stringify(json);
  };
}

type Holder = Record<string, unknown>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Where something stands that could be something else. */
function placesIn(json: unknown): readonly (readonly [Holder, string])[] {
  if (typeof json !== 'object' || json === null) return [];
  const holder = json as Holder;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...placesIn(holder[key])]);
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}
