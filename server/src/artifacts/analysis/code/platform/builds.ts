import { textFrom } from '../language/coercion.js';
import { hasPower } from '../package/power-in-text.js';
import { membersOf, unknown } from '../values/lattice.js';
import { isCallable, isObj } from '../values/objects.js';
import { allTaints } from '../values/taints.js';
import { textOf, textsOf, withHoles } from '../values/text.js';
import type { Closure, Machine, Obj, Unit, Value } from '../values/types.js';
import { parametersFor, UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { noteScript, scriptsIn, whileBuilding } from './page-scripts.js';

/**
 * What plugins of bundlers and compilers put into somebody else's program. It runs there: what it does is seen as if it did so
 * here. By the documentation of Rollup, Vite, webpack, esbuild, Babel and Metro.
 */
export function noteBuilt(machine: Machine, value: Value): void {
  if (machine.isFirstLook) machine.onlooker?.tells();
  else lookInto(machine, value, 0);
}

const DEEPEST = 4;
const MAX_PARTS = 24;
/** Under these an answer of a hook has code or markup, and what belongs to it. */
const PARTS = ['code', 'contents', 'html', 'tags', 'children', 'js', 'src', 'source', 'banner', 'footer'] as const;

function lookInto(machine: Machine, value: Value, depth: number): void {
  if (depth > DEEPEST) return;
  for (const one of membersOf(value).slice(0, MAX_PARTS)) {
    if (textOf(one) !== undefined) lookIntoText(machine, one);
    else if (isObj(one)) lookIntoParts(machine, one, depth + 1);
  }
}

function lookIntoParts(machine: Machine, made: Obj, depth: number): void {
  if (made.tag === 'Promise') lookInto(machine, made.inner, depth);
  for (const item of (made.items ?? []).slice(0, MAX_PARTS)) lookInto(machine, item, depth);
  for (const name of PARTS) if (made.props.has(name)) lookInto(machine, partOf(machine, made, name), depth);
  // `{ tag: 'script', attrs: { src } }`
  if (textsOf(machine.get(made, 'tag')).includes('script')) {
    const address = machine.get(machine.get(made, 'attrs'), 'src');
    whileBuilding(machine, address, () => {
      noteScript(machine, address, textsOf(address));
    });
  }
}

/** An asset of webpack says what it holds when it is asked. */
function partOf(machine: Machine, made: Obj, name: string): Value {
  const part = machine.get(made, name);
  return name === 'source' && isCallable(part) ? machine.call(part, made, []) : part;
}

/** What is longer is a program that was put together from others. */
const LONGEST = 20_000;

function lookIntoText(machine: Machine, value: Value): void {
  const { text } = textFrom(value);
  if (text.length > LONGEST || !(text.includes('<script') || (/[(=]/.test(text) && hasPower(text)))) return;
  whileBuilding(machine, value, () => {
    noteScript(machine, value, scriptsIn(value));
    machine.maybeValue(() => {
      machine.runText(withHoles(text), allTaints(value));
      return undefined;
    });
  });
}

const HOOKS = /^(?:renderChunk|transformIndexHtml|banner|footer|intro|outro)$/;
/** Much else has such a name as well. */
const OFTEN_HOOKS = /^(?:transform|load|handler|process)$/;
const OF_BUNDLER =
  /\b(?:renderChunk|generateBundle|transformIndexHtml|resolveId|configResolved|enforce|visitor|rollup|vite|esbuild|metro|getCacheKey)\b/;
const OF_PLUGIN = new RegExp(
  String.raw`${OF_BUNDLER.source}|plugin|\b(?:initialOptions|webpack|compilation|compiler)\b`,
  'i',
);

/** A file of megabytes is searched once, and not for each of its calls. */
const PLUGINS = new WeakMap<Unit, boolean>();

/** Whether a file is a plugin of a tool that builds, by the words of such tools. */
export function isOfPlugin(unit: Unit): boolean {
  const known = PLUGINS.get(unit);
  if (known !== undefined) return known;
  const found = OF_PLUGIN.test(unit.text);
  PLUGINS.set(unit, found);
  return found;
}

/** Whether what a function gives becomes a part of what is built. */
export function isHookOfBuild({ name, scope }: Closure): boolean {
  const { unit } = scope;
  return HOOKS.test(name) ? isOfPlugin(unit) : OFTEN_HOOKS.test(name) && OF_BUNDLER.test(unit.text);
}

const PARTS_OF_BUNDLE: ReadonlySet<string> = new Set([
  'code',
  'source',
  'contents',
  'banner',
  'footer',
  'intro',
  'outro',
]);

/** `chunk.code += …`, `build.initialOptions.banner = …`, `compilation.assets[name] = …`, by the name alone or by what is put there. */
export function noteBundled(machine: Machine, name: string | undefined, value: Value): void {
  const isPart = name !== undefined && PARTS_OF_BUNDLE.has(name);
  const isAsset = !isPart && isObj(value) && isCallable(value.props.get('source') as Value);
  if ((isPart || isAsset) && isOfPlugin(machine.position().unit)) noteBuilt(machine, value);
}

/** What the calls of these methods are given becomes code, where `of` says so of the whole name. */
const CALLS: readonly { readonly method: RegExp; readonly of: RegExp; readonly where?: RegExp }[] = [
  { method: /^(?:Raw|Concat|Original|SourceMap|Compat|Prefix)Source$/, of: /./ },
  {
    method: /^(?:template|default|statements?|program|expression|ast|smart)$/,
    of: /^(?:@babel\/(?:template|core)\b|build\(\))/,
  },
  { method: /^@babel\/template$/, of: /./ },
  // Others take texts apart to look at them.
  { method: /^parse(?:Expression|Sync)?$/, of: /^@babel\/(?:parser|core)\./, where: /\bvisitor\b/ },
  { method: /^(?:append|prepend|overwrite|update)(?:Left|Right)?$/, of: /^magic-string\b/ },
];

/** All of them, and those that are asked for below: most calls are of another name. */
const PUTS =
  /Source$|[tT]emplate$|^(?:default|statements?|program|expression|ast|smart|transform)$|^(?:parse|append|prepend|overwrite|update|replace)/;

/** What a call puts into somebody else's program. */
export function noteBuilding(machine: Machine, call: ApiCall): void {
  const { api, method, args } = call;
  if (!PUTS.test(method)) return;
  const stands = (where: RegExp): boolean => where.test(machine.position().unit.text);
  const isPut = CALLS.some(
    (one) => one.method.test(method) && one.of.test(api) && (one.where === undefined || stands(one.where)),
  );
  const isReplaced = isReplacing(method) && isMarkupOrCode(args[1]) && isOfPlugin(machine.position().unit);
  if (isPut) for (const arg of args) noteBuilt(machine, arg);
  else if (isReplaced) noteBuilt(machine, args[1]);
  else if (isOfMetro(call)) noteBuilt(machine, args[0]);
}

function isReplacing(method: string): boolean {
  return method === 'replace' || method === 'replaceAll';
}

/** `upstream.transform({ src, filename, options })` */
function isOfMetro({ method, args: [given] }: ApiCall): boolean {
  return method === 'transform' && isObj(given) && given.props.has('src');
}

function isMarkupOrCode(value: Value): boolean {
  return textsOf(value).some((text) => /<script|[(=]/.test(text));
}

/** Of what comes as an argument, by its name alone. */
const BY_NAME: ReadonlySet<string> = new Set([
  ...['RawSource', 'ConcatSource', 'OriginalSource', 'SourceMapSource', 'CompatSource', 'PrefixSource'],
  ...['onLoad', 'ast', 'statements'],
]);

/** The name of a part of what a bundler or compiler hands to its plugins. */
export function partOfBuild(machine: Machine, name: string): string | undefined {
  const isTemplate = name === 'template' && /\bvisitor\b/.test(machine.position().unit.text);
  return isTemplate || BY_NAME.has(name) ? `${BUILD}.${name}` : undefined;
}

export const BUILD = 'build()';

/** `build.onLoad({ filter }, () => ({ contents }))` of esbuild. */
export const builds: Family = (machine, { method, args, callee }) => {
  if (method !== 'onLoad') return UNHANDLED;
  for (const arg of args.filter(isCallable))
    noteBuilt(machine, machine.callHandler(arg, parametersFor(arg, callee.taints)));
  return unknown();
};
