import { unknown } from '../values/lattice.js';
import { isCallable, isObj, promise } from '../values/objects.js';
import { taint } from '../values/taints.js';
import type { Machine, Value } from '../values/types.js';
import type { DataKind } from '../../../../model/index.js';
import { runCallbacks, UNHANDLED, type ApiCall, type Family } from './api-call.js';

/** What an application of Electron or an extension of a browser is told of whoever uses it, by what follows the name of the API. */
const ASKED: readonly (readonly [call: RegExp, kind: DataKind, detail: string])[] = [
  [/(?:^|\.)cookies\.(?:get|getAll)$/, 'browser-data', 'cookies'],
  [/(?:^|\.)history\.search$/, 'browser-data', 'history'],
  [/(?:^|\.)desktopCapturer\.getSources$/, 'screenshot', 'screen'],
  [/(?:^|\.)tabs\.captureVisibleTab$/, 'screenshot', 'tab'],
];

/** What others ask and are answered passes by. */
const HEARS =
  /(?:^|\.)webRequest\.on(?:BeforeSendHeaders|BeforeRequest|HeadersReceived|SendHeaders)(?:\.addListener)?$/;
/** A program that looks for its own cookie says which. */
const OWN = ['name', 'url', 'domain'] as const;

/** `session.defaultSession.cookies.get({})`, `chrome.cookies.getAll({}, callback)`. */
export const desktops: Family = (machine, call) => {
  const { rest, args } = call;
  if (HEARS.test(rest)) return heard(machine, args);
  const asked = ASKED.find(([pattern]) => pattern.test(rest));
  if (asked === undefined || (asked[2] === 'cookies' && asksForOwn(args))) return UNHANDLED;
  return told(machine, call, asked[1], asked[2]);
};

function asksForOwn(args: readonly Value[]): boolean {
  const [filter] = args;
  // Whatever a caller asks for is the caller's.
  return isObj(filter) ? OWN.some((name) => filter.props.has(name)) : filter !== undefined && !isCallable(filter);
}

function told(machine: Machine, { args }: ApiCall, kind: DataKind, detail: string): Value {
  const taints = taint(kind, machine.position(), detail);
  machine.unknowns += 1;
  runCallbacks(machine, args.filter(isCallable), taints);
  return promise(unknown(taints), machine.depth);
}

function heard(machine: Machine, args: readonly Value[]): Value {
  for (const listener of args.filter(isCallable)) {
    const asked = unknown(taint('intercepted', machine.position(), 'webRequest'));
    machine.callHandler(listener, [asked, unknown()]);
  }
  return unknown();
}
