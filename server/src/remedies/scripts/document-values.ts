import { parse } from 'jsonc-parser';
import { parseYaml } from '../support/yaml-document.js';

/** What a document holds, as far as it can be read. */
export type Values = Readonly<Record<string, unknown>>;

export function jsonValues(text: string): Values {
  try {
    return objectOf(parse(text, [], { allowTrailingComma: true }));
  } catch {
    // Nested so deeply that the parser ran out of stack: no manifest.
    return {};
  }
}

export function yamlValues(text: string): Values {
  try {
    return objectOf(parseYaml(text)?.toJS());
  } catch {
    // Aliases that lead nowhere.
    return {};
  }
}

export function fieldAt(values: Values, path: readonly string[]): unknown {
  let value: unknown = values;
  for (const name of path) {
    const object = objectOf(value);
    if (!Object.hasOwn(object, name)) return undefined;
    value = object[name];
  }
  return value;
}

/** The pairs of an object in the document; none of what is no object. */
export function entriesIn(values: Values, path: readonly string[]): readonly (readonly [string, unknown])[] {
  return Object.entries(objectOf(fieldAt(values, path)));
}

/** The texts of a list; undefined where there is none. */
export function textsAt(values: Values, path: readonly string[]): readonly string[] | undefined {
  const list = fieldAt(values, path);
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : undefined;
}

function objectOf(value: unknown): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};
}
