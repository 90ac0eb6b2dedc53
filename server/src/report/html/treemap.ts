import { hierarchy, treemap, treemapSquarify, type HierarchyRectangularNode } from 'd3-hierarchy';
import type { Level } from '../../model/index.js';
import type { PagePackage } from './report-data.js';

/** A rectangle of the picture, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line of a manifest with all that it brings in. */
export interface LineBox extends Box {
  readonly line: string;
  readonly project: string;
  /** How many packages it brings in, itself included. */
  readonly weight: number;
  readonly packages: readonly PackageBox[];
}

export interface PackageBox extends Box {
  /** Its place in the report. */
  readonly index: number;
  readonly level: Level;
}

/** Room for the name of a line above its packages. */
const HEADING = 18;

interface Item {
  readonly index?: number;
  readonly line?: string;
  readonly project?: string;
  readonly children?: readonly Item[];
}

/** The picture of a report: a rectangle for each package, all of the same size, in one for the line that brings them in. */
export function treemapOf(packages: readonly PagePackage[], width: number, height: number): readonly LineBox[] {
  const root = hierarchy<Item>({ children: lineItems(packages) }, ({ children }) => children)
    .sum(({ index }) => (index === undefined ? 0 : 1))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.data.index ?? 0) - (b.data.index ?? 0));
  const layout = treemap<Item>()
    .tile(treemapSquarify)
    .size([width, height])
    .paddingInner(1)
    .paddingTop((node) => (node.depth === 1 && node.x1 - node.x0 > 2 * HEADING ? HEADING : 1));
  return (layout(root).children ?? []).map((line) => lineBox(line, packages));
}

function lineItems(packages: readonly PagePackage[]): readonly Item[] {
  const lines = new Map<string, { line: string; project: string; children: Item[] }>();
  packages.forEach(({ line, project }, index) => {
    const key = JSON.stringify([project, line]);
    const known = lines.get(key) ?? { line, project, children: [] };
    lines.set(key, known);
    known.children.push({ index });
  });
  return [...lines.values()];
}

function lineBox(node: HierarchyRectangularNode<Item>, packages: readonly PagePackage[]): LineBox {
  const { line = '', project = '' } = node.data;
  return {
    ...boxOf(node),
    ...{ line, project, weight: node.value ?? 0 },
    packages: (node.children ?? []).map((leaf) => {
      const { index = 0 } = leaf.data;
      return { ...boxOf(leaf), index, level: packages[index]?.level ?? 'none' };
    }),
  };
}

function boxOf({ x0, y0, x1, y1 }: HierarchyRectangularNode<Item>): Box {
  return { x: x0, y: y0, width: Math.max(0, x1 - x0), height: Math.max(0, y1 - y0) };
}

/** What lies at a point; undefined between the packages. */
export function packageAt(lines: readonly LineBox[], x: number, y: number): PackageBox | undefined {
  const holds = (box: Box): boolean => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
  return lines.find(holds)?.packages.find(holds);
}
