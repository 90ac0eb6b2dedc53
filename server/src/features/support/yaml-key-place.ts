import type { NamePlace } from './completion-places.js';

/** A line on which nothing but the start of a key stands. */
const KEY_LINE = /^(\s+)(['"]?)([\w@./-]*)$/;
const PARENT_LINE = /^(\s*)(['"]?)([\w.-]+)\2\s*:\s*(?:#.*)?$/;

/** Catalogs lie at most two levels deep; what stands farther up than this is another part of the file. */
const MAX_LINES_UP = 2000;

/** A name that is written into a catalog; undefined for any other place. Only the lines around are read. */
export function yamlKeyPlace(text: string, offset: number): NamePlace | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const [, indent = '', quote = '', typed = ''] = KEY_LINE.exec(text.slice(lineStart, offset)) ?? [];
  if (indent === '') return undefined;
  const section = parentsOf(text.slice(0, lineStart), indent.length);
  if (!isCatalog(section)) return undefined;
  const [rest = ''] = /^[\w@./-]*['"]?/.exec(text.slice(offset)) ?? [];
  const span = { start: offset - typed.length - quote.length, end: offset + rest.length };
  const hasValue = text.slice(span.end).trimStart().startsWith(':');
  return { kind: 'name', typed, span, format: 'yaml', hasValue, needsComma: false, section };
}

/** The keys around a line, the outermost first. */
function parentsOf(before: string, indent: number): readonly string[] {
  const parents: string[] = [];
  let depth = indent;
  for (const line of before.split('\n').slice(-MAX_LINES_UP).reverse()) {
    const own = line.length - line.trimStart().length;
    if (line.trim() === '' || line.trimStart().startsWith('#') || own >= depth) continue;
    const [, , , key] = PARENT_LINE.exec(line) ?? [];
    if (key === undefined) return [];
    parents.unshift(key);
    depth = own;
    if (own === 0) break;
  }
  return parents;
}

function isCatalog([first, ...rest]: readonly string[]): boolean {
  return (first === 'catalog' && rest.length === 0) || (first === 'catalogs' && rest.length === 1);
}
