import npa from 'npm-package-arg';
import semver from 'semver';
import validateName from 'validate-npm-package-name';
import { phrase, type Specifier, type Words } from '../../model/index.js';
import { gitSpecifier, withoutCredentials } from './git-specifier.js';

/** Longer ones are no specifier anybody wrote, and what parses them is not linear in all cases. */
const MAX_LENGTH = 2048;

/** npm resolves relative paths against a folder. None of its answers about paths is used, so any will do. */
const NOWHERE = '/';

const PROTOCOL = /^([a-z][a-z0-9+.-]+):/i;

/** `./x`, `../x`, `/x`, `~/x`, `C:\x`, `\\server\x`: npm takes the last two as paths on Windows only; a path is what they are. */
const PATH = /^(?:\.{1,2}(?:$|[/\\])|~[/\\]|[/\\]|[a-z]:)/i;

/** `git@host:owner/repo.git` and `ssh://host/repo.git`: npm itself knows them for a few hosts only, pnpm and yarn for all. */
const SSH_GIT = /^(?:[^@\s/]+@[^:\s/]+\.[^:\s/]+:(?!\/\/)|ssh:\/\/)\S+$/i;

/** What most lines hold. npm looks for addresses first, which takes longer than all else that happens on a keystroke. */
const PLAIN = /^[~^]?\d+\.\d+\.\d+$/;

type ReadRest = (rest: string) => Specifier;

const only = (protocol: string): readonly [string, ReadRest] => [protocol, () => ({ kind: 'other', protocol })];

/** Protocols that name a place or a rule of one package manager; what follows is kept as written. */
const BY_PROTOCOL: ReadonlyMap<string, ReadRest> = new Map<string, ReadRest>([
  ['file', (path) => ({ kind: 'file', path })],
  ['link', (path) => ({ kind: 'link', path })],
  ['workspace', (range) => ({ kind: 'workspace', range })],
  // pnpm: `catalog:` is short for `catalog:default`.
  ['catalog', (catalog) => ({ kind: 'catalog', catalog: catalog.trim() || 'default' })],
  ...['portal', 'patch', 'exec', 'virtual', 'jsr'].map(only),
]);

/**
 * What a manifest asks for under `name`. Never throws: what no package manager would take is `invalid` with the reason.
 * Paths stay as written, URLs lose their credentials, and the answer is the same on every operating system.
 */
export function parseSpecifier(name: string, raw: string): Specifier {
  try {
    return nameProblem(name) ?? plainSpecifier(name, raw) ?? specifierOf(name, raw);
  } catch (error) {
    return invalid(reasonOf(error));
  }
}

function invalid(reason: Words): Specifier {
  return { kind: 'invalid', reason };
}

function nameProblem(name: string): Specifier | undefined {
  const { validForOldPackages, errors = [] } = validateName(name);
  return validForOldPackages
    ? undefined
    : invalid(phrase('The name is not valid: {problems}.', { problems: errors.join('; ') }));
}

function plainSpecifier(name: string, raw: string): Specifier | undefined {
  if (!PLAIN.test(raw) || semver.validRange(raw) === null) return undefined;
  const version = semver.valid(raw);
  if (version === null) return { kind: 'range', name, range: raw, alias: false };
  return { kind: 'version', name, version, alias: false };
}

function specifierOf(name: string, raw: string): Specifier {
  if (raw.length > MAX_LENGTH) return invalid(phrase('The specifier is too long.'));
  const protocol = PROTOCOL.exec(raw)?.[1]?.toLowerCase() ?? '';
  const rest = raw.slice(protocol.length + 1);
  if (protocol === 'npm') return aliasOf(name, rest);
  return BY_PROTOCOL.get(protocol)?.(rest) ?? pathOrGit(raw) ?? fromNpm(npa.resolve(name, raw, NOWHERE), raw);
}

/** What npm itself reads differently on different systems, or not at all. */
function pathOrGit(raw: string): Specifier | undefined {
  if (PATH.test(raw)) return { kind: 'file', path: raw };
  if (SSH_GIT.test(raw)) return gitSpecifier(raw);
  return raw.includes('\\') ? { kind: 'file', path: raw } : undefined;
}

function fromNpm(parsed: npa.Result, raw: string): Specifier {
  if (parsed.registry) return fromRegistry(parsed, raw, false);
  if (parsed.type === 'git') return gitSpecifier(raw, parsed);
  if (parsed.type !== 'remote') return { kind: 'file', path: raw };
  return { kind: 'tarball-url', url: withoutCredentials(raw), insecure: /^http:/i.test(raw) };
}

function fromRegistry(parsed: npa.Result, raw: string, alias: boolean): Specifier {
  const name = parsed.name ?? '';
  const text = raw.trim();
  if (parsed.type === 'tag') return { kind: 'tag', name, tag: text, alias };
  if (parsed.type === 'range') return { kind: 'range', name, range: text, alias };
  // Registries know a version by its bare form, not as `v1.2.3` or `=1.2.3`.
  return { kind: 'version', name, version: semver.valid(text, true) ?? text, alias };
}

/** `npm:real@range`; or yarn's `npm:^1.0.0`, which says the registry's protocol and is no alias. */
function aliasOf(name: string, rest: string): Specifier {
  const parsed = npa(rest, NOWHERE);
  if (parsed.type === 'alias') return invalid(phrase('An alias cannot point to another alias.'));
  if (!parsed.registry) return invalid(phrase('An alias can only point to a package of the registry.'));
  if (parsed.name && parsed.name !== '*') return fromRegistry(parsed, parsed.rawSpec, true);
  if (rest.trim() === '') return invalid(phrase('An alias needs a name.'));
  return fromNpm(npa.resolve(name, rest, NOWHERE), rest);
}

const REASONS: Readonly<Record<string, Words>> = Object.freeze({
  EINVALIDPACKAGENAME: phrase('The name is not valid.'),
  EINVALIDTAGNAME: phrase('This is not a version, a range or a tag.'),
  EUNSUPPORTEDPROTOCOL: phrase('No package manager knows this protocol.'),
});

function reasonOf(error: unknown): Words {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const known = typeof code === 'string' && Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  return known ?? phrase('The specifier cannot be understood.');
}
