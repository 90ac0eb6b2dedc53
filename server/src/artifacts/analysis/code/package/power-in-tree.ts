import type { ESTree } from 'meriyah';
import { isEndless } from '../machine/endless-loops.js';
import type { Node } from '../values/types.js';
import { isReaching } from '../platform/reaching-packages.js';
import { freeUses, type Use } from './free-names.js';
import { hasPower } from './power-in-text.js';
import { plainText, spelledText } from './spelled-names.js';

/** All globals at once. */
const EVERYTHING = ['globalThis', 'global', 'window', 'self', 'top', 'parent', 'frames'];
const HOLDERS: ReadonlySet<string> = new Set([...EVERYTHING, 'process', 'module']);

/** Functions of the platform and of the language through which code does anything, by the names that they have everywhere. */
const POWERFUL =
  /^(?:eval|Function|importScripts|_compile|WebAssembly|createRequire|getBuiltinModule|mainModule|_linkedBinding|dlopen|fetch|XMLHttpRequest|WebSocket|sendBeacon|EventSource|Image|Worker|SharedWorker|ethereum|clipboard|clipboardData|localStorage|sessionStorage|executeJavaScript|cpSync|truncateSync|(?:writeFile|appendFile|createWriteStream|copyFile|rename|rmSync|rmdir|unlink|outputFile|chmod|symlink)(?:Sync)?|atob|unescape|fromCharCode|fromCodePoint|createDecipher.*|(?:gunzip|inflate|unzip|brotliDecompress).*)$/;
/** The same, where it is a member of something; as a text such a name says nothing. */
const POWERFUL_MEMBER =
  /^(?:require|binding|construct|cookie|cp|open|rm|truncate|[bB][cC][cC]|getCredentials|httpRequest(?:WithAuthentication)?)$/;
/** Ways to write what is decoded; and mail that goes to others too. */
const ENCODING = /^(?:base64|base64url|hex)$|\bbcc\b/i;
/** What can be imported and does something, as far as the text of a file is searched for it. */
const MODULE =
  /^(?:node:)?(?:child_process|worker_threads|cluster|vm|net|tls|https?2?|dgram|dns|module|inspector|repl|v8)(?:\/promises)?$/;

function isReachingModule(name: string): boolean {
  return MODULE.test(name) || isReaching(name);
}
/** Globals that are watched besides those that are powerful by their name: what is done with them tells. */
const WATCHED: ReadonlySet<string> = new Set([
  ...HOLDERS,
  ...['require', 'define', 'location', 'Function', 'eval', 'importScripts', 'WebAssembly', 'fetch', 'XMLHttpRequest'],
  ...['WebSocket', 'EventSource', 'Image', 'Worker', 'SharedWorker', 'ethereum', 'clipboard', 'localStorage'],
  ...['sessionStorage', 'sendBeacon', 'atob', 'unescape', 'createElement', 'open'],
]);

/** What was seen of a file so far. */
interface Seen {
  isPowerful: boolean;
  /** It holds the name of something powerful as a text: nothing without a way to get at it by that. */
  names: boolean;
  /** It gets something from other files or packages. */
  loads: boolean;
  /** Names for what has made something, and names that are called. */
  readonly makers: Set<string>;
  readonly called: Set<string>;
}

/**
 * Whether a file in the text of which there are words of power uses them: comments, methods that are merely called so, loops that
 * end, and names that the file itself gives a meaning are none.
 */
export function hasPowerInTree(program: ESTree.Program): boolean {
  const seen: Seen = { isPowerful: false, names: false, loads: false, makers: new Set(), called: new Set() };
  try {
    const uses = freeUses(program, WATCHED, (node, parent, outer) => {
      VISIT[node.type]?.(seen, node as never, parent, outer);
      return seen.isPowerful;
    });
    if (seen.isPowerful || callsMaker(seen) || uses.some(isUsePowerful)) return true;
    return seen.names && (seen.loads || uses.some(({ name }) => name === 'require' || name === 'define'));
  } catch (error) {
    // Nested too deeply to be gone through.
    if (error instanceof RangeError) return true;
    throw error;
  }
}

/** `const make = f.constructor; make('code')`: what has made a function makes others. */
function callsMaker({ makers, called }: Seen): boolean {
  return [...makers].some((name) => called.has(name));
}

/** They do something together with what they are given, which is looked at where they are called. */
const NAMES_ONLY: ReadonlySet<string> = new Set(['define', 'createElement', 'open']);

