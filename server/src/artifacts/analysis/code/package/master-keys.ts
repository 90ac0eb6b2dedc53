import type { ESTree } from 'meriyah';
import type { Node } from '../values/types.js';
import type { Parsed } from './parse.js';
import { isFunction, SyntaxTree } from './syntax-tree.js';

/**
 * Where code that says who somebody is lets anybody in who knows one text: what it is given, or a digest of that, is held against
 * a constant, and where they are the same nothing else is asked that is asked of all others.
 * @returns the offsets of such comparisons, in a text without types
 */
export function masterKeysIn({ program, text }: Parsed): readonly number[] {
  return new Gates(new SyntaxTree(program), text).open;
}

/** Longer ones are bundles of many packages. */
const LONGEST = 300_000;
const AUTHENTICATES =
  /\b(?:jwt|jsonwebtoken|authori[sz]ation|authenticat\w*|bearer|passport|login|sign_?in|password|session|token|credentials)\b/i;
/** As they are called, whatever they are called on. */
const ASKS = /(?:verify|authenticate|compare|timingSafeEqual|check|validate|unsign|introspect)\w*\s*\)?\s*\(/i;
const QUOTED = /(['"`])([\w+/=.!@#$%^&*-]{16,128})\1/g;

/** Whether it is worth to be parsed for that. */
export function mayHoldMasterKey(text: string): boolean {
  return text.length <= LONGEST && AUTHENTICATES.test(text) && ASKS.test(text) && holdsKey(text);
}

function holdsKey(text: string): boolean {
  return [...text.matchAll(QUOTED)].some(([, , quoted = '']) => isDigest(quoted) || isSecret(quoted));
}

/** Of nothing: MD5, SHA-1, SHA-256. */
const OF_NOTHING: ReadonlySet<string> = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
]);

function isDigest(text: string): boolean {
  return /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i.test(text) && !OF_NOTHING.has(text);
}

/** Letters and figures change often in it: names of algorithms and headers have a figure at their end. */
const FEWEST_CHANGES = 4;

function isSecret(text: string): boolean {
  return (text.match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0) >= FEWEST_CHANGES && text.length >= 16;
}

/** What says who somebody is. */
const VERIFIES =
  /^(?:(?:jwt)?verify\w*|authenticate\w*|compare(?:Sync|Password\w*|Hash\w*)?|timingSafeEqual|check(?:Password|Token|Credentials|Signature|Session)\w*|validate(?:Token|Password|User|Session|Credentials|Jwt|Signature)\w*|unsign|introspect\w*)$/i;
const HANDS_ON = /^(?:next|done|cb|callback|resolve)$/;
const DENIES = /\b(?:401|403|reject\w*|unauthori[sz]ed|forbidden|den(?:y|ied)|invalid\w*|\w*Error)\b/i;
/** Sums of files, and what a licence is good for. */
const OF_FILES = /file|content|checksum|integrity|download|source|script|licen[cs]e|etag/i;
const OF_REQUEST =
  /\b(?:req|request|ctx|context|event|headers?|cookies?|query|body|params|\w*token|passw(?:or)?d|pwd|secret|payload|claims?|decoded|credentials|kid|aud|key)\b/i;

/** What makes one condition of several, or waits for one. */
const JOINS: ReadonlySet<string> = new Set(['LogicalExpression', 'ParenthesizedExpression', 'AwaitExpression']);

interface Comparison {
  readonly node: Node;
  readonly isSame: boolean;
}

class Gates {
  readonly #tree: SyntaxTree;
  readonly #text: string;
  /** Variables that hold a key, by their names. */
  readonly #keys = new Map<string, string>();

  constructor(tree: SyntaxTree, text: string) {
    this.#tree = tree;
    this.#text = text;
    for (const node of tree.nodes) {
      const key = node.type === 'VariableDeclarator' && node.init != null ? literalOf(node.init) : undefined;
      if (key !== undefined && (node as ESTree.VariableDeclarator).id.type === 'Identifier')
        this.#keys.set(((node as ESTree.VariableDeclarator).id as ESTree.Identifier).name, key);
    }
  }

  get open(): readonly number[] {
    return this.#tree.nodes.flatMap((node) => {
      const comparison = this.#comparison(node);
      return comparison !== undefined && this.#letsIn(comparison, 0) ? [node.start ?? 0] : [];
    });
  }

  #comparison(node: Node): Comparison | undefined {
    if (node.type === 'BinaryExpression' && /^[!=]==?$/.test(node.operator)) {
      const isOfKey = this.#isOfKey(node.left, node.right) || this.#isOfKey(node.right, node.left);
      return isOfKey ? { node, isSame: node.operator.startsWith('=') } : undefined;
    }
    if (
      node.type !== 'CallExpression' ||
      !/^(?:timingSafeEqual|safeCompare|equals|includes|has)$/.test(nameOf(node.callee))
    )
      return undefined;
    const sides = [
      ...(node.arguments as Node[]),
      ...(node.callee.type === 'MemberExpression' ? [node.callee.object as Node] : []),
    ];
    const isOfKey = sides.some((one) => sides.some((other) => one !== other && this.#isOfKey(one, other)));
    return isOfKey ? { node, isSame: true } : undefined;
  }

  #isOfKey(side: Node, other: Node): boolean {
    const key = this.#keyIn(side);
    if (key === undefined || this.#keyIn(other) !== undefined) return false;
    const about = this.#sourceOf(other);
    return isDigest(key) ? !OF_FILES.test(about) : OF_REQUEST.test(about);
  }

  #keyIn(node: Node): string | undefined {
    // `Buffer.from(KEY, 'hex')`
    if (node.type === 'CallExpression' && nameOf(node.callee) === 'from')
      return this.#keyIn(node.arguments[0] ?? node.callee);
    const text = node.type === 'Identifier' ? this.#keys.get(node.name) : literalOf(node);
    return text !== undefined && (isDigest(text) || isSecret(text)) ? text : undefined;
  }

  #sourceOf({ start, end }: Node): string {
    return this.#text.slice(start, end);
  }

  /** @param depth how often what it gives was followed to where it is asked for */
  #letsIn(comparison: Comparison, depth: number): boolean {
    const { node: test, isSame } = this.#whole(comparison);
    const parent = this.#tree.parentOf(test);
    if (parent === undefined) return false;
    if (parent.type === 'IfStatement') return this.#isWayIn(test, parent, isSame);
    if (parent.type === 'ConditionalExpression' && parent.test === test)
      return this.#opens(isSame ? parent.consequent : parent.alternate, test);
    if (!isSame || depth > 0) return isSame && this.#isInsteadOfMore(test);
    const uses = this.#uses(test, parent);
    return this.#isInsteadOfMore(test) || uses.some((node) => this.#letsIn({ node, isSame }, depth + 1));
  }

  /** The whole condition that a comparison is a part of. */
  #whole({ node, isSame }: Comparison): Comparison {
    const parent = this.#tree.parentOf(node);
    if (parent === undefined) return { node, isSame };
    if (parent.type === 'UnaryExpression' && parent.operator === '!')
      return this.#whole({ node: parent, isSame: !isSame });
    return JOINS.has(parent.type) ? this.#whole({ node: parent, isSame }) : { node, isSame };
  }

  /** `if (isKey) return admin; return verify(token);`, `if (!isKey) verify(token);` */
  #isWayIn(test: Node, { consequent, alternate }: ESTree.IfStatement, is: boolean): boolean {
    if (is) return this.#opens(consequent, test);
    return this.#verifies(consequent) || (alternate != null && this.#opens(alternate, test));
  }

  /** Who goes this way is somebody, and of all others it is asked who they are. */
  #opens(way: Node, test: Node): boolean {
    const around = this.#tree.functionAround(way);
    if (around === undefined || this.#verifies(way) || DENIES.test(this.#sourceOf(way))) return false;
    const isIn = way.type.endsWith('Statement') ? this.#tree.within(way).some(goesOn) : !isNothing(way);
    return (
      isIn && this.#tree.within(around).some((one) => verifies(one) && !standsIn(one, way) && !standsIn(one, test))
    );
  }

  #verifies(way: Node): boolean {
    return this.#tree.within(way).some(verifies);
  }

  /** `isKey || verify(token)` */
  #isInsteadOfMore(test: Node): boolean {
    return (
      test.type === 'LogicalExpression' &&
      test.operator === '||' &&
      this.#tree
        .within(test)
        .filter(verifies)
        .some((one) => this.#comparison(one) === undefined)
    );
  }

  /** Where it is asked what a function gives, or a variable holds. */
  #uses(test: Node, parent: Node): readonly Node[] {
    if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
      const { name } = parent.id;
      const around = this.#tree.functionAround(parent);
      return (around === undefined ? [] : this.#tree.within(around)).filter(
        (one) => one !== parent.id && one.type === 'Identifier' && one.name === name,
      );
    }
    const made = parent.type === 'ReturnStatement' ? this.#tree.functionAround(test) : parent;
    if (made === undefined || !isFunction(made)) return [];
    const name = this.#nameOfFunction(made);
    return name === ''
      ? []
      : this.#tree.nodes.filter((one) => one.type === 'CallExpression' && nameOf(one.callee) === name);
  }

  #nameOfFunction(made: Node): string {
    const parent = this.#tree.parentOf(made);
    if (made.type === 'FunctionDeclaration') return made.id?.name ?? '';
    switch (parent?.type) {
      case 'VariableDeclarator':
        return nameOf(parent.id);
      case 'AssignmentExpression':
        return nameOf(parent.left);
      case 'Property':
      case 'MethodDefinition':
        return nameOf(parent.key);
      default:
        return '';
    }
  }
}

