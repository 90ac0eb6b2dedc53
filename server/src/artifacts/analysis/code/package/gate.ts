import { isModuleOfNode } from '../platform/names.js';
import type { ImportGraph } from './import-graph.js';
import type { Attempt, ParsedFiles } from './parsed-files.js';
import { hasPower, isDisguised } from './power-in-text.js';
import { hasPowerInTree } from './power-in-tree.js';

/** What brings other packages together is short where it does nothing else: the more so where it uses but one. */
const LONGEST_GLUE = 6000;
const LONGEST_GLUE_OF_ONE = 1000;
const OTHER_PACKAGE = /(?:\brequire\s*\(\s*|\bimport\s*\(\s*|\bfrom\s*|\bimport\s*)['"](?![./#]|node:)([^'"\n]+)['"]/g;

/** Whether a file can do with the powers of other packages what it has none for itself. */
function isGlue(text: string): boolean {
  if (text.length > LONGEST_GLUE) return false;
  const names = new Set(
    [...text.matchAll(OTHER_PACKAGE)].flatMap(([, name = '']) => (isModuleOfNode(name) ? [] : name)),
  );
  return names.size > 1 || (names.size === 1 && text.length <= LONGEST_GLUE_OF_ONE);
}

/** What the gate has to know of a package. */
export interface Gated {
  readonly paths: readonly string[];
  /** Good enough for finding names. */
  readonly textOf: (path: string) => string;
  readonly graph: ImportGraph;
  readonly parsed: ParsedFiles;
}

/**
 * Lets files through that have power, those that lend it from other packages, and those through which either are reached. In what
 * seems to have power by its text its tree is looked at as well: where the words of power are none, the tree was made for nothing,
 * but the file and those that use it need not be interpreted. Files that lead to one another are looked at together when one of
 * them is asked for, so that no more trees are held than that needs.
 */
export function gate({ paths, textOf, graph, parsed }: Gated): (path: string) => boolean {
  const groups = new Map<string, string[]>();
  for (const path of paths) groups.set(graph.groupOf(path), [...(groups.get(graph.groupOf(path)) ?? []), path]);
  const hasPowerAtAll = (path: string): boolean => {
    const text = textOf(path);
    return isGlue(text) || isDisguised(text) || (hasPower(text) && isPowerUsed(parsed.of(path)));
  };
  const powerful = new Map<string, ReadonlySet<string>>();
  return (path) => {
    const group = graph.groupOf(path);
    const found = powerful.get(group) ?? withUsers((groups.get(group) ?? []).filter(hasPowerAtAll), graph);
    powerful.set(group, found);
    return found.has(path);
  };
}

/** What cannot be parsed is told where it is run. */
function isPowerUsed({ parsed, error }: Attempt): boolean {
  return parsed === undefined || error !== undefined || hasPowerInTree(parsed.program);
}

/** A set that grows while it is gone through is gone through to its new end. */
function withUsers(paths: readonly string[], { usersOf }: ImportGraph): ReadonlySet<string> {
  const all = new Set(paths);
  for (const path of all) for (const user of usersOf(path)) all.add(user);
  return all;
}
