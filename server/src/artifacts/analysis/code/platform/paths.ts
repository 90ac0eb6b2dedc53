import { posix } from 'node:path';
import { join, known, membersOf, unknown } from '../values/lattice.js';
import { joinTaints } from '../values/taints.js';
import { isSymbolic, SOMETHING, placeholder, textsOf } from '../values/text.js';
import type { Machine, Taints, Value } from '../values/types.js';
import { textFrom } from '../language/coercion.js';
import { UNHANDLED, type Family } from './api-call.js';

type Make = (parts: readonly string[]) => string;

const CWD = placeholder('cwd');

const MAKE: Readonly<Record<string, Make>> = {
  join: (parts) => aroundHere(parts.filter((part) => part !== '').join('/')),
  normalize: ([path = '']) => aroundHere(path),
  dirname: ([path = '']) => folderOf(path),
  basename: ([path = '', ending]) => posix.basename(path, ending),
  extname: ([path = '']) => posix.extname(path),
  toNamespacedPath: ([path = '']) => path,
  resolve: (parts) => resolved(parts),
  relative: ([from = '', to = '']) => (to.startsWith(`${from}/`) ? to.slice(from.length + 1) : to),
};

/** With an open beginning, too: `‹home›/x`. What lies in a folder, or is not known at all, goes on from there. */
const ABSOLUTE = /^(?:[/\uE000]|[A-Za-z]:)(?<!^\uE000(?=(?:entry|\?)\uE001))/;

/** Of what is not known nobody can say that it lies in no folder. */
function folderOf(path: string): string {
  if (path === CWD) return '..';
  return isSymbolic(path) && !path.includes('/') ? SOMETHING : posix.dirname(path);
}

function resolved(parts: readonly string[]): string {
  const start = parts.findLastIndex((part) => ABSOLUTE.test(part));
  return MAKE.join?.(start === -1 ? [CWD, ...parts] : parts.slice(start)) ?? '';
}

/** Above the folder in which the program runs there is one, too: `‹cwd›/..` is not nothing. */
function aroundHere(path: string): string {
  const inside = path.startsWith(`${CWD}/`) ? posix.normalize(path.slice(CWD.length + 1)) : '';
  return inside === '..' || inside.startsWith('../') ? inside : posix.normalize(path);
}

/** What `path` does: paths with open parts are still paths. */
export const paths: Family = (machine, { method, args }) => {
  if (method === 'parse') return parsed(machine, args[0]);
  const make = Object.hasOwn(MAKE, method) ? MAKE[method] : undefined;
  if (make === undefined) return UNHANDLED;
  const many = args.findIndex(isOneOfSeveral);
  if (many === -1) return joined(make, args);
  // One part can be several things: so can the path. What somebody may give instead is one more of them.
  const members = membersOf(args[many]).map((one) => joined(make, args.with(many, one)));
  return members.reduce(join);
};

function joined(make: Make, args: readonly Value[]): Value {
  const texts = args.map((arg) => textFrom(arg));
  const taints = texts.reduce<Taints>((all, one) => joinTaints(all, one.taints), []);
  return known(make(texts.map(({ text }) => text)), taints);
}

function isOneOfSeveral(value: Value): boolean {
  return typeof value === 'object' && value?.kind === 'union' && textsOf(value).length > 0;
}

function parsed(machine: Machine, path: Value): Value {
  const { text, taints } = textFrom(path);
  const { dir, base, ext, name, root } = posix.parse(text);
  const record = machine.record({ dir, base, ext, name, root });
  record.taints = taints;
  return text === '' ? unknown(taints) : record;
}
