import { membersOf, unknown } from '../values/lattice.js';
import { isCallable, isObj } from '../values/objects.js';
import { taint } from '../values/taints.js';
import { readable, textOf, textsOf } from '../values/text.js';
import type { Machine, Obj, Scope, Taints, Unknown, Value } from '../values/types.js';
import { takesRequest } from './routes.js';

/** Calls of the platform that everybody else's code goes through. */
const HOOKS: readonly (readonly [RegExp, 'wallet' | 'requests' | 'modules'])[] = [
  [
    /^(?:global\.|window\.)?ethereum\.(?:request|send|sendAsync)$|^solana\.(?:signTransaction|signAndSendTransaction)$/,
    'wallet',
  ],
  [/^(?:global\.fetch|fetch|XMLHttpRequest\.prototype\.(?:open|send)|https?\.(?:request|get))$/, 'requests'],
  [/^module\.(?:_load|_resolveFilename|prototype\.(?:require|_compile)|_extensions\.\*|_extensions\..+)$/, 'modules'],
];

function hookOf(path: string): (typeof HOOKS)[number][1] | undefined {
  return HOOKS.find(([pattern]) => pattern.test(path.replace(/^global\.(?=ethereum)/, '')))?.[1];
}

/** A wallet as a whole, which pages ask through its methods. */
const WALLET = /^(?:global\.)?(?:ethereum|solana)$/;

/** `new Proxy(window.ethereum, { get })`: what is got there gets what others give to a wallet. @param member what the handler gives */
export function noteStandIn(machine: Machine, { api = '' }: Unknown, member: Value): void {
  const isWallet = WALLET.test(api);
  const hook = isWallet ? 'wallet' : hookOf(api);
  if (hook === undefined) return;
  machine.behave(`hooks-${hook}`, api.replace(/^global\./, ''));
  if (isWallet && isCallable(member)) intercept(machine, member, api);
}

/** A function of the platform or of another package is replaced by one of the code: it gets what others give to it. */
export function noteHook(machine: Machine, { api = '' }: Unknown, path: string, value: Value): void {
  noteSpoiled(machine, path, value);
  const hook = hookOf(path);
  if (hook === undefined ? isOfOthers(api, path) : hook !== 'modules') intercept(machine, value, readable(path));
  if (hook === undefined) return;
  machine.behave(`hooks-${hook}`, path.replace(/^global\./, ''));
  if ((hook === 'requests' || hook === 'wallet') && (holdsAddresses(value) || namesAddress(value)))
    machine.behave('replaces-addresses', path);
}

function noteSpoiled(machine: Machine, path: string, value: Value): void {
  if (OF_EVERYBODY.test(path) && membersOf(value).some(leavesItToChance)) machine.behave('spoils-builtins', path);
}

