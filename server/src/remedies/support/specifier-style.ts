import semver from 'semver';
import { isRegistrySpecifier, type Dependency, type RegistrySpecifier, type Specifier } from '../../model/index.js';

/** How a specifier leaves room for newer versions. */
export type SpecifierStyle = 'exact' | '~' | '^';

/** `^1.2.3`, `~1.2`, `1.x`, `1`, `=1.2.3`: one comparator, perhaps with parts left open. */
const SINGLE = /^(\^|~>?|[<>]=?|=)?\s*v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:[-+]\S*)?$/;

/**
 * The style a specifier is written in. What allows one major (`1`, `1.x`) counts as `^`, one minor (`1.2`, `1.2.x`) as
 * `~`. Everything wider or more involved, such as `*`, a tag, `>=1` or `1 || 2`, becomes `^` when it is rewritten:
 * its other parts were about versions that are being left.
 */
export function styleOf(specifier: Specifier): SpecifierStyle {
  if (specifier.kind === 'version') return 'exact';
  const [, operator = '', major, minor, patch] =
    specifier.kind === 'range' ? (SINGLE.exec(specifier.range.trim()) ?? []) : [];
  if (operator.startsWith('~')) return '~';
  return operator === '' || operator === '=' ? styleOfParts(major, minor, patch) : '^';
}

function styleOfParts(...[major, minor, patch]: readonly (string | undefined)[]): SpecifierStyle {
  if (isOpen(major) || isOpen(minor)) return '^';
  return isOpen(patch) ? '~' : 'exact';
}

/** The range that has `version` as its lowest. */
export function inStyle(style: SpecifierStyle, version: string): string {
  return style === 'exact' ? version : `${style}${version}`;
}

/**
 * The dependency's specifier with another version or range in it; an alias keeps its `npm:name@`. Undefined for
 * dependencies that no registry answers.
 */
export function withRange(dependency: Dependency, range: string): string | undefined {
  const { specifier, raw } = dependency;
  if (!isRegistrySpecifier(specifier)) return undefined;
  return prefixOf(specifier, raw) + range;
}

/** An exact version as registries write it (`1.2.3`, never `v1.2.3`); undefined for any other text. */
export function exactVersion(text: string): string | undefined {
  return semver.valid(text) === text ? text : undefined;
}

function prefixOf(specifier: RegistrySpecifier, raw: string): string {
  if (specifier.alias) return `npm:${specifier.name}@`;
  // `npm:^1.2.3` names the protocol and no other package (Yarn and pnpm write it).
  return /^npm:/i.test(raw) ? 'npm:' : '';
}

function isOpen(part: string | undefined): boolean {
  return part === undefined || !/^\d/.test(part);
}
