import semver from 'semver';

/** What a key of `packages:` says of its package. */
interface KeyParts {
  readonly name?: string;
  readonly version?: string;
}

/**
 * How a lockfile's versions name packages.
 * Version 5 has `/name/1.0.0_peer@1.0.0`, version 6 `/name@1.0.0(peer@1.0.0)`, versions 9 and up `name@1.0.0(peer@1.0.0)`.
 */
export interface KeyStyle {
  /** A key as pnpm itself holds it: its own reader turns version 6 into `/name/1.0.0(peer@1.0.0)`. */
  id(key: string): string;
  /** The id that a dependency's reference leads to. Not for `link:`. */
  target(name: string, reference: string): string;
  parts(id: string): KeyParts;
  /** `packages:` says what packages are, `snapshots:` what they depend on with each set of peers. */
  readonly hasSnapshots: boolean;
  /** pnpm 3 and 4 leave out what is optional and not for the platform at hand, but not what asks for it. */
  readonly omitsOtherPlatforms: boolean;
  /** The key without its peers, under which `packages:` has what `snapshots:` has not. */
  withoutPeers(key: string): string;
}

/** Prefixes that say where a package is from; any other one is the name of a registry. */
const PROTOCOLS: ReadonlySet<string> = new Set([
  'bitbucket',
  'catalog',
  'custom',
  'file',
  'git',
  'github',
  'gitlab',
  'http',
  'https',
  'jsr',
  'link',
  'npm',
  'runtime',
  'ssh',
  'workspace',
]);

const REGISTRY_VERSION = /^([a-z][\w.-]*):(.+)$/i;

const OLD_STYLE: KeyStyle = Object.freeze({
  hasSnapshots: false,
  omitsOtherPlatforms: true,
  id: (key: string): string => key,
  target: oldTarget,
  parts: oldParts,
  withoutPeers: withoutSuffix,
});

const SIX_STYLE: KeyStyle = Object.freeze({
  ...OLD_STYLE,
  omitsOtherPlatforms: false,
  id: fromSix,
  target: (name: string, reference: string): string => oldTarget(name, fromSix(reference)),
});

const NEW_STYLE: KeyStyle = Object.freeze({
  hasSnapshots: true,
  omitsOtherPlatforms: false,
  id: (key: string): string => key,
  target: newTarget,
  parts: newParts,
  withoutPeers: withoutSuffix,
});

/** @param lockfileVersion `5.4`, `6.0`, `9.0`; unknown ones are taken for the newest. */
export function keyStyle(lockfileVersion: string | undefined): KeyStyle {
  const major = Number.parseFloat(lockfileVersion ?? '');
  if (major < 6) return OLD_STYLE;
  return major < 9 ? SIX_STYLE : NEW_STYLE;
}

/** `/@scope/name@1.0.0(…)` → `/@scope/name/1.0.0(…)`. Keys without a name (git, tarballs, files) stay as they are. */
function fromSix(key: string): string {
  if (key.startsWith('file:') || key.startsWith('link:') || !key.includes('@', 2)) return key;
  const at = key.indexOf('@', key.indexOf('/@') + 2);
  const peers = suffixStart(key);
  if (at < 0 || (peers >= 0 && at > peers)) return key;
  return `${key.slice(0, at)}/${key.slice(at + 1)}`;
}

function oldTarget(name: string, reference: string): string {
  if (reference.startsWith('file:')) return reference;
  const peers = reference.indexOf('(');
  const head = peers < 0 ? reference : reference.slice(0, peers);
  return head.includes('/') ? reference : `/${name}/${reference}`;
}

function newTarget(name: string, reference: string): string {
  if (reference.startsWith('@')) return reference;
  const at = reference.indexOf('@');
  const colon = reference.indexOf(':');
  const peers = reference.indexOf('(');
  const isKey = at >= 0 && (colon < 0 || at < colon) && (peers < 0 || at < peers);
  return isKey ? reference : `${name}@${reference}`;
}

/** `/name/1.0.0`, also with a registry's host before it. Other keys tell no name; what follows the last slash is all they tell. */
function oldParts(id: string): KeyParts {
  const peers = suffixStart(id);
  const segments = (peers < 0 ? id : id.slice(0, peers)).split('/');
  const isScoped = segments[1]?.startsWith('@') === true;
  const name = isScoped ? `${segments[1] ?? ''}/${segments[2] ?? ''}` : segments[1];
  const version = segments[isScoped ? 3 : 2]?.split('_')[0];
  if (version !== undefined && semver.valid(version) !== null) return { name, version };
  return { version: segments.at(-1) };
}

function newParts(id: string): KeyParts {
  const at = id.indexOf('@', 1);
  if (at < 0) return {};
  const version = withoutSuffix(id.slice(at + 1));
  const [, registry, number] = REGISTRY_VERSION.exec(version) ?? [];
  const isFromRegistry = registry !== undefined && number !== undefined && !PROTOCOLS.has(registry);
  return { name: id.slice(0, at), version: isFromRegistry && semver.valid(number) !== null ? number : version };
}

function withoutSuffix(key: string): string {
  const start = suffixStart(key);
  return start < 0 ? key : key.slice(0, start);
}

/** Where the groups in round brackets at the end begin (`(patch_hash=…)(peer@1.0.0(its-peer@1.0.0))`), or -1. */
function suffixStart(key: string): number {
  if (!key.endsWith(')')) return -1;
  let depth = 0;
  for (let at = key.length - 1; at >= 0; at -= 1) {
    const char = key[at];
    if (char === ')') depth += 1;
    else if (depth === 0) return at + 1;
    else if (char === '(') depth -= 1;
  }
  return -1;
}
