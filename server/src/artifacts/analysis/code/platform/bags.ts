import { known, unknown } from '../values/lattice.js';
import { native, object } from '../values/objects.js';
import { allTaints, joinTaints, taintsOfAll } from '../values/taints.js';
import type { Machine, Obj, Value } from '../values/types.js';
import { UNHANDLED, type ApiCall } from './api-call.js';
import { destinationOf } from './destinations.js';
import { send } from './sending.js';
import { formInput, isForm } from './page-input.js';
import { pipe } from './streams.js';

/** Something that is filled bit by bit: form data, headers, a query. */
export function bags(machine: Machine, { args, isNew, api }: ApiCall): Value | typeof UNHANDLED {
  if (!isNew && api.includes('.')) return UNHANDLED;
  const form = api === 'FormData' && args.some(isForm) ? allTaints(formInput(machine)) : [];
  const made = object('Object', { depth: machine.depth, taints: joinTaints(taintsOfAll(args), form) });
  const put = native('append', (_machine, _self, values) => {
    made.taints = joinTaints(made.taints, taintsOfAll(values));
    return made;
  });
  for (const name of ['append', 'set', 'add']) made.props.set(name, put);
  made.props.set(
    'toString',
    native('toString', () => unknown(allTaints(made.taints.length > 0 ? known('', made.taints) : ''))),
  );
  if (api === 'form-data') sendsItself(made);
  if (api === 'Request') made.props.set('url', args[0]);
  made.open = true;
  return made;
}

/** The package for Node.js goes on its way by itself: `form.submit(url)`, `form.pipe(request)`. */
function sendsItself(made: Obj): void {
  made.props.set(
    'submit',
    native('submit', (machine, self, args) => {
      send(machine, [self, ...args], destinationOf(machine, args));
      return unknown();
    }),
  );
  made.props.set(
    'pipe',
    native('pipe', (machine, self, [target]) => pipe(machine, self, target)),
  );
  made.props.set(
    'getHeaders',
    native('getHeaders', () => unknown()),
  );
}
