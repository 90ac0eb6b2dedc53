import { textFrom } from '../language/coercion.js';
import { known } from '../values/lattice.js';
import { array } from '../values/objects.js';
import { joinTaints, taintsOfAll } from '../values/taints.js';
import type { Machine, Obj, Value } from '../values/types.js';

/** What a tag is called with: the parts of the template between its values, cooked and raw. */
export function templateStrings(strings: readonly (readonly [cooked: string, raw: string])[]): Obj {
  const made = array(strings.map(([cooked]) => cooked));
  made.props.set('raw', array(strings.map(([, raw]) => raw)));
  return made;
}

/** `String.raw`: the parts as they are written, and the values between them. */
export function rawTemplate(machine: Machine, strings: Value, values: readonly Value[]): Value {
  const { items } = machine.elements(machine.get(strings, 'raw'));
  const parts = items.flatMap((item, index) => (index < values.length ? [item, values[index]] : [item]));
  const texts = parts.map(textFrom);
  return known(
    texts.map(({ text }) => text).join(''),
    texts.reduce((all, one) => joinTaints(all, one.taints), taintsOfAll([])),
  );
}
