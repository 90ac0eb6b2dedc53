import type { ESTree } from 'meriyah';
import { membersOf, unknown } from '../values/lattice.js';
import { object } from '../values/objects.js';
import { CLEAN, taintsOfAll } from '../values/taints.js';
import type { Machine, Node, Obj, Scope, Value } from '../values/types.js';

/** What compilers make a call of for each element. */
const MAKES_ELEMENT = 'react/jsx-runtime.jsx';

/** `<input type="password" onChange={…} />`: what is given to an element of the page is given to whoever makes that. */
export function runElement(machine: Machine, node: ESTree.JSXElement, scope: Scope): Value {
  const props = propsOf(machine, node.openingElement, scope);
  const children = node.children.map((child) => run(machine, child as Node, scope));
  const name = nameOf(node.openingElement);
  if (name !== undefined) machine.call(machine.apiObject(MAKES_ELEMENT), undefined, [name, props]);
  return unknown(taintsOfAll([props, ...children]));
}

export function runFragment(machine: Machine, node: ESTree.JSXFragment, scope: Scope): Value {
  for (const child of node.children) run(machine, child, scope);
  return unknown(CLEAN);
}

/** Of an element of the page. Components have names that begin with a capital letter, and are looked at by themselves. */
function nameOf({ name }: ESTree.JSXOpeningElement): string | undefined {
  return name.type === 'JSXIdentifier' && /^[a-z]/.test(name.name) ? name.name : undefined;
}

function propsOf(machine: Machine, { attributes }: ESTree.JSXOpeningElement, scope: Scope): Obj {
  const props = object('Object', { depth: machine.depth });
  for (const attribute of attributes as readonly Node[]) {
    if (attribute.type === 'JSXSpreadAttribute')
      for (const one of membersOf(machine.evaluate(attribute.argument, scope))) machine.copyProperties(props, one);
    else if (attribute.type === 'JSXAttribute' && attribute.name.type === 'JSXIdentifier')
      machine.set(props, attribute.name.name, valueOf(machine, attribute.value, scope));
  }
  return props;
}

function valueOf(machine: Machine, node: Node | null, scope: Scope): Value {
  if (node === null) return true;
  return node.type === 'Literal' ? machine.evaluate(node, scope) : run(machine, node, scope);
}

function run(machine: Machine, node: Node, scope: Scope): Value {
  switch (node.type) {
    case 'JSXExpressionContainer':
      return node.expression.type === 'JSXEmptyExpression' ? undefined : machine.evaluate(node.expression, scope);
    case 'JSXElement':
    case 'JSXFragment':
      return machine.evaluate(node, scope);
    default:
      return undefined;
  }
}
