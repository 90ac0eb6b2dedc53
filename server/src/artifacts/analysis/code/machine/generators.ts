import { join, unknown } from '../values/lattice.js';
import { array, native, object } from '../values/objects.js';
import { textOf } from '../values/text.js';
import type { Activation, Obj, Value } from '../values/types.js';

/** A generator runs to its end when the first value is asked for; what it yields is known then. */
export function generatorOf(start: () => Activation, depth: number): Obj {
  let finished: Activation | undefined;
  const run = (): Activation => {
    finished ??= start();
    return finished;
  };
  const made = object('Object', { depth });
  let asked = 0;
  const next = native('next', () => {
    asked += 1;
    const { yielded, returned } = run();
    const isSpelledOut = yielded.every((one) => textOf(one) !== undefined || typeof one === 'number');
    if (isSpelledOut && yielded.length > 0)
      return asked > yielded.length ? result(returned, true) : result(yielded[asked - 1], false);
    if (asked > 1) return result(undefined, true);
    return result([...yielded, returned].reduce(join, returned), yielded.length === 0 ? true : unknown());
  });
  made.props.set('next', next);
  made.props.set('return', next);
  made.props.set('throw', next);
  made.props.set(
    '@@asyncIterator',
    native('iterator', (_machine, self) => self),
  );
  made.props.set(
    '@@iterator',
    native('iterator', (_machine, self) => self),
  );
  made.props.set(
    '@@all',
    native('all', () => array([...run().yielded])),
  );
  return made;
}

function result(value: Value, done: Value): Obj {
  return object('Object', {
    props: [
      ['value', value],
      ['done', done],
    ],
  });
}
