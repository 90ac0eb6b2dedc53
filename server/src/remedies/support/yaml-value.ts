import type { JsonChange } from '../../model/index.js';

type Entries = readonly (readonly [unknown, unknown])[];

/** What a document's value has to be after a change; undefined where the change does not fit it. */
export function valueAfter(value: unknown, change: JsonChange): unknown {
  return changed(value, change.path, change);
}

function changed(value: unknown, [key, ...rest]: readonly string[], change: JsonChange): unknown {
  const entries = entriesOf(value, change);
  if (key === undefined || entries === undefined) return undefined;
  const index = entries.findIndex(([name]) => String(name) === key);
  if (index < 0 && !makes(change)) return undefined;
  const [name, old] = entries[index] ?? [key];
  const inner = rest.length === 0 ? endsOf(name, old, change) : within(name, changed(old, rest, change));
  if (inner === undefined) return undefined;
  const before = index < 0 ? entries : entries.slice(0, index);
  return new Map([...before, ...inner, ...(index < 0 ? [] : entries.slice(index + 1))]);
}

/** Nothing becomes a map as soon as something is added to it. */
function entriesOf(value: unknown, change: JsonChange): Entries | undefined {
  if (value instanceof Map) return [...(value as ReadonlyMap<unknown, unknown>)];
  return makes(change) && (value === null || value === undefined) ? [] : undefined;
}

/** What is not there yet is made. */
function makes({ op }: JsonChange): boolean {
  return op === 'add' || op === 'append';
}

function within(name: unknown, inner: unknown): Entries | undefined {
  return inner === undefined ? undefined : [[name, inner]];
}

/** The pairs that stand for the one that the change speaks of. */
function endsOf(name: unknown, value: unknown, change: JsonChange): Entries {
  if (change.op === 'remove') return [];
  if (change.op === 'rename') return [[change.name, change.value ?? value]];
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  if (change.op === 'append') return [[name, items.includes(change.value) ? items : [...items, change.value]]];
  if (change.op === 'drop') return [[name, items.filter((item) => item !== change.value)]];
  return [[name, change.value]];
}
