/** Readers of untyped settings. What has the wrong type counts as not there. */

/** Longer lists, and longer texts in them, are no settings that a person wrote. */
const MAX_ITEMS = 10_000;
const MAX_TEXT = 1_000;

/** Longer files are no settings that a person wrote. */
const MAX_CHARACTERS = 1_000_000;

export type SettingsObject = Readonly<Record<string, unknown>>;

/** Reads a text with a parser that may throw, and gives an object where there is one. */
export function parsedObject(text: string, parse: (text: string) => unknown): SettingsObject {
  if (text.length > MAX_CHARACTERS) return {};
  try {
    return objectIn(parse(text)) ?? {};
  } catch {
    // A file that its own program cannot read tells that nothing either.
    return {};
  }
}

export function objectIn(value: unknown): SettingsObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SettingsObject) : undefined;
}

/** A field that the object has itself. */
export function fieldIn(object: SettingsObject | undefined, name: string): unknown {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Undefined where it is no list. */
export function textsIn(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value
    .slice(0, MAX_ITEMS)
    .filter((item): item is string => typeof item === 'string' && item !== '' && item.length <= MAX_TEXT);
}

export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' && value.length <= MAX_TEXT ? value.trim() : undefined;
}

export function flagIn(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** A number that is not negative, as such or as text. */
export function amountIn(value: unknown): number | undefined {
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof amount === 'number' && Number.isFinite(amount) && amount >= 0 ? amount : undefined;
}

/** The keys of `{name: true, other: false}` that hold this. */
export function keysWith(value: unknown, wanted: boolean): readonly string[] {
  return Object.entries(objectIn(value) ?? {})
    .slice(0, MAX_ITEMS)
    .filter(([key, flag]) => flagIn(flag) === wanted && key !== '' && key.length <= MAX_TEXT)
    .map(([key]) => key);
}

/** Without the fields that nothing is said of, so that the next file can say it. */
export function told<T extends object>(settings: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
