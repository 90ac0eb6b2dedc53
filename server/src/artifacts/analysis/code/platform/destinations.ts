import { isHiddenConstant } from '../values/hidden-names.js';
import { isObj } from '../values/objects.js';
import { taintsOfAll } from '../values/taints.js';
import { placeholder, textsOf } from '../values/text.js';
import type { Machine, Obj, Unknown, Value } from '../values/types.js';

const HOST_OF_URL = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#\\@]*@)?(\[[^\]]*\]|[^/?#:\\]*)/i;
/** The machine itself, and names that are not looked up outside of it. */
const HERE = /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1?\]?|host\.docker\.internal)$/i;

/** `//host/path`, `location.protocol + '//host/path'`: by the scheme of the page. Names alone, as a path may begin so, too. */
const HOST_BY_SCHEME_OF_PAGE =
  /^(?:\uE000[^\uE001]*\uE001)?\/\/((?:[\w-]+\.)+(?:[a-z][\w-]*|\d+))(?::\d+)?(?=[/?#]|$)/i;

/** Where the page comes from that the code stands in. */
export const OWN_PAGE = placeholder('page');

/** The host of a URL or of a bare `host:port`. Undefined where it is not known in full. */
export function hostOfUrl(text: string): string | undefined {
  const host = (HOST_OF_URL.exec(text) ?? HOST_BY_SCHEME_OF_PAGE.exec(text))?.[1];
  if (host === OWN_PAGE || text.startsWith(OWN_PAGE)) return 'localhost';
  return host === undefined || host === '' || host.includes('\uE000') ? undefined : host.toLowerCase();
}

export function isHere(host: string | undefined): boolean {
  return host !== undefined && HERE.test(host);
}

/** Where the parts of a request say that it goes. */
export interface Destination {
  readonly host?: string;
  /** The whole address as far as it is known, for rules about paths. */
  readonly address: string;
}

const HOST_OPTIONS = ['hostname', 'host', 'servername'] as const;
const URL_OPTIONS = ['url', 'uri', 'href', 'baseURL', 'baseUrl', 'prefixUrl', 'endpoint', 'databaseURL'] as const;

/** Where a request with these arguments goes. */
export function destinationOf(machine: Machine, args: readonly Value[]): Destination {
  const destination = findDestination(machine, args);
  if (destination.host !== undefined && !isHere(destination.host)) noteHidden(machine, args, destination.host);
  return destination;
}

/** An address that stands in the code in an encoding: nobody who searches it for hosts finds this one. */
function noteHidden(machine: Machine, args: readonly Value[], host: string): void {
  if (machine.position().unit.text.includes(host)) return;
  const parts = args.slice(0, 2).flatMap((arg) => (isObj(arg) ? addressesIn(machine, arg) : [arg]));
  if (taintsOfAll(parts).some(isHiddenConstant)) machine.behave('decoded-address', host);
}

function addressesIn(machine: Machine, options: Obj): readonly Value[] {
  return [...URL_OPTIONS, ...HOST_OPTIONS]
    .filter((name) => options.props.has(name))
    .map((name) => machine.get(options, name));
}

function findDestination(machine: Machine, args: readonly Value[]): Destination {
  for (const arg of args.slice(0, 2)) {
    for (const text of textsOf(arg)) {
      const host = hostOfUrl(text);
      if (host !== undefined) return { host, address: text };
    }
    const fromOptions = isObj(arg) ? ofOptions(machine, arg) : undefined;
    if (fromOptions !== undefined) return fromOptions;
  }
  return { address: textsOf(args[0])[0] ?? '' };
}

function ofOptions(machine: Machine, options: Value): Destination | undefined {
  for (const name of URL_OPTIONS) {
    for (const text of textsOf(machine.get(options, name))) {
      const host = hostOfUrl(text);
      if (host !== undefined) return { host, address: text };
    }
  }
  const path = textsOf(machine.get(options, 'path'))[0] ?? '';
  // A socket that is a file is the machine's own.
  const socket = textsOf(machine.get(options, 'socketPath'))[0];
  if (socket !== undefined) return { host: 'localhost', address: `${socket}${path}` };
  for (const name of HOST_OPTIONS) {
    for (const text of textsOf(machine.get(options, name))) {
      if (text !== '' && !text.includes('\uE000')) {
        const host = text.replace(/:\d+$/, '').toLowerCase();
        return { host, address: `${host}${path}` };
      }
    }
  }
  return undefined;
}

/** Where something was connected to after it was made. */
const HOST = '@@host';

export function connected({ props }: Unknown, { host }: Destination): void {
  if (host !== undefined) props?.set(HOST, host);
}

/** Where something goes that was opened before. */
export function noted({ props, notes }: Unknown): Destination {
  const host = props?.get(HOST) ?? notes?.host;
  const address = notes?.address;
  return { host: typeof host === 'string' ? host : undefined, address: typeof address === 'string' ? address : '' };
}
