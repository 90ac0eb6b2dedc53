export type JsonObject = Readonly<Record<string, unknown>>;

/** What a text holds, if it is an object; empty for everything else. */
export function parseJsonObject(text = '{}'): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}
