import { membersOf } from '../values/lattice.js';
import { isCallable, isObj } from '../values/objects.js';
import { allTaints } from '../values/taints.js';
import { textOf, textsOf } from '../values/text.js';
import type { Machine, Obj, Scope, Unknown, Value } from '../values/types.js';
import { parametersFor } from './api-call.js';
import { textFrom } from '../language/coercion.js';
import { destinationOf, hostOfUrl, type Destination } from './destinations.js';
import { send } from './network.js';

/** Calls of the platform that everybody else's code goes through. */
const HOOKS: readonly (readonly [RegExp, 'wallet' | 'requests' | 'modules'])[] = [
  [
    /^(?:global\.|window\.)?ethereum\.(?:request|send|sendAsync)$|^solana\.(?:signTransaction|signAndSendTransaction)$/,
    'wallet',
  ],
  [/^(?:global\.fetch|fetch|XMLHttpRequest\.prototype\.(?:open|send)|https?\.(?:request|get))$/, 'requests'],
  [/^module\.(?:_load|_resolveFilename|prototype\.(?:require|_compile)|_extensions\.\*|_extensions\..+)$/, 'modules'],
];

/** What it means to put something on a thing of the platform. */
export function noteAssignment(machine: Machine, target: Unknown, name: string | undefined, value: Value): void {
  const { api = '' } = target;
  const path = `${api}.${name ?? '*'}`;
  noteHook(machine, path, value);
  if (path.startsWith('require.cache.')) machine.behave('hooks-modules', 'require.cache');
  if (api === 'element()' || api === 'URL()') assignToPart(machine, target, name ?? '', value);
  if (NAVIGATES.test(path)) send(machine, [value], destinationOf(machine, [value]));
  if (name?.startsWith('on') === true) runHandler(machine, target, value);
}

/** An element loads what it is given; an address becomes another one. */
function assignToPart(machine: Machine, target: Unknown, name: string, value: Value): void {
  if (target.api === 'URL()') target.props?.set('@@put', value);
  else assignToElement(machine, target, name, value);
}

/** `xhr.onload = …` is called with what was asked for. */
function runHandler(machine: Machine, target: Unknown, value: Value): void {
  if (!isCallable(value)) return;
  const answer = target.props?.get('@@answer');
  machine.callHandler(value, parametersFor(value, answer === undefined ? target.taints : allTaints(answer)));
}

/** Where a page is sent to another address. */
const NAVIGATES = /^(?:global\.)?location\.href$|^global\.location$/;

function noteHook(machine: Machine, path: string, value: Value): void {
  const hook = HOOKS.find(([pattern]) => pattern.test(path.replace(/^global\.(?=ethereum)/, '')))?.[1];
  if (hook === undefined || !isCallable(value)) return;
  machine.behave(`hooks-${hook}`, path.replace(/^global\./, ''));
  if ((hook === 'requests' || hook === 'wallet') && (holdsAddresses(value) || namesAddress(value)))
    machine.behave('replaces-addresses', path);
}

const MONEY_ADDRESS =
  /^(?:0x[0-9a-fA-F]{40}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[0-9a-z]{25,60}|T[1-9A-HJ-NP-Za-km-z]{33}|[1-9A-HJ-NP-Za-km-z]{43,44}|[LM][1-9A-HJ-NP-Za-km-z]{26,33})$/;
/** The address stands in the function itself, beside the field that says whom money goes to. */
const TO_ADDRESS = /\bto\b[^;\n]{0,60}['"`](?:0x[0-9a-fA-F]{40}|[1-9A-HJ-NP-Za-km-z]{43,44})['"`]/;

function namesAddress(callee: Value): boolean {
  return membersOf(callee).some((one) => {
    if (!isObj(one) || one.call?.kind !== 'closure') return false;
    const { node, scope } = one.call;
    return node !== undefined && TO_ADDRESS.test(scope.unit.text.slice(node.start, node.end));
  });
}

export function isMoneyAddress(text: string): boolean {
  return MONEY_ADDRESS.test(text);
}

const MAX_LOOKED_AT = 400;

/** Whether a function can reach addresses that money is sent to: by a name that stands in it, or in a function that it names. */
function holdsAddresses(callee: Value): boolean {
  let left = MAX_LOOKED_AT;
  const seen = new Set<Obj>();
  const isAddress = (value: Value, depth: number): boolean => {
    left -= 1;
    if (left < 0 || depth > MAX_REACH) return false;
    const text = textOf(value);
    if (text !== undefined) return MONEY_ADDRESS.test(text);
    if (!isObj(value)) return false;
    if (value.call !== undefined) return reaches(value, depth);
    return [...(value.items ?? []), ...value.props.values()].some((one) => isAddress(one as Value, depth + 1));
  };
  const reaches = (made: Obj, depth: number): boolean => {
    if (made.call?.kind !== 'closure' || seen.has(made)) return false;
    seen.add(made);
    const { node, scope: own } = made.call;
    const names = new Set(own.unit.text.slice(node?.start, node?.end).match(NAME));
    for (let scope: Scope | undefined = own; scope !== undefined; scope = scope.parent) {
      if ([...scope.vars].some(([name, { value }]) => names.has(name) && isAddress(value, depth + 1))) return true;
    }
    return false;
  };
  return membersOf(callee).some((one) => isObj(one) && reaches(one, 0));
}

const NAME = /[A-Za-z_$][\w$]*/g;
/** Functions that name functions, and lists in lists. */
const MAX_REACH = 8;

const MARKUP: ReadonlySet<string> = new Set(['innerHTML', 'outerHTML']);
const CODE_OF_SCRIPT: ReadonlySet<string> = new Set(['text', 'textContent', 'innerHTML', 'src']);

/** An address that an element loads is a request; a script that is put into the page runs. */
export function assignToElement(machine: Machine, target: Unknown, name: string, value: Value): void {
  if (name === 'src' || name === 'href') send(machine, [value], destinationOf(machine, [value]));
  if (MARKUP.has(name)) send(machine, [value], destinationInMarkup(value));
  const isScript = textsOf(target.notes?.element)[0] === 'script';
  if (isScript && CODE_OF_SCRIPT.has(name)) machine.report({ sink: 'page-script', taints: allTaints(value) });
}

/** Markup that is put into a page loads what it names. */
function destinationInMarkup(value: Value): Destination {
  const { text } = textFrom(value);
  const address = /\b(?:src|href|action)\s*=\s*["']?(https?:[^\s"'>]*)/i.exec(text)?.[1] ?? '';
  return { host: hostOfUrl(address), address };
}
