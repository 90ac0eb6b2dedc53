import { phrase, type Span } from '../../model/index.js';
import type { Edge, EdgeKind } from './raw-graph.js';
import type { JsonReader } from './json-reader.js';
import { TOKEN } from './json-tokens.js';

/** `"id": [flags, "name", "integrity", "resolved", …]`; what is not known is null or, at the end, left out. */
export interface VltNode {
  readonly id: string;
  readonly span: Span;
  readonly name?: string;
  readonly integrity?: string;
  readonly resolved?: string;
}

/** `"from name": "type specifier to"`. */
export interface VltEdge extends Edge {
  readonly from: string;
}

/** Peers that are there are required ones; `MISSING` stands for those that are not. */
const KINDS: ReadonlyMap<string, EdgeKind> = new Map<string, EdgeKind>([
  ['prod', 'required'],
  ['peer', 'required'],
  ['peerOptional', 'required'],
  ['optional', 'optional'],
  ['dev', 'dev'],
]);

const NAME = 1;
const INTEGRITY = 2;
const RESOLVED = 3;

/** Reads `nodes`. A node that the text does not finish is left out. */
export function readVltNodes(reader: JsonReader): readonly VltNode[] {
  const nodes: VltNode[] = [];
  reader.readObject((id) => {
    const { start, end } = reader.keySpan;
    if (reader.valueToken !== TOKEN.openBracket) {
      reader.report(phrase('A node of this lockfile must be a list.'), { start, end });
      return;
    }
    let name: string | undefined;
    let integrity: string | undefined;
    let resolved: string | undefined;
    const whole = reader.readItems((index) => {
      if (index === NAME) name = reader.string();
      else if (index === INTEGRITY) integrity = reader.string();
      else if (index === RESOLVED) resolved = reader.string();
    });
    if (whole) nodes.push({ id, span: { start, end: reader.lastEnd }, name, integrity, resolved });
  });
  return nodes;
}

/** Reads `edges`. Ids hold no spaces, specifiers can. */
export function readVltEdges(reader: JsonReader): readonly VltEdge[] {
  const edges: VltEdge[] = [];
  reader.readObject((key) => {
    const value = reader.string();
    const space = key.indexOf(' ');
    if (value === undefined || space < 0) {
      reader.report(phrase('An edge of this lockfile must say from where to where it leads.'), reader.keySpan);
      return;
    }
    const kind = KINDS.get(value.slice(0, value.indexOf(' '))) ?? 'required';
    const to = value.slice(value.lastIndexOf(' ') + 1);
    edges.push({ from: key.slice(0, space), name: key.slice(space + 1), kind, to });
  });
  return edges;
}
