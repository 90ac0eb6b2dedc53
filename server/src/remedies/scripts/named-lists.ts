import { splitPackageId, type JsonChange } from '../../model/index.js';
import type { ScriptWish } from './script-site.js';

/** A list of names in a document, as it stands; undefined where there is none. */
export interface NamedList {
  readonly path: readonly string[];
  readonly items: readonly string[] | undefined;
}

/** Has one list name a package (`item`), and the others no longer. */
export function movedInto(
  { name }: ScriptWish,
  item: string,
  list: NamedList,
  others: readonly NamedList[],
): readonly JsonChange[] {
  const stale = ofName(list, name).filter((one) => one !== item);
  return [
    ...stale.map((value): JsonChange => ({ op: 'drop', path: list.path, value })),
    ...(list.items?.includes(item) === true ? [] : [{ op: 'append', path: list.path, value: item } as const]),
    ...others.flatMap((other) => takenOut(name, other)),
  ];
}

export function takenOut(name: string, list: NamedList): readonly JsonChange[] {
  return ofName(list, name).map((value) => ({ op: 'drop', path: list.path, value }));
}

function ofName({ items = [] }: NamedList, name: string): readonly string[] {
  return items.filter((item) => splitPackageId(item).name === name);
}
