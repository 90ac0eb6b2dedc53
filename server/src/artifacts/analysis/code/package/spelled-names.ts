import type { Node } from '../values/types.js';

/** A text that is written down as it is; a number is one where it stands for a name. */
export function plainText(node: Node | null | undefined): string | undefined {
  if (node?.type === 'TemplateLiteral') return node.expressions.length === 0 ? node.quasis[0]?.value.raw : undefined;
  const isPlain = node?.type === 'Literal' && (typeof node.value === 'string' || typeof node.value === 'number');
  return isPlain ? String(node.value) : undefined;
}

/** Names are put together of few parts. */
const MAX_PARTS = 40;

/** Names of which nobody is to find the whole: `'con' + 'structor'`, `['con', 'structor'].join('')`, one that is written backwards. */
export function spelledText(node: Node | null | undefined): string | undefined {
  const plain = plainText(node);
  if (plain !== undefined) return plain;
  if (node?.type === 'BinaryExpression') return node.operator === '+' ? together([node.left, node.right]) : undefined;
  if (node?.type !== 'CallExpression') return undefined;
  const [joinedList, whole] = [calledOn(node, 'join'), calledOn(node, 'concat')];
  if (whole !== undefined) return together([whole, ...node.arguments]);
  return joinedList === undefined ? undefined : joined(joinedList, spelledText(node.arguments[0]));
}

function together(nodes: readonly Node[]): string | undefined {
  const parts = nodes.map(spelledText);
  return parts.length > MAX_PARTS || parts.includes(undefined) ? undefined : parts.join('');
}

function joined(list: Node, separator: string | undefined): string | undefined {
  if (separator === undefined) return undefined;
  if (list.type === 'ArrayExpression') {
    const parts = list.elements.slice(0, MAX_PARTS).map((one) => spelledText(one as Node | null));
    return parts.includes(undefined) ? undefined : parts.join(separator);
  }
  const text = backwards(list);
  return text === undefined || separator !== '' ? undefined : Array.from(text).reverse().join('');
}

/** `'…'.split('').reverse()`, `[...'…'].reverse()` */
function backwards(node: Node): string | undefined {
  const list = calledOn(node, 'reverse');
  if (list?.type === 'ArrayExpression') {
    const [only] = list.elements as readonly (Node | null)[];
    return only?.type === 'SpreadElement' ? spelledText(only.argument) : undefined;
  }
  return spelledText(calledOn(list, 'split'));
}

function calledOn(node: Node | undefined, method: string): Node | undefined {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object, property } = node.callee;
  return property.type === 'Identifier' && property.name === method ? object : undefined;
}
