import type { ESTree } from 'meriyah';
import { keyFrom } from '../language/coercion.js';
import { isNullish, join, joinAll, membersOf } from '../values/lattice.js';
import { array, isObj, object } from '../values/objects.js';
import type { Elements, Machine, Node, Scope, Value } from '../values/types.js';
import { assignName, memberKey } from './references.js';
import { declare } from './scopes.js';

/** Gives a value to whatever stands on the left: a name, a member, a pattern of them. */
export function assignPattern(machine: Machine, pattern: Node, value: Value, scope: Scope, isNew: boolean): void {
  switch (pattern.type) {
    case 'Identifier':
      giveName(machine, pattern.name, value, scope, isNew);
      break;
    case 'MemberExpression':
      machine.set(machine.evaluate(pattern.object, scope), memberKey(machine, pattern, scope), value);
      break;
    case 'AssignmentPattern':
    case 'AssignmentExpression':
      assignWithDefault(machine, pattern, value, scope, isNew);
      break;
    case 'ArrayPattern':
    case 'ArrayExpression':
      assignElements(machine, pattern.elements, value, scope, isNew);
      break;
    case 'ObjectPattern':
    case 'ObjectExpression':
      assignProperties(machine, pattern.properties as readonly Node[], value, scope, isNew);
      break;
    default:
      break;
  }
}

function giveName(machine: Machine, name: string, value: Value, scope: Scope, isNew: boolean): void {
  if (isNew) declare(scope, name, value, machine.depth);
  else assignName(machine, name, value, scope);
}

function assignWithDefault(
  machine: Machine,
  pattern: ESTree.AssignmentPattern | ESTree.AssignmentExpression,
  value: Value,
  scope: Scope,
  isNew: boolean,
): void {
  const fallback = pattern.right;
  const isMissing = value === undefined ? true : isNullish(value) === undefined ? undefined : false;
  const given =
    isMissing === false || fallback == null
      ? value
      : isMissing === true
        ? machine.evaluate(fallback, scope)
        : join(
            value,
            machine.maybeValue(() => machine.evaluate(fallback, scope)),
          );
  assignPattern(machine, pattern.left, given, scope, isNew);
}

function assignElements(
  machine: Machine,
  elements: readonly (Node | null)[],
  value: Value,
  scope: Scope,
  isNew: boolean,
): void {
  // Of several pairs of which one is meant, the second parts belong together.
  const lists = membersOf(value).map((one) => ({ one, all: machine.elements(one) }));
  elements.forEach((element, index) => {
    if (element === null) return;
    const isRest = element.type === 'RestElement' || element.type === 'SpreadElement';
    const given = joinAll(
      lists.map(({ one, all }) =>
        isOpenList(one) && !isRest ? machine.get(one, index) : partFrom(machine, all, index, isRest),
      ),
    );
    assignPattern(machine, isRest ? element.argument : element, given, scope, isNew);
  });
}

/** What is known of it stands where it stands, and each place may have what else there is. */
function isOpenList(value: Value): boolean {
  return isObj(value) && value.tag === 'Array' && value.rest !== undefined && (value.items ?? []).length > 0;
}

function partFrom(machine: Machine, { items, complete }: Elements, index: number, isRest: boolean): Value {
  if (!complete) return items[0];
  return isRest ? array(items.slice(index), machine.depth) : items[index];
}

function assignProperties(
  machine: Machine,
  properties: readonly Node[],
  value: Value,
  scope: Scope,
  isNew: boolean,
): void {
  const taken: string[] = [];
  for (const property of properties) {
    if (property.type === 'Property') {
      const key = propertyKey(machine, property, scope);
      const name = keyFrom(key);
      if (name !== undefined) taken.push(name);
      assignPattern(machine, property.value, machine.get(value, key), scope, isNew);
    } else if (property.type === 'RestElement' || property.type === 'SpreadElement') {
      const rest = object('Object', { depth: machine.depth });
      machine.copyProperties(rest, value);
      for (const key of taken) rest.props.delete(key);
      assignPattern(machine, property.argument, rest, scope, isNew);
    }
  }
}

function propertyKey(machine: Machine, property: ESTree.Property, scope: Scope): Value {
  if (property.computed) return machine.evaluate(property.key, scope);
  return property.key.type === 'Identifier' ? property.key.name : String((property.key as ESTree.Literal).value);
}
