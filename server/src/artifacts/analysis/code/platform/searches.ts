import { unknown } from '../values/lattice.js';
import { array, isCallable, promise } from '../values/objects.js';
import { joinTaints, taint } from '../values/taints.js';
import { readable, textsOf } from '../values/text.js';
import type { Taints, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';
import { fileKind } from './secrets.js';

/** `glob('**\/.env')`: the names of files, which say what is in them. */
export const searches: Family = (machine, { method, args, isNew, api }) => {
  if (isNew || api.includes('()')) return UNHANDLED;
  const patterns = [args[0], ...machine.elements(args[0] ?? array([])).items].flatMap((one) => textsOf(one));
  const taints = patterns.reduce<Taints>((all, pattern) => {
    const kind = fileKind(pattern);
    return kind === undefined ? all : joinTaints(all, taint(kind, machine.position(), readable(pattern)));
  }, []);
  const found = array([], machine.depth);
  found.rest = unknown(taints);
  found.open = true;
  const callback: Value = args.findLast(isCallable);
  if (callback !== undefined) machine.callHandler(callback, [null, found]);
  return /sync/i.test(method) ? found : promise(found, machine.depth);
};
