import { joinAll, unknown } from '../values/lattice.js';
import { native, object } from '../values/objects.js';
import type { Machine, Obj, Value } from '../values/types.js';

/**
 * What goes through something one by one, and stands for the list of it all: compilers write loops and spreads as calls of its
 * `next`. Where not all is known, each round gives any of it, and whether that was the last one is not known.
 */
export function iteratorOf(machine: Machine, value: Value): Obj {
  const { items, complete } = machine.elements(value);
  const made = machine.listOf({ items, complete });
  let asked = 0;
  const next = native('next', (asking) => {
    asked += 1;
    if (!complete) {
      asking.unknowns += 1;
      return result(asking, joinAll(items), unknown());
    }
    return asked > items.length ? result(asking, undefined, true) : result(asking, items[asked - 1], false);
  });
  made.props.set('next', next);
  made.props.set(
    '@@iterator',
    native('iterator', (_machine, self) => self),
  );
  return made;
}

function result(machine: Machine, value: Value, done: Value): Obj {
  return object('Object', {
    props: [
      ['value', value],
      ['done', done],
    ],
    depth: machine.depth,
  });
}
