import type { Node } from 'jsonc-parser';

/** One `"key": value` of a JSON object. */
export interface Property {
  readonly node: Node;
  readonly key: Node;
  readonly value: Node;
  /** The object it stands in. */
  readonly parent: Node;
}

/** Every property at a path, in document order: a key can stand twice, on each level of the path. */
export function propertiesAt(root: Node | undefined, path: readonly string[]): readonly Property[] {
  let found: readonly Property[] = [];
  let objects: readonly Node[] = root === undefined ? [] : [root];
  for (const name of path) {
    found = objects.flatMap(propertiesOf).filter(({ key }) => key.value === name);
    objects = found.map(({ value }) => value);
  }
  return found;
}

/** The other keys of the same object. */
export function siblingsOf({ node, parent }: Property): readonly string[] {
  return propertiesOf(parent)
    .filter((sibling) => sibling.node !== node)
    .map(({ key }) => String(key.value));
}

/** In document order; none of what is no object. */
export function propertiesOf(parent: Node): readonly Property[] {
  if (parent.type !== 'object') return [];
  return (parent.children ?? []).flatMap((node) => {
    const [key, value] = node.children ?? [];
    return key === undefined || value === undefined ? [] : [{ node, key, value, parent }];
  });
}
