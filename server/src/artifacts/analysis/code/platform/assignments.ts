import { isCallable, isObj } from '../values/objects.js';
import { allTaints } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Unknown, Value } from '../values/types.js';
import { parametersFor } from './api-call.js';
import { textFrom } from '../language/coercion.js';
import { noteBundled } from './builds.js';
import { destinationOf, hostOfUrl, type Destination } from './destinations.js';
import { putVariable } from './host.js';
import { intercept, namesRecipient, noteHook } from './hooks.js';
import { noteScript } from './page-scripts.js';
import { isAccessor } from '../machine/members.js';
import { send } from './sending.js';
import { hearRequests } from './service-workers.js';
import { hearMessages } from './worker-messages.js';

/** What it means to put something on a thing of the platform. */
export function noteAssignment(machine: Machine, target: Unknown, name: string | undefined, value: Value): void {
  const { api = '' } = target;
  const path = `${api}.${name ?? '*'}`;
  if (isCallable(value)) noteHook(machine, target, path, value);
  if (path.startsWith('require.cache.')) replaceModule(machine, value, 0);
  if (isElement(api) || KEEPS.has(api)) assignToPart(machine, target, name, value);
  if (NAVIGATES.test(path)) goTo(machine, value);
  noteRecipient(machine, target, name, value);
  noteBundled(machine, name, value);
  hearMessages(machine, path, value);
  if (name?.startsWith('on') === true) runHandler(machine, target, path, value);
}

/** An entry of the cache holds exports, and those are functions and classes. */
const MAX_MODULE_DEPTH = 2;

/** Whoever requires that module from now on gets this one, and gives it what was meant for the other one. */
function replaceModule(machine: Machine, value: Value, depth: number): void {
  if (depth === 0) machine.behave('hooks-modules', 'require.cache');
  if (isCallable(value)) intercept(machine, value, 'require.cache');
  else if (isObj(value) && depth < MAX_MODULE_DEPTH)
    for (const slot of value.props.values()) if (!isAccessor(slot)) replaceModule(machine, slot, depth + 1);
}

/** A request of other code to a wallet, which the code has in hands because it stands in between, goes to somebody else. */
function noteRecipient(machine: Machine, { taints }: Unknown, name: string | undefined, value: Value): void {
  const isToWallet = taints.some(({ kind, detail = '' }) => kind === 'intercepted' && /ethereum|solana/i.test(detail));
  if (!isToWallet) return;
  const isRecipient = name === 'to' && textsOf(value).length > 0;
  const isInData = name === 'data' && namesRecipient(value);
  if (isRecipient || isInData) machine.behave('replaces-addresses', name);
}

/** What is put there is found there, or in what is made of it. */
const KEEPS: ReadonlySet<string> = new Set(['URL()', 'process.env']);

function isElement(api: string): boolean {
  return api === 'element()' || /^document\.(?:body|head|documentElement)$/.test(api);
}

/** An element loads what it is given; an address becomes another one. */
function assignToPart(machine: Machine, target: Unknown, name = '', value: Value): void {
  if (target.api === 'URL()') target.props?.set('@@put', value);
  else if (target.api === 'process.env') putVariable(machine, name, value);
  else assignToElement(machine, target, name, value);
}

/** `xhr.onload = …` is called with what was asked for. */
function runHandler(machine: Machine, target: Unknown, path: string, value: Value): void {
  if (!isCallable(value)) return;
  if (path === 'global.onfetch') {
    hearRequests(machine, value);
    return;
  }
  const answer = target.props?.get('@@answer');
  machine.callHandler(value, parametersFor(value, answer === undefined ? target.taints : allTaints(answer)));
}

/** Where a page is sent to another address. */
const NAVIGATES = /^(?:(?:global|document)\.)?location\.href$|^(?:global|document)\.location$/;
const MAIL = /^https?:\/\/([^/?#]+).*[/?#&=]([\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+)/i;

/** The page is left for another one, which gets what stands in its address. */
export function goTo(machine: Machine, address: Value): void {
  send(machine, [address], destinationOf(machine, [address]));
  const host = textsOf(address).flatMap((text) => MAIL.exec(text)?.[1] ?? [])[0];
  if (host !== undefined)
    machine.behave('phishing-page', `sends whoever opens it to ${host}, with an address of somebody's mail`);
}

const MARKUP: ReadonlySet<string> = new Set(['innerHTML', 'outerHTML']);
const CODE_OF_SCRIPT: ReadonlySet<string> = new Set(['text', 'textContent', 'innerHTML', 'src']);

/** An address that an element loads is a request; a script that is put into the page runs. */
export function assignToElement(machine: Machine, target: Unknown, name: string, value: Value): void {
  if (name === 'src' || name === 'href') send(machine, [value], destinationOf(machine, [value]));
  if (MARKUP.has(name)) send(machine, [value], destinationInMarkup(value));
  const isScript = textsOf(target.notes?.element)[0] === 'script';
  if (isScript && CODE_OF_SCRIPT.has(name)) machine.report({ sink: 'page-script', taints: allTaints(value) });
  if (isScript && name === 'src') noteScript(machine, value, textsOf(value));
}

/** Markup that is put into a page loads what it names. */
function destinationInMarkup(value: Value): Destination {
  const { text } = textFrom(value);
  const address = /\b(?:src|href|action)\s*=\s*["']?((?:https?:)?\/\/[^\s"'>]*)/i.exec(text)?.[1] ?? '';
  return { host: hostOfUrl(address), address };
}
