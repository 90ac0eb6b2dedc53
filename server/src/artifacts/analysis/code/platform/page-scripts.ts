import { textFrom } from '../language/coercion.js';
import { allTaints, taint, taintsOfAll } from '../values/taints.js';
import type { Machine, Value } from '../values/types.js';
import { hostOfUrl, isHere } from './destinations.js';
import { isPublished } from './published.js';

/**
 * A script that a page is to load from a host that does not stand in the code as it is: decoded, or put together so that nobody finds
 * it. Who has nothing to hide writes it down.
 */
export function noteScript(machine: Machine, value: Value, addresses: readonly string[]): void {
  const { props } = machine.apiObject(BUILT);
  const isBuilt = props?.has(BUILT) === true;
  const built = props?.get(BUILT);
  for (const address of addresses) {
    const host = hostOfUrl(address);
    if (host === undefined || isHere(host)) continue;
    const via = isBuilt ? waysIntoBuild(machine, [built, value], host) : waysOfHiding(machine, value, host);
    if (isBuilt) noteBuiltScript(machine, host, via.length > 0);
    else if (via.length > 0)
      machine.report({ sink: 'page-script', taints: taint('downloaded', machine.position(), host, via), host });
  }
}

const BUILT = '@@built';

/** Goes through what is put into somebody else's program: scripts that it loads are loaded there. */
export function whileBuilding(machine: Machine, value: Value, run: () => void): void {
  const { props } = machine.apiObject(BUILT);
  const outer = props?.get(BUILT);
  props?.set(BUILT, value);
  try {
    run();
  } finally {
    if (outer === undefined) props?.delete(BUILT);
    else props?.set(BUILT, outer);
  }
}

/** Markup is read by whoever looks at the page; code in a bundle is read by nobody. */
function noteBuiltScript(machine: Machine, host: string, isHidden: boolean): void {
  const isCode = machine.position().unit.nesting > 0;
  if (isHidden) machine.behave('build-loads-hidden', host);
  else if (isCode && !isPublished(host) && !STATISTICS.test(host)) machine.behave('build-loads', host);
}

function waysIntoBuild(machine: Machine, values: readonly Value[], host: string): readonly string[] {
  const name = tellingPart(host);
  const isOpen = name.length < SHORTEST_NAME || machine.filePaths().some((path) => standsInFile(machine, path, name));
  if (isOpen) return [];
  const via = taintsOfAll(values).flatMap((one) => (one.kind === 'decoded' ? one.via : []));
  return via.length > 0 ? via : ['split'];
}

/** Services that count the visitors of whoever asks them to: their plugins put in an id. */
const STATISTICS =
  /(?:^|\.)(?:googletagmanager\.com|google-analytics\.com|plausible\.io|umami\.(?:is|dev)|usefathom\.com|matomo\.cloud|hm\.baidu\.com|clarity\.ms|posthog\.com|cloudflareinsights\.com|goatcounter\.com|gc\.zgo\.at|cnzz\.com|mc\.yandex\.ru|hotjar\.com|segment\.com|sentry-cdn\.com|simpleanalyticscdn\.com)$/;

function waysOfHiding(machine: Machine, value: Value, host: string): readonly string[] {
  const name = tellingPart(host);
  if (name.length < SHORTEST_NAME || standsIn(machine.position().unit.text, name)) return [];
  const via = allTaints(value).flatMap((one) => (one.kind === 'decoded' ? one.via : []));
  if (via.length > 0) return via;
  return machine.filePaths().some((path) => standsInFile(machine, path, name)) ? [] : ['split'];
}

/** Shorter names are parts of others everywhere. */
const SHORTEST_NAME = 5;

/** The longest word of a name; of a bare address, all of it. */
function tellingPart(host: string): string {
  if (/^[\d.]+$/.test(host)) return host;
  const [, ...words] = host.split('.').reverse();
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

function standsIn(text: string, name: string): boolean {
  return text.toLowerCase().includes(name);
}

/** A name may be kept in another file than the one that uses it. */
function standsInFile(machine: Machine, path: string, name: string): boolean {
  return standsIn(Buffer.from(machine.fileBytes(path) ?? []).toString('latin1'), name);
}

/** Addresses of scripts in markup that is written into a page. */
export function scriptsIn(markup: Value): readonly string[] {
  const { text } = textFrom(markup);
  return [...text.matchAll(/<script\b[^>]*?\bsrc\s*=\s*["']?([^\s"'>]*)/gi)].map(([, address = '']) => address);
}
