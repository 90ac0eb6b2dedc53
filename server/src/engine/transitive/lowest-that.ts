/** So few are all tried; of more, halves are left out. */
const ALL_ARE_TRIED = 8;

/**
 * The first item that holds, where items that come later hold rather than earlier ones. What is given back was tried;
 * among many, an earlier one that holds between two that do not can be missed.
 */
export async function lowestThat<T>(items: readonly T[], holds: (item: T) => Promise<boolean>): Promise<T | undefined> {
  if (items.length <= ALL_ARE_TRIED) {
    for (const item of items) if (await holds(item)) return item;
    return undefined;
  }
  let best = items.at(-1);
  if (best === undefined || !(await holds(best))) return undefined;
  let [low, high] = [0, items.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const item = items[middle];
    if (item !== undefined && (await holds(item))) [best, high] = [item, middle];
    else low = middle + 1;
  }
  return best;
}