function isUsePowerful({ name, node, parent, outer }: Use): boolean {
  if (isTypeof(parent) || NAMES_ONLY.has(name)) return false;
  if (name === 'require') return !isPlainRequire(node, parent);
  if (name === 'Function') return !isMemberOf(node, parent) && !isComparison(parent);
  if (!HOLDERS.has(name)) return true;
  if (isMemberOf(node, parent)) return isMemberPowerful(name, parent, outer);
  return name !== 'module' && !isComparison(parent);
}

/** `require('./x')`, `require.resolve`. */
function isPlainRequire(node: Node, parent: Node): boolean {
  if (isMemberOf(node, parent)) return keyOf(parent) !== undefined;
  return parent.type === 'CallExpression' && parent.callee === node && plainText(parent.arguments[0]) !== undefined;
}

/** A member of all globals is a global, and some of what `process` has is a way to everything. */
function isMemberPowerful(holder: string, member: ESTree.MemberExpression, outer: Node): boolean {
  const key = keyOf(member);
  if (key === undefined) return true;
  if (holder === 'process' && key === 'env') return !isMemberOf(member, outer) || keyOf(outer) === undefined;
  if (holder === 'module') return key === 'constructor';
  return holder !== 'process' && WATCHED.has(key);
}

function isMemberOf(node: Node, parent: Node): parent is ESTree.MemberExpression {
  return parent.type === 'MemberExpression' && parent.object === node;
}

function isTypeof(parent: Node): boolean {
  return parent.type === 'UnaryExpression' && parent.operator === 'typeof';
}

function isComparison(parent: Node): boolean {
  return parent.type === 'BinaryExpression' && /^(?:[!=]==?|instanceof)$/.test(parent.operator);
}

/** The name of a member, where it is written down. */
function keyOf({ property, computed }: ESTree.MemberExpression): string | undefined {
  if (property.type === 'PrivateIdentifier') return `#${property.name}`;
  if (!computed) return property.type === 'Identifier' ? property.name : undefined;
  return plainText(property);
}

/** The same, where it is put together. */
function spelledKeyOf(node: ESTree.MemberExpression): string | undefined {
  return keyOf(node) ?? (node.computed ? spelledText(node.property) : undefined);
}

function isPowerful(member: string): boolean {
  return POWERFUL.test(member) || POWERFUL_MEMBER.test(member);
}

type Visit = (seen: Seen, node: never, parent: Node, outer: Node) => void;

function seeMember(seen: Seen, node: ESTree.MemberExpression, parent: Node): void {
  const key = spelledKeyOf(node);
  if (key === undefined) return;
  if (isPowerful(key)) seen.isPowerful = true;
  if (key !== 'constructor') return;
  seen.isPowerful ||= node.computed || leadsToFunction(node, parent);
  const name = nameGiven(node, parent);
  if (name !== undefined && node.object.type !== 'ThisExpression') seen.makers.add(name);
}

/** The name under which something is kept. */
function nameGiven(value: Node, parent: Node): string | undefined {
  const isKept = parent.type === 'VariableDeclarator' && parent.init === value && parent.id.type === 'Identifier';
  if (isKept) return (parent.id as ESTree.Identifier).name;
  const isPut = parent.type === 'AssignmentExpression' && parent.right === value && parent.left.type === 'Identifier';
  return isPut ? (parent.left as ESTree.Identifier).name : undefined;
}

/** `x.constructor(…)`, `x.constructor.constructor`, `x.constructor[…]`. */
function leadsToFunction(node: Node, parent: Node): boolean {
  if (isMemberOf(node, parent)) return (keyOf(parent) ?? 'constructor') === 'constructor';
  return (parent.type === 'CallExpression' || parent.type === 'NewExpression') && parent.callee === node;
}

function seeCall(seen: Seen, { callee, arguments: args }: ESTree.CallExpression): void {
  const name = nameOf(callee);
  if (name === 'constructor' && callee.type === 'Identifier') seen.isPowerful = true;
  // A script is put into a page.
  if (name === 'createElement') seen.isPowerful ||= /^script/i.test(plainText(args[0]) ?? 'script');
  if ((name === 'replace' || name === 'assign') && callee.type === 'MemberExpression')
    seen.isPowerful ||= isLocation(callee.object);
}

function noteCalled(seen: Seen, callee: Node, args: readonly unknown[]): void {
  if (callee.type === 'Identifier' && args.length > 0) seen.called.add(callee.name);
}

/** The name by which something is called. */
function nameOf(callee: Node): string | undefined {
  if (callee.type === 'MemberExpression') return spelledKeyOf(callee);
  return callee.type === 'Identifier' ? callee.name : undefined;
}

