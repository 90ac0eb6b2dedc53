/** Settings are not nested deeper. */
const MAX_NESTING = 200;

/**
 * Whether JSON text is nested deeper than settings are: what parses it takes a part of the stack for each level, and hostile
 * text would use it up. Counts brackets in strings as well, which settings have few of.
 */
export function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[{\]}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > MAX_NESTING) return true;
  }
  return false;
}
