import { textFrom } from '../language/coercion.js';
import { allTaints, taint } from '../values/taints.js';
import type { Machine, Value } from '../values/types.js';
import { hostOfUrl, isHere } from './destinations.js';

/**
 * A script that a page is to load from a host that does not stand in the code as it is: decoded, or put together so that nobody finds
 * it. Who has nothing to hide writes it down.
 */
export function noteScript(machine: Machine, value: Value, addresses: readonly string[]): void {
  for (const address of addresses) {
    const host = hostOfUrl(address);
    const via = host === undefined || isHere(host) ? [] : waysOfHiding(machine, value, host);
    if (via.length > 0)
      machine.report({ sink: 'page-script', taints: taint('downloaded', machine.position(), host, via), host });
  }
}

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
