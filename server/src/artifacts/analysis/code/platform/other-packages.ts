import { membersOf } from '../values/lattice.js';
import { isCallable, isObj } from '../values/objects.js';
import { allTaints, CLEAN, taint, taintsOfAll } from '../values/taints.js';
import { textOf } from '../values/text.js';
import type { Machine, Taint, Taints, Unknown, Value } from '../values/types.js';

/** Between the name that a package is imported by and the path of its export: neither holds it. */
const BETWEEN = '\u0000';
/** An import of a package: no path, no address, nothing of the own package. */
const BARE = /^(?:@[^/\\:]+\/)?[^./\\#:@][^\\:]*$/;

export interface ExportOf {
  readonly package: string;
  readonly path: string;
}

/** What an open end says of which export it is. */
export function exportIn(detail: string): ExportOf {
  const [name = '', path = ''] = detail.split(BETWEEN);
  return { package: name, path };
}

/** How an open end says it. */
export function exportDetail(name: string, path: string): string {
  return `${name}${BETWEEN}${path}`;
}

export function isBareName(specifier: string): boolean {
  return BARE.test(specifier);
}

/** What importing another package gives, as long as nothing is known of that package. */
export function moduleOfPackage(machine: Machine, specifier: string): Unknown {
  return machine.apiObject(specifier, taint('from-package', machine.position(), exportDetail(specifier, '')));
}

/** What stands under a name of an export that nobody has called yet is an export, too; undefined for everything else. */
export function exportMember(machine: Machine, { api = '', taints }: Unknown, path: string): Unknown | undefined {
  const [only] = taints;
  if (taints.length !== 1 || only?.kind !== 'from-package') return undefined;
  const own = exportIn(only.detail ?? '');
  if (api !== own.package + own.path) return undefined;
  const detail = exportDetail(own.package, path.slice(own.package.length));
  return machine.apiObject(path, taint('from-package', machine.position(), detail));
}

/** What a call has to say of itself here. */
interface Call {
  readonly api: string;
  readonly method: string;
  readonly callee: Unknown;
  readonly args: readonly Value[];
}

/** Which export of which package something is that is called; undefined where it is none. */
function calledExport({ api, callee }: Call): ExportOf | undefined {
  if (api === '') return undefined;
  for (const { kind, detail = '' } of callee.taints) {
    if (kind !== 'from-package') continue;
    const { package: name } = exportIn(detail);
    const rest = api.slice(name.length);
    if (api.startsWith(name) && /^(?:$|[.(])/.test(rest)) return { package: name, path: rest };
  }
  return undefined;
}

/** Calls with more say nothing by the later ones. */
const MAX_ARGUMENTS = 6;

/** Tells what a call hands to another package, or back to a caller. @returns what its result is made of by that */
export function handOver(machine: Machine, call: Call): Taints {
  const { args, callee, method } = call;
  const called = calledExport(call);
  if (called === undefined) {
    const isCallers = call.api === '' && callee.taints.some(({ kind }) => kind === 'from-caller');
    if (isCallers || method === 'emit')
      machine.report({ sink: 'given', taints: taintsOfAll(args.filter((arg) => !isCallable(arg))) });
    return CLEAN;
  }
  const of = exportDetail(called.package, called.path);
  machine.handOver(of);
  args.slice(0, MAX_ARGUMENTS).forEach((arg, index) => {
    if (isCallable(arg)) return;
    machine.report({
      sink: 'handed-over',
      taints: allTaints(arg),
      argument: { of, index, isConstant: looksEncoded(arg) },
    });
  });
  return taint('from-package', machine.position(), exportDetail(called.package, `${called.path}()`));
}

/** Shorter texts and lists hold no code. */
const SHORTEST_ENCODED = 24;

/** A text without blanks, or a list of numbers: what a decoder is fed with. */
function looksEncoded(value: Value): boolean {
  return membersOf(value).some((one) => {
    const text = textOf(one);
    if (text !== undefined) return text.length >= SHORTEST_ENCODED && !/\s/.test(text.slice(0, SHORTEST_ENCODED));
    if (!isObj(one)) return false;
    if (one.bytes !== undefined) return one.bytes.length >= SHORTEST_ENCODED;
    return one.items !== undefined && one.items.length >= SHORTEST_ENCODED && typeof one.items[0] === 'number';
  });
}

/** An export that is called is not data of what it gives. */
export function isUncalledExport({ kind, detail = '' }: Taint): boolean {
  return kind === 'from-package' && !detail.includes('()');
}
