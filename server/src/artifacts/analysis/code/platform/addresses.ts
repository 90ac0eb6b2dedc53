import { posix } from 'node:path';
import { known, unknown } from '../values/lattice.js';
import { allTaints, joinTaints, taintsOfAll } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { textFrom } from '../language/coercion.js';
import { UNHANDLED, type ApiCall } from './api-call.js';

/** `url.searchParams.set(name, value)` changes the address. */
export function queriesOfUrls(machine: Machine, { method, args, self, callee }: ApiCall): Value | typeof UNHANDLED {
  if (method !== 'set' && method !== 'append') return UNHANDLED;
  const query = typeof self === 'object' && self?.kind === 'unknown' ? self : callee;
  query.props?.set('@@put', unknown(taintsOfAll(args)));
  machine.step();
  return undefined;
}

/** `new URL(address, base)`, as far as its text is known. */
export function urls(machine: Machine, { args, method, api }: ApiCall): Value | typeof UNHANDLED {
  if (method === 'createObjectURL') return args[0];
  if (api !== 'URL') return UNHANDLED;
  const { text, taints } = textFrom(args[0]);
  const base = args[1] === undefined ? '' : textFrom(args[1]).text;
  const whole = /^[a-z][a-z+.-]*:/i.test(text) || base === '' ? text : againstBase(base, text);
  machine.step();
  return {
    kind: 'unknown',
    taints: joinTaints(taints, allTaints(args[1])),
    api: 'URL()',
    text: whole,
    props: new Map(),
  };
}

/** `fileURLToPath(new URL('./bin', import.meta.url))` */
export function addresses(_machine: Machine, { args, method }: ApiCall): Value | typeof UNHANDLED {
  if (method !== 'fileURLToPath') return UNHANDLED;
  const { text, taints } = textFrom(args[0]);
  return known(text.replace(/^file:\/\//, ''), taints);
}

/** What stands behind the last slash of an address is replaced; `..` goes up from there. */
function againstBase(base: string, path: string): string {
  const [, origin = '', folder = ''] = /^([a-z][a-z+.-]*:\/\/[^/]*)?(.*\/)?/is.exec(base) ?? [];
  return origin + posix.normalize(path.startsWith('/') ? path : `${folder === '' ? '/' : folder}${path}`);
}

/** A blob of one text is that text: an address of it can be run. */
export function blobs(machine: Machine, { args }: ApiCall): Value | typeof UNHANDLED {
  const { items } = machine.elements(args[0]);
  const texts = items.flatMap((item) => textsOf(item));
  return items.length === 1 && texts.length === 1 ? items[0] : unknown(taintsOfAll(items));
}
