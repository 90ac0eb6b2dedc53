import { getLocation } from 'jsonc-parser';
import { DEPENDENCY_SECTIONS, isRegistrySpecifier, type Dependency, type Span } from '../../model/index.js';
import type { CompletionPlace, NamePlace, VersionPlace } from './completion-places.js';
import { isPackageName } from './package-name.js';
import { yamlKeyPlace } from './yaml-key-place.js';

/** Undefined where neither a name nor a version is written. */
export function completionPlace(
  text: string,
  offset: number,
  dependencies: readonly Dependency[],
  isJson: boolean,
): CompletionPlace | undefined {
  const line = dependencies.find(({ specifierSpan }) => isWithin(text, offset, specifierSpan));
  if (line !== undefined) return versionPlace(text, offset, line);
  return isJson ? jsonKeyPlace(text, offset) : yamlKeyPlace(text, offset);
}

/** Between the quotes, where there are some. */
function isWithin(text: string, offset: number, span: Span): boolean {
  const { start, end } = unquoted(text, span);
  return start <= offset && offset <= end;
}

function unquoted(text: string, { start, end }: Span): Span {
  const quote = text.charAt(start);
  if (quote !== '"' && quote !== "'") return { start, end };
  const isClosed = end - start > 1 && text.charAt(end - 1) === quote;
  return { start: start + 1, end: isClosed ? end - 1 : end };
}

/** `npm:`, or with a name that is written in full: `npm:@scope/name@`. */
const ALIAS = /^npm:(?:(@?[^@]+)@)?/i;

/** The beginning of a version or range: no package manager takes it yet, but a version can take its place. */
const HALF_TYPED = /^[~^]?[\d.x*]*$/i;

/** What a registry answers, or will: a folder or a repository has no versions to choose from. */
function versionPlace(text: string, offset: number, dependency: Dependency): VersionPlace | undefined {
  const { specifier, specifierSpan } = dependency;
  const { start, end } = unquoted(text, specifierSpan);
  const [alias = '', aliased] = ALIAS.exec(text.slice(start, end)) ?? [];
  const span = { start: start + alias.length, end };
  const name = aliased ?? dependency.name;
  const isVersion = isRegistrySpecifier(specifier) || HALF_TYPED.test(text.slice(span.start, span.end));
  if (offset < span.start || !isVersion || !isPackageName(name)) return undefined;
  return { kind: 'version', dependency, name, span, typed: text.slice(span.start, offset) };
}

function jsonKeyPlace(text: string, offset: number): NamePlace | undefined {
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  const section = path.slice(0, -1);
  if (!isAtPropertyKey || !section.every((step) => typeof step === 'string') || !isSection(section)) return undefined;
  const key = previousNode;
  const isInKey = key !== undefined && key.offset < offset && offset <= key.offset + key.length;
  const span = isInKey ? { start: key.offset, end: key.offset + key.length } : { start: offset, end: offset };
  const typed = isInKey ? text.slice(span.start + 1, offset).replace(/"$/, '') : '';
  const after = text.slice(span.end).trimStart();
  const hasValue = after.startsWith(':');
  return {
    ...{ kind: 'name', typed, span, format: 'json', hasValue, section },
    needsComma: !hasValue && after.startsWith('"'),
  };
}

/** Where names of packages stand: sections, the overrides' first level, catalogs (bun keeps them here, some in `workspaces`). */
function isSection(path: readonly string[]): boolean {
  const [first = '', ...rest] = path[0] === 'workspaces' ? path.slice(1) : path;
  if (first === 'catalogs') return rest.length === 1;
  const isListed =
    first === 'catalog' || (path[0] !== 'workspaces' && DEPENDENCY_SECTIONS.some((one) => one === first));
  return isListed && rest.length === 0;
}