/** Methods of the language and of pages that all code calls. */
const OF_EVERYBODY = /^(?:Array|String|Object|Promise|Map|Set|Function|Storage|JSON|Date|Number)(?:\.prototype)?\.\w+$/;
const CALLS_FORMER = /\.\s*(?:apply|call)\s*\(/;
const BY_CHANCE = /\bMath\s*\.\s*random\s*\(\s*\)\s*[<>]/;
/** `const rnd = () => Math.random() < 0.3` */
const CHANCES =
  /\b([\w$]+)\s*=\s*(?:function\s*)?\(\s*\)\s*(?:=>)?\s*(?:\{\s*return\s+)?Math\s*\.\s*random\s*\(\s*\)\s*[<>]|\bfunction\s+([\w$]+)\s*\(\s*\)\s*\{\s*return\s+Math\s*\.\s*random\s*\(\s*\)\s*[<>]/g;

/** A function that does now and then what its former did, and at other times something else: nobody finds what is wrong with such a program. */
function leavesItToChance(one: Value): boolean {
  if (!isObj(one) || one.call?.kind !== 'closure' || one.call.node === undefined) return false;
  const { text } = one.call.scope.unit;
  const own = text.slice(one.call.node.start, one.call.node.end);
  if (!CALLS_FORMER.test(own)) return false;
  const names = [...text.matchAll(CHANCES)].map(([, variable, declared]) => variable ?? declared ?? '');
  return BY_CHANCE.test(own) || names.some((name) => own.includes(`${name}()`));
}

/** The function, or the class, that stands where another one is expected gets what other code hands on. */
export function intercept(machine: Machine, value: Value, what: string): void {
  const args = intercepted(taintOfGiven(machine, value, what), what);
  if (membersOf(value).some(isClass)) machine.maybeValue(() => machine.construct(value, args));
  else machine.callHandler(value, args, ownerOf(machine, what));
}

/** A method that stands in the place of another one is called on what others have made: a request with all its headers. */
function ownerOf(machine: Machine, what: string): Value {
  return METHOD.test(what) ? unknown(taint('intercepted', machine.position(), what)) : undefined;
}

const METHOD = /^(?!XMLHttpRequest\b).*\.prototype\.[\w$]+$/;

/** Whatever reaches a server goes through its own methods, and through those that take a request and answer it. */
function taintOfGiven(machine: Machine, value: Value, what: string): Taints {
  const at = machine.position();
  if (/^https?\.Server\.prototype\.(?:emit|on|addListener)$/.test(what)) return taint('request-input', at, what);
  const given = taint('intercepted', at, what);
  const isServed = hookOf(what) === undefined && membersOf(value).some(answersRequests);
  return isServed ? [...given, ...taint('request-input', at, what)] : given;
}

function answersRequests(one: Value): boolean {
  if (!isObj(one) || one.call?.kind !== 'closure' || one.call.node === undefined) return false;
  return takesRequest(one.call.node, one.call.scope.unit.text);
}

function isClass(one: Value): boolean {
  return isObj(one) && one.call?.kind === 'closure' && one.call.classParts !== undefined;
}

/** Functions that take what they get as `arguments` name no parameters. */
const PARAMETERS = 4;

/** A verb and an address, which all that measures a page's requests tells of: what goes there comes later. */
const OPENS_REQUEST = 'XMLHttpRequest.prototype.open';
const SHOWN_OF_REQUEST = 2;

/** `fetch(address, { method, body })`: all that measures requests tells of the address and the verb. A request says more than its address by its parts. */
const FETCHES = /(?:^|\.)fetch$/;
export const FETCHED = 'fetched()';
export const FETCHED_WITH = 'fetched().options';
const SAYS_MORE = /^(?:body|headers|clone|text|json|formData|arrayBuffer|blob|bytes)$/;
const SAYS_LITTLE = /^(?:method|mode|cache|redirect|keepalive|signal|priority|referrerPolicy|credentials|integrity)$/;

export function fetchedMember(machine: Machine, holder: Unknown, name: string | undefined): Value {
  const taints = taint('intercepted', machine.position(), 'fetch');
  if (holder.api === FETCHED) return name !== undefined && SAYS_MORE.test(name) ? unknown(taints) : undefined;
  return name !== undefined && SAYS_LITTLE.test(name) ? unknown() : undefined;
}

function intercepted(taints: Taints, what: string): readonly Value[] {
  if (FETCHES.test(what)) return [unknown([], { api: FETCHED }), unknown(taints, { api: FETCHED_WITH })];
  const plain = what === OPENS_REQUEST ? SHOWN_OF_REQUEST : 0;
  return Array.from({ length: PARAMETERS }, (_, index) => unknown(index < plain ? [] : taints));
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

/** Calls of a contract have the address of whoever is paid in the middle of what they say, each argument as long as the others. */
const ADDRESS_IN_DATA = /(?:^|[^0-9a-f])(?:0x)?(?:[0-9a-f]{8})?(?:0{24})?[0-9a-f]{40}(?:[0-9a-f]{64})*(?![0-9a-f])/i;

/** What a contract is called with names somebody who stands in the code. */
export function namesRecipient(data: Value): boolean {
  return textsOf(data).some((text) => ADDRESS_IN_DATA.test(text));
}

/** The address itself, or a text in which it was put. */
export function holdsMoneyAddress(value: Value): boolean {
  const put = membersOf(value).flatMap((one) =>
    typeof one === 'object' && one?.kind === 'unknown' ? textsOf(one.notes?.replacement) : [],
  );
  return [...textsOf(value), ...put].some(isMoneyAddress);
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

/** Things of a page or process that call what is put on them, and what the code itself has made. */
const OWN =
  /^(?:global|element|event|xhr|field|process|module|exports|require|document|navigator|location|console)\b|(?<!^loaded)\(\)$/;

/** Names that are there to be filled: plugins of jQuery, listeners, settings. */
const ADDS = /\.fn\.|\.\$\w*$|\.(?:on[a-z]*|\*)$/;

/** A method of a class of another package or of the platform, or a function that a package exports. */
function isOfOthers(api: string, path: string): boolean {
  return api !== '' && !OWN.test(api) && !ADDS.test(path);
}