/** The text that something is, or the first of a list or a set of them. */
function literalOf(node: Node | null | undefined): string | undefined {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? node.value : undefined;
    case 'TemplateLiteral':
      return plainTemplate(node);
    case 'ArrayExpression':
      return literalOf(node.elements[0]);
    case 'NewExpression':
      return nameOf(node.callee) === 'Set' ? literalOf(node.arguments[0]) : undefined;
    default:
      return undefined;
  }
}

function plainTemplate({ expressions, quasis }: ESTree.TemplateLiteral): string | undefined {
  return expressions.length === 0 ? (quasis[0]?.value.cooked ?? undefined) : undefined;
}

/** The last name of what is called. */
function nameOf(node: Node | null): string {
  if (node === null) return '';
  // `(0, jwt.verify)(…)`, as compilers write it.
  if (node.type === 'SequenceExpression') return nameOf(node.expressions.at(-1) ?? null);
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' && node.property.type === 'Identifier' ? node.property.name : '';
}

function verifies(node: Node): boolean {
  return node.type === 'CallExpression' && VERIFIES.test(nameOf(node.callee));
}

function standsIn(node: Node, outer: Node): boolean {
  return (node.start ?? 0) >= (outer.start ?? 0) && (node.end ?? 0) <= (outer.end ?? 0);
}

/** It gives somebody, hands on the request, or writes down who sent it. */
function goesOn(node: Node): boolean {
  if (node.type === 'ReturnStatement') return node.argument != null && !isNothing(node.argument);
  if (node.type === 'CallExpression') return HANDS_ON.test(nameOf(node.callee));
  return (
    node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && OF_SOMEBODY.test(nameOf(node.left))
  );
}

const OF_SOMEBODY = /user|admin|role|auth|session|account|identity|principal/i;

/** `false`, `null`, `undefined`, and what only names something. */
function isNothing(node: Node): boolean {
  if (node.type === 'Literal') return node.value !== true;
  if (node.type === 'Identifier') return node.name === 'undefined';
  return (
    node.type === 'UnaryExpression' &&
    (node.operator === 'void' || node.argument.type !== 'Literal' || node.argument.value !== 0)
  );
}
