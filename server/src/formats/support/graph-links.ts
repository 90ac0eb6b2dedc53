import type { Edge, PlaceOf, RawEntry } from './raw-graph.js';

/**
 * The edges of many, one after the other: each id is looked up once only, and no object is made for it.
 *
 * Loops here are plain: with `map` and `some` the engine gives its fastest code up again in every reading.
 */
export interface Links {
  /** Where those of each begin; at the end, where the last one's do. */
  readonly starts: Int32Array;
  /** Index of what each leads to, -1 where that is not there. */
  readonly targets: Int32Array;
  /** Of each: `MARK.dev`, `MARK.optional`, `MARK.plain`. */
  readonly marks: Uint8Array;
  /** All that there are. */
  readonly allMarks: number;
}

export const MARK = Object.freeze({ dev: 1, optional: 2, plain: 4 });

/** @param placesHold whether entries stand where edges say */
export function linksOf(all: readonly Pick<RawEntry, 'edges'>[], placeOf: PlaceOf, placesHold: boolean): Links {
  let count = 0;
  for (const { edges } of all) count += edges.length;
  const starts = new Int32Array(all.length + 1);
  const targets = new Int32Array(count);
  const marks = new Uint8Array(count);
  let allMarks = 0;
  let by = 0;
  let at = 0;
  for (const { edges } of all) {
    for (const edge of edges) {
      const mark = markOf(edge);
      targets[at] = (placesHold ? edge.at : undefined) ?? placeOf(edge.to) ?? -1;
      marks[at] = mark;
      allMarks |= mark;
      at += 1;
    }
    by += 1;
    starts[by] = at;
  }
  return { starts, targets, marks, allMarks };
}

function markOf({ kind, plain }: Edge): number {
  return (kind === 'dev' ? MARK.dev : kind === 'optional' ? MARK.optional : 0) | (plain === true ? MARK.plain : 0);
}

/** 1 for everything that can be reached from the importers without an edge of one mark. */
export function reach(tops: Links, { starts, targets, marks }: Links, leftOut: number): Uint8Array {
  const reached = new Uint8Array(starts.length - 1);
  const open: number[] = [];
  const follow = (target: number, mark: number): void => {
    if (target < 0 || reached[target] === 1 || (mark & leftOut) !== 0) return;
    reached[target] = 1;
    open.push(target);
  };
  for (let at = 0; at < tops.targets.length; at += 1) follow(tops.targets[at] ?? -1, tops.marks[at] ?? 0);
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const end = starts[one + 1] ?? 0;
    for (let at = starts[one] ?? 0; at < end; at += 1) follow(targets[at] ?? -1, marks[at] ?? 0);
  }
  return reached;
}

/** What edges make of the entry that they lead to. */
const PLAINLY = 1;
const BY_OTHER_WORDS = 2;

/** 1 for each entry that somebody asks for and everybody plainly. */
export function askedPlainly(tops: Links, links: Links): Uint8Array {
  const asked = new Uint8Array(links.starts.length - 1);
  for (const { targets, marks } of [tops, links]) {
    for (let at = 0; at < targets.length; at += 1) {
      const target = targets[at] ?? -1;
      const words = ((marks[at] ?? 0) & MARK.plain) === 0 ? BY_OTHER_WORDS : PLAINLY;
      if (target >= 0) asked[target] = (asked[target] ?? 0) | words;
    }
  }
  for (let at = 0; at < asked.length; at += 1) asked[at] = asked[at] === PLAINLY ? 1 : 0;
  return asked;
}

/**
 * What one depends on, each once: an alias beside the name itself leads to the same entry.
 *
 * @param mentioned by whom each was mentioned last
 */
export function dependenciesOf(
  by: number,
  { starts, targets }: Links,
  nodes: readonly Pick<RawEntry, 'id'>[],
  mentioned: Int32Array,
): readonly string[] {
  const start = starts[by] ?? 0;
  const end = starts[by + 1] ?? 0;
  if (start === end) return NOTHING;
  const count = countedOnce(targets, start, end, by, mentioned);
  if (count < end - start) return idsOf(new Set(targets.subarray(start, end)), nodes);
  // An array that grows takes room for many at once.
  const ids = new Array<string>(count);
  for (let at = 0; at < count; at += 1) ids[at] = nodes[targets[start + at] ?? -1]?.id ?? '';
  return ids;
}

/** Without a view of the part: to make one for each of thousands takes longer than to count. */
function countedOnce(targets: Int32Array, start: number, end: number, by: number, mentioned: Int32Array): number {
  let count = 0;
  for (let at = start; at < end; at += 1) {
    const target = targets[at] ?? -1;
    if (target < 0 || mentioned[target] === by) continue;
    mentioned[target] = by;
    count += 1;
  }
  return count;
}

function idsOf(targets: Iterable<number>, nodes: readonly Pick<RawEntry, 'id'>[]): readonly string[] {
  return [...targets].filter((target) => target >= 0).map((target) => nodes[target]?.id ?? '');
}

/** Not frozen: to the engine a frozen array is one of another kind, and loops over both are slow. */
const NOTHING: readonly string[] = [];
