/** As much of JSON Schema as the tools' inputs and outputs need. */
export type JsonSchema = TextSchema | NumberSchema | BooleanSchema | ListSchema | ObjectSchema;

interface Described {
  readonly description?: string;
}

export interface TextSchema extends Described {
  readonly type: 'string';
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface NumberSchema extends Described {
  readonly type: 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface BooleanSchema extends Described {
  readonly type: 'boolean';
}

interface ListSchema extends Described {
  readonly type: 'array';
  readonly items: JsonSchema;
  readonly maxItems?: number;
}

export interface ObjectSchema extends Described {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

/** An object with these properties; those in `optional` may be missing, and nothing else may be there. */
export function objectOf(
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
  description?: string,
): ObjectSchema {
  return {
    type: 'object',
    ...(description !== undefined && { description }),
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    additionalProperties: false,
  };
}

export function listOf(items: JsonSchema, description?: string): ListSchema {
  return { type: 'array', ...(description !== undefined && { description }), items };
}

export function textOf(description?: string): TextSchema {
  return { type: 'string', ...(description !== undefined && { description }) };
}
