import type { JsonSchema, NumberSchema, ObjectSchema, TextSchema } from './schema.js';

/** What a tool is called with: texts and numbers only. */
export type ToolInput = Readonly<Record<string, string | number | undefined>>;

export type ReadInput = { readonly input: ToolInput } | { readonly problem: string };

/** Checks an agent's input. The problem is a sentence that says what to send instead, and repeats nothing that was sent. */
export function readInput({ properties, required = [] }: ObjectSchema, given: unknown): ReadInput {
  const known = Object.keys(properties).join(', ');
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return { problem: `Send an object with ${known}.` };
  }
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  const names = new Set(entries.map(([name]) => name));
  const missing = required.filter((name) => !names.has(name));
  if (missing.length > 0) return { problem: `${missing.join(', ')} must be given.` };
  const wishes = entries.map(([name, value]) => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return schema === undefined ? `There is no such input; the inputs are ${known}.` : wishOf(name, schema, value);
  });
  const problem = wishes.find((wish) => wish !== undefined);
  return problem === undefined ? { input: Object.fromEntries(entries) } : { problem };
}

function wishOf(name: string, schema: JsonSchema, value: unknown): string | undefined {
  const wish = wishFor(schema, value);
  return wish && `${name} has to be ${wish}. ${schema.description ?? ''}`.trim();
}

/** What the value should be and is not; undefined where it is. */
function wishFor(schema: JsonSchema, value: unknown): string | undefined {
  if (schema.type === 'string') return textWish(schema, value);
  return schema.type === 'integer' ? numberWish(schema, value) : `of type ${schema.type}`;
}

function textWish(schema: TextSchema, value: unknown): string | undefined {
  const { minLength = 0, maxLength = Infinity, pattern, enum: choices } = schema;
  if (typeof value !== 'string') return 'a text';
  if (choices !== undefined) return choices.includes(value) ? undefined : `one of ${choices.join(', ')}`;
  if (value.length < minLength || value.length > maxLength) return `a text of ${minLength} to ${maxLength} characters`;
  return pattern !== undefined && !new RegExp(pattern, 'u').test(value) ? 'as described' : undefined;
}

function numberWish({ minimum = -Infinity, maximum = Infinity }: NumberSchema, value: unknown): string | undefined {
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum;
  return fits ? undefined : `a whole number from ${minimum} to ${maximum}`;
}
