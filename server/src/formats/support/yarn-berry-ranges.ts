import { posix } from 'node:path';
import { splitDescriptor } from './yarn-descriptor.js';

/** A protocol, a path, or `owner/repo`: ranges and tags, which yarn takes from the registry, hold none of these. */
const NOT_FROM_REGISTRY = /^[a-z][a-z0-9+.-]*:|[/\\]|^[^@\s]+@[^:\s]+:/i;

/** As yarn writes it since its version 4; older lockfiles leave `npm:` out of what is asked for. */
export function withProtocol(range: string): string {
  return range.startsWith('npm:') || NOT_FROM_REGISTRY.test(range) ? range : `npm:${range}`;
}

/** `patch:name@npm%3A^1.0.0#optional!builtin<compat/name>` → `name@npm:^1.0.0`; undefined for patches of one's own. */
export function patchedByYarn(range: string): string | undefined {
  if (!range.startsWith('patch:')) return undefined;
  const [, source, selector] = /^patch:([^#]*)#(.*)$/s.exec(range) ?? [];
  if (source === undefined || selector === undefined || !/^(?:optional!|~)?builtin</.test(selector)) return undefined;
  const { name, range: inner } = splitDescriptor(decoded(source));
  return `${name}@${withProtocol(inner)}`;
}

/** What a range that speaks of a folder or file is bound to: the place it is seen from. */
export function boundTo(locator: string): string {
  return `::locator=${encodeURIComponent(locator)}`;
}

function decoded(text: string): string {
  return text.replace(/%(?:3A|23|25)/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

/**
 * Where a locator's reference comes from, without the folder that the path is seen from being told twice:
 * `file:./a.tgz#./a.tgz::hash=1` → `file:a.tgz::hash=1`.
 */
export function berryAddress(reference: string): string {
  if (!reference.startsWith('file:')) return reference;
  const [, path, selector, rest = ''] = /^file:([^#]*)#((?:(?!::).)*)(.*)$/s.exec(reference) ?? [];
  const once = path !== undefined && path === selector ? `file:${path}${rest}` : reference;
  return once.replace(/^file:(?:\.\/)+/, 'file:');
}

/** A folder that is linked from a linked folder, and so on: nobody goes farther. */
const MAX_LINKS = 10;

/** Where a linked or copied folder lies, relative to the lockfile; undefined for anything else, archives among them. */
export function linkedFolder(reference: string, links = MAX_LINKS): string | undefined {
  const [, protocol, path = '', rest = ''] = /^(link|portal|file):([^#:]*)(.*)$/s.exec(reference) ?? [];
  if (protocol === undefined || path === '' || (protocol === 'file' && ARCHIVE.test(path))) return undefined;
  const folder = posix.normalize(posix.isAbsolute(path) ? path : posix.join(parentFolder(rest, links), path));
  return folder.replace(/\/$/, '');
}

const ARCHIVE = /\.(?:tgz|tar\.gz)$/;

/** The folder of the member, or of the linked folder, that is named behind `::locator=`: paths are seen from there. */
function parentFolder(rest: string, links: number): string {
  const start = rest.indexOf(LOCATOR);
  if (start < 0 || links === 0) return '';
  const [written = ''] = rest.slice(start + LOCATOR.length).split('&', 1);
  const { range: reference } = splitDescriptor(unescaped(written));
  if (reference.startsWith(WORKSPACE)) return reference.slice(WORKSPACE.length);
  return linkedFolder(reference, links - 1) ?? '';
}

const LOCATOR = 'locator=';
const WORKSPACE = 'workspace:';

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: the text as written is the best there is.
    return text;
  }
}
