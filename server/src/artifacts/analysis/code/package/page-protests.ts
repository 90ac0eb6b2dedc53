import type { ESTree } from 'meriyah';
import type { Node } from '../values/types.js';
import type { Parsed } from './parse.js';
import { isFunction, SyntaxTree } from './syntax-tree.js';

/**
 * Where a library makes the page that it is used in unusable, or has it play something, for readers of a language or a country.
 * @returns the offsets of the conditions, in a text without types
 */
export function pageProtestsIn({ program, text }: Parsed): readonly number[] {
  return new Protests(new SyntaxTree(program), text).found;
}

/** Longer ones are bundles of many packages. */
const LONGEST = 300_000;

/** Whether it is worth to be parsed for that. */
export function mayProtest(text: string): boolean {
  return (
    text.length <= LONGEST && REGIONS.some(({ asks }) => asks.test(text)) && (breaks(text, text) || ALERTS.test(text))
  );
}

/** What tells where a reader is, and what it is held against. By a language alone one chooses words as well. */
const REGIONS: readonly { readonly asks: RegExp; readonly one: RegExp; readonly isCountry: boolean }[] = [
  {
    asks: /\bnavigator\s*\??\.\s*(?:languages?|userLanguage|browserLanguage)\b/,
    one: /(['"`])[a-z]{2}(?:[-_][a-z]{2})?\1|\/\^?(?:\((?:\?:)?)?[a-z]{2}(?![a-z])/i,
    isCountry: false,
  },
  {
    asks: /\bresolvedOptions\s*\(\s*\)\s*\??\.\s*timeZone\b/,
    one: /['"`/^(|](?:Europe|Asia|America|Africa|Australia|Pacific)\b/,
    isCountry: true,
  },
  {
    asks: /\blocation\s*\??\.\s*(?:host(?:name)?|href|origin)\b/,
    one: /\\\.(?:\((?:\?:)?)?[a-z]{2}\b|\b(?:endsWith|includes|indexOf)\s*\(\s*['"`]\.[a-z]{2}['"`/]/i,
    isCountry: true,
  },
];

const STYLED =
  /\b(?:body|documentElement)\s*\.\s*style\s*\.\s*(pointerEvents|display|visibility)\s*=\s*(['"`])(?:none|hidden)\2/g;
const EMPTIED =
  /\b(?:body|documentElement)\s*\.\s*(?:(?:inner|outer)HTML|textContent|innerText)\s*=\s*(['"`])(?:(?!\1)[^\\]|\\.)*\1|\b(?:body|documentElement)\s*\.\s*(?:remove|replaceChildren)\s*\(\s*\)/;
const MEDIA = /\bcreateElement\s*\(\s*['"`](?:audio|video)\b|\bnew\s+(?:window\s*\.\s*)?Audio\b/;
const ADDRESS = /['"`](?:https?:)?\/\/[\w-]+\./;
const PLAYS = /\.\s*play\s*\(|\bautoplay\b/i;
const ALERTS = /\balert\s*\(|\bopen\s*\(\s*['"`]https?:/;

/** @param text of the whole file: what is hidden until something has come is shown again in it */
function breaks(part: string, text: string): boolean {
  const hides = [...part.matchAll(STYLED)].some(([, property = '']) => !isGivenBack(property, text));
  return hides || EMPTIED.test(part) || (MEDIA.test(part) && ADDRESS.test(part) && PLAYS.test(part));
}

function isGivenBack(property: string, text: string): boolean {
  const style = String.raw`\b(?:body|documentElement)\s*\.\s*style\s*\.\s*`;
  const others = String.raw`${style}(?:removeProperty\s*\(|${property}\s*=(?!=|\s*(['"])(?:none|hidden)\1))`;
  return new RegExp(others).test(text);
}

class Protests {
  readonly #tree: SyntaxTree;
  readonly #text: string;
  /** Variables and functions of the file, by their names. */
  readonly #named = new Map<string, Node>();
  readonly #texts: readonly Map<Node, string>[] = [new Map(), new Map(), new Map()];
  #left = MOST_TEXT;

  constructor(tree: SyntaxTree, text: string) {
    this.#tree = tree;
    this.#text = text;
    for (const node of tree.nodes) {
      if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init != null)
        this.#named.set(node.id.name, node.init);
      if (node.type === 'FunctionDeclaration' && node.id != null) this.#named.set(node.id.name, node);
    }
  }

  get found(): readonly number[] {
    return this.#tree.nodes.flatMap((node) => {
      if (node.type === 'IfStatement' && this.#isAgainst(node.test, this.#behind(node), node.alternate != null))
        return [node.start ?? 0];
      const isAnd = node.type === 'LogicalExpression' && node.operator === '&&';
      return isAnd && this.#isAgainst(node.left, [node.right], false) ? [node.start ?? 0] : [];
    });
  }

  #isAgainst(test: Node, behind: readonly Node[], hasOther: boolean): boolean {
    const parts = behind.map((one) => this.#sourceOf(one)).join('\n');
    if (!mayDo(parts) && !CALLS.test(parts)) return false;
    const asked = this.#left < 0 ? '' : this.#withNamed(test, 2);
    this.#left -= asked.length;
    const regions = REGIONS.filter(({ asks, one }) => asks.test(asked) && one.test(asked));
    if (regions.length === 0 || hasOther) return false;
    const done = behind.map((one) => this.#withNamed(one, 1)).join('\n');
    return breaks(done, this.#text) || (regions.some(({ isCountry }) => isCountry) && ALERTS.test(done));
  }

  /** What is done where the condition holds; behind `if (!isThere) return;` that is the rest. */
  #behind(node: ESTree.IfStatement): readonly Node[] {
    const [only] = node.consequent.type === 'BlockStatement' ? node.consequent.body : [node.consequent];
    if (only?.type !== 'ReturnStatement' || only.argument != null) return [node.consequent];
    const block = this.#tree.parentOf(node);
    if (!isDenied(node.test) || block?.type !== 'BlockStatement') return [];
    return (block.body as Node[]).filter(({ start = 0 }) => start >= (node.end ?? 0));
  }

  /** Its text, and that of what it names: a variable that holds where somebody is, a function that is called. */
  #withNamed(node: Node, depth: number): string {
    const known = this.#texts[depth]?.get(node);
    if (known !== undefined) return known;
    const parts = this.#tree.within(node).slice(0, MAX_PARTS);
    const names = new Set(parts.flatMap((one) => (one.type === 'Identifier' ? [one.name] : [])));
    const named = depth === 0 ? [] : [...names].slice(0, MAX_NAMES).flatMap((name) => this.#named.get(name) ?? []);
    const inner = named.filter(isShort).map((one) => this.#withNamed(one, depth - 1));
    const text = [this.#sourceOf(node), ...inner].join('\n');
    this.#texts[depth]?.set(node, text);
    return text;
  }

  #sourceOf({ start, end }: Node): string {
    return this.#text.slice(start, end);
  }
}

const CALLS = /\w\s*\(/;
const MAX_NAMES = 20;
const MAX_PARTS = 2000;
/** Conditions of a whole file, with what they name, are seldom longer than the file. */
const MOST_TEXT = 3_000_000;
/** What is longer does many things. */
const LONGEST_NAMED = 3000;

function isShort(node: Node): boolean {
  return (node.end ?? 0) - (node.start ?? 0) <= (isFunction(node) ? LONGEST_NAMED : LONGEST_NAMED / 10);
}

function mayDo(text: string): boolean {
  return ALERTS.test(text) || EMPTIED.test(text) || MEDIA.test(text) || /\bstyle\b/.test(text);
}

/** `!isThere`, `zone !== 'Europe/Minsk'`, `list.indexOf(zone) === -1`. */
function isDenied(test: Node): boolean {
  if (test.type === 'UnaryExpression') return test.operator === '!';
  if (test.type === 'LogicalExpression') return isDenied(test.left) && isDenied(test.right);
  return test.type === 'BinaryExpression' && (/^!==?$/.test(test.operator) || test.operator === '<');
}