function isLocation(node: Node): boolean {
  return node.type === 'MemberExpression' && keyOf(node) === 'location' && node.object.type !== 'ThisExpression';
}

/** A page is left for another one. */
function seeAssignment(seen: Seen, { left }: ESTree.AssignmentExpression): void {
  if (left.type !== 'MemberExpression') return;
  seen.isPowerful ||= isLocation(left) || (keyOf(left) === 'href' && isLocation(left.object));
}

/** What is taken out of something is taken by its name; what an object or a class of the file has is its own. */
function seeProperty(seen: Seen, { key, computed }: ESTree.Property, parent: Node): void {
  const name = !computed && key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
  if (/^bcc$/i.test(name)) seen.isPowerful = true;
  if (parent.type !== 'ObjectPattern') return;
  if (isPowerful(name) || WATCHED.has(name) || name === 'constructor') seen.isPowerful = true;
}

/** Whatever runs code that is written as a text may be given this one. */
const CODE = /[([=]/;
/** Names that lead to what makes functions and to modules, one after another. */
const WAY = /(?:^|\.)(?:constructor\.constructor|mainModule\.\w+)(?:\.|$)/;

function seeText(seen: Seen, text: string): void {
  if (ENCODING.test(text) || WAY.test(text) || (CODE.test(text) && hasPower(text))) seen.isPowerful = true;
  if (POWERFUL.test(text) || isReachingModule(text)) seen.names = true;
}

function seeWay(seen: Seen, names: readonly (Node | null)[]): void {
  if (names.length > 1 && WAY.test(names.map((one) => plainText(one) ?? '').join('.'))) seen.isPowerful = true;
}

/** Who puts a name together has something to do with it. */
function seeSpelled(seen: Seen, node: Node): void {
  const text = spelledText(node);
  if (text !== undefined && (isPowerful(text) || WATCHED.has(text) || text === 'constructor' || isReachingModule(text)))
    seen.isPowerful = true;
}

function seeLoop(seen: Seen, node: Parameters<typeof isEndless>[0]): void {
  if (isEndless(node)) seen.isPowerful = true;
}

function seeNames(seen: Seen, names: readonly Node[]): void {
  for (const name of names) {
    const text = name.type === 'Identifier' ? name.name : name.type === 'Literal' ? String(name.value) : '';
    if (isPowerful(text)) seen.isPowerful = true;
  }
}

const VISIT: Readonly<Record<string, Visit | undefined>> = {
  MemberExpression: seeMember,
  CallExpression: (seen: Seen, node: ESTree.CallExpression) => {
    noteCalled(seen, node.callee, node.arguments);
    seeSpelled(seen, node);
    seeWay(seen, node.arguments);
    seeCall(seen, node);
  },
  BinaryExpression: (seen: Seen, node: ESTree.BinaryExpression, parent: Node) => {
    if (node.operator === '+' && parent.type !== 'BinaryExpression') seeSpelled(seen, node);
  },
  NewExpression: (seen: Seen, { callee, arguments: args }: ESTree.NewExpression) => {
    noteCalled(seen, callee, args);
  },
  AssignmentExpression: seeAssignment,
  Property: seeProperty,
  ArrayExpression: (seen: Seen, { elements }: ESTree.ArrayExpression) => {
    seeWay(seen, elements);
  },
  ForStatement: seeLoop,
  WhileStatement: seeLoop,
  DoWhileStatement: seeLoop,
  Literal: (seen: Seen, { value }: ESTree.Literal) => {
    if (typeof value === 'string') seeText(seen, value);
  },
  TemplateElement: (seen: Seen, { value }: ESTree.TemplateElement) => {
    seeText(seen, value.cooked ?? value.raw);
  },
  ImportExpression: (seen: Seen, { source }: ESTree.ImportExpression) => {
    seen.loads = true;
    seen.isPowerful ||= plainText(source) === undefined;
  },
  ImportDeclaration: (seen: Seen, { source, specifiers }: ESTree.ImportDeclaration) => {
    seen.loads = true;
    seeText(seen, String((source as ESTree.Literal).value));
    seeNames(
      seen,
      specifiers.flatMap((one) => (one.type === 'ImportSpecifier' ? [one.imported as Node] : [])),
    );
  },
  ExportAllDeclaration: (seen: Seen) => {
    seen.loads = true;
  },
  ExportNamedDeclaration: (seen: Seen, { source, specifiers }: ESTree.ExportNamedDeclaration) => {
    if (source == null) return;
    seen.loads = true;
    seeNames(
      seen,
      specifiers.map(({ local }) => local as Node),
    );
  },
  WithStatement: (seen: Seen) => {
    seen.isPowerful = true;
  },
};
