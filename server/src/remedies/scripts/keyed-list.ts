import { splitPackageId, type JsonChange } from '../../model/index.js';
import type { ScriptWish } from './script-site.js';

/** Whether a list's keys hold their word themselves (`name: true`) or a field does (`name: {built: true}`). */
export interface KeyedList {
  readonly path: readonly string[];
  readonly field?: string;
  /** One key for several versions: `name@1.0.0 || 2.0.0`. */
  readonly joinsVersions: boolean;
}

/** A key of the list, and what it says. */
type Entry = readonly [key: string, value: unknown];

/**
 * Has a list say one thing of a name, and nothing else: an entry that is there is changed in place, others of the same name go.
 * A denial is of every version, as for `npm install-scripts deny`.
 */
export function keyedChanges(
  { path, field, joinsVersions }: KeyedList,
  entries: readonly Entry[],
  { name, allow, versions }: ScriptWish,
): readonly JsonChange[] {
  const wanted = allow && versions.length > 0 ? keysOf(name, versions, joinsVersions) : [name];
  const at = (key: string): readonly string[] => [...path, key, ...(field === undefined ? [] : [field])];
  const own = entries.filter(([key, value]) => splitPackageId(key).name === name && wordOf(value, field) !== undefined);
  const stale = own.filter(([key]) => !wanted.includes(key)).map(([key]) => key);
  return [
    ...wanted.flatMap((key): readonly JsonChange[] => {
      const known = own.find(([one]) => one === key);
      if (known !== undefined) return setTo(at(key), allow, wordOf(known[1], field));
      const old = field === undefined ? stale.shift() : undefined;
      if (old === undefined) return [{ op: 'add', path: at(key), value: allow }];
      const word = wordOf(entries.find(([one]) => one === old)?.[1], field);
      return [...setTo(at(old), allow, word), { op: 'rename', path: at(old), name: key }];
    }),
    ...stale.map((key): JsonChange => ({ op: 'remove', path: at(key) })),
  ];
}

function keysOf(name: string, versions: readonly string[], joins: boolean): readonly string[] {
  return joins ? [`${name}@${versions.join(' || ')}`] : versions.map((version) => `${name}@${version}`);
}

function wordOf(value: unknown, field: string | undefined): unknown {
  if (field === undefined) return value;
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, field);
  return isObject ? (value as Readonly<Record<string, unknown>>)[field] : undefined;
}

function setTo(path: readonly string[], value: boolean, before: unknown): readonly JsonChange[] {
  return before === value ? [] : [{ op: 'set', path, value }];
}
