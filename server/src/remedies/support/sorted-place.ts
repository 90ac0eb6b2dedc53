/**
 * Where a new key belongs among the keys of an object: in its place where they are sorted, which tells one from three
 * keys on, else behind the last.
 */
export function placeAmong(keys: readonly string[], key: string): number {
  const isSorted = keys.length > 2 && keys.every((one, index) => index === 0 || (keys[index - 1] ?? '') <= one);
  const place = isSorted ? keys.findIndex((one) => one > key) : -1;
  return place < 0 ? keys.length : place;
}
