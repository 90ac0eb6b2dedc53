/** What of a package.json decides which code runs when. */
export interface PackageManifest {
  readonly name?: string;
  readonly version?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly scripts: Readonly<Record<string, string>>;
}

/** Lenient: whatever is not there or of another kind is left out. */
export function readManifest(text: string | undefined): PackageManifest {
  const data = objectOf(parsed(text)) ?? {};
  const scripts = Object.entries(objectOf(data.scripts) ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    name: typeof data.name === 'string' ? data.name : undefined,
    version: typeof data.version === 'string' ? data.version : undefined,
    data,
    // Without a prototype: `npm run hasOwnProperty` asks for a script that is not there.
    scripts: Object.assign(Object.create(null) as Record<string, string>, Object.fromEntries(scripts)),
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** Every path that a field like `main`, `bin`, `exports` or `browser` names. */
export function pathsIn(field: unknown, depth = 0): readonly string[] {
  if (typeof field === 'string') return [field];
  if (typeof field !== 'object' || field === null || depth > 8) return [];
  return Object.values(field).flatMap((value) => pathsIn(value, depth + 1));
}
