/** Readers of untyped JSON. What has the wrong type counts as not there. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** A string that is not blank, cut to `maxLength` UTF-16 units. */
export function textOf(value: unknown, maxLength: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text.slice(0, maxLength);
}

/** The strings of an array, each whole; longer ones than `maxLength` are left out. */
export function stringsOf(value: unknown, maxLength: number): readonly string[] {
  return arrayOf(value).filter(
    (item): item is string => typeof item === 'string' && item !== '' && item.length <= maxLength,
  );
}

/** A dictionary of strings without a prototype, so that hostile keys such as `constructor` are found only if given. */
export function stringRecordOf(value: unknown, maxLength: number): Readonly<Record<string, string>> | undefined {
  const object = objectOf(value);
  if (object === undefined) return undefined;
  const record = bareRecord<string>();
  for (const [key, item] of Object.entries(object)) {
    if (typeof item === 'string' && item.length <= maxLength && key.length <= maxLength) record[key] = item;
  }
  return record;
}

/** An empty object without a prototype: even `__proto__` is a plain key in it. */
export function bareRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** The same object without the keys whose value is undefined: an unknown field is not there. */
export function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** Undefined where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An http(s) URL as it was written, without a check of every character: it is shown and compared, not opened here. */
export function webUrlOf(value: unknown, maxLength: number): string | undefined {
  if (typeof value !== 'string' || value.length > maxLength) return undefined;
  return /^https?:\/\/[^\s/?#]+\S*$/i.test(value) ? value : undefined;
}
