import validateName from 'validate-npm-package-name';
import { isRegistrySpecifier, type CommandMention } from '../../../model/index.js';
import { parseSpecifier } from '../../support/specifier.js';
import { OPEN, type Word } from './shell-words.js';

/** `name`, `@scope/name`, with a version, range or tag behind an `@`. */
const ARGUMENT = /^((?:@[^/@\s]+\/)?[^/@\s:]+)(?:@(.*))?$/s;
/** `alias@npm:name@1`, and Deno's `npm:name@1`. */
const REAL_NAME = /^(?:(?:@[^/@\s]+\/)?[^/@\s:]+@)?npm:(?=[^:]+$)/;
/** Longer ones are no package that anybody wrote. */
const MAX_LENGTH = 400;
/** `./x`, `~/x`, `C:\x`: no names. */
const PATH = /^(?:\.|~|\/|[a-z]:[\\/])/i;

/**
 * What documentation writes where a name is to be put. Such names are on npm, too, taken by whoever came first, and nobody means
 * those.
 */
const PLACEHOLDERS: readonly RegExp[] = [
  /^(?:(?:your|my|some|any|the|this|that|an?|other|another|new|example|sample|target)[-_]?)*(?:npm[-_])?(?:package|pkg|module|lib|library|plugin|dependency|dep|name|tool|app|project|server|mcp-server)(?:s|[-_]?names?|[-_]?[a-z\d]|[-_]here)?$/i,
  /^@?(?:your|my|some)[-_]?(?:scope|org|company|organi[sz]ation|user(?:name)?|team)\b/i,
  /^@(?:scope|org|company|organi[sz]ation|user(?:name)?|myorg|yourorg|foo)\//i,
  /^(?:foo|bar|baz|qux|foobar|x{3,}|name)(?:-?(?:foo|bar|baz|\d))?$/i,
  // `PACKAGE_NAME`
  /^[A-Z][A-Z\d]*(?:[_-][A-Z\d]+)*$/,
];

/** What one argument says, and from which character of it on. */
interface Named {
  readonly name: string;
  readonly range?: string;
}

/** The package that an argument names; undefined for paths, addresses, and what is to be filled in. */
export function packageArgument({ text, places }: Word, from = 0): CommandMention | undefined {
  const named = nameIn(text.slice(from));
  return named && mentionOf(named, places.slice(from));
}

/** `npm create vite@latest` runs the package `create-vite`. */
export function creatorArgument({ text, places }: Word): CommandMention | undefined {
  const creator = creatorOf(text);
  const named = creator === undefined ? undefined : nameIn(creator);
  return named && mentionOf(named, places);
}

function creatorOf(text: string): string | undefined {
  const [, scope = '', rest = ''] = /^((?:@[^/@\s]+\/?)?)([^]*)$/.exec(text) ?? [];
  if (isPlaceholder(rest.replace(/@.*$/s, ''))) return undefined;
  // `@scope` and `@scope@1` mean `@scope/create`.
  if (scope !== '' && !scope.endsWith('/')) return `${scope}/create${rest}`;
  return rest === '' ? undefined : `${scope}create-${rest}`;
}

function isPlaceholder(name: string): boolean {
  return PLACEHOLDERS.some((pattern) => pattern.test(name));
}

function nameIn(text: string): Named | undefined {
  const isName = text.length <= MAX_LENGTH && !PATH.test(text);
  const [name, range] = isName ? partsOf(text.replace(REAL_NAME, '')) : [''];
  if (!validateName(name).validForOldPackages || isPlaceholder(name)) return undefined;
  if (range === undefined || range === '' || range.includes(OPEN)) return { name };
  return isRegistrySpecifier(parseSpecifier(name, range)) ? { name, range } : undefined;
}

function partsOf(argument: string): readonly [name: string, range?: string] {
  const [, name = '', range] = ARGUMENT.exec(argument) ?? [];
  return [name, range];
}

function mentionOf(named: Named, places: readonly number[]): CommandMention | undefined {
  const [start] = places;
  const last = places.at(-1);
  return start === undefined || last === undefined
    ? undefined
    : { kind: 'command', ...named, span: { start, end: last + 1 } };
}
