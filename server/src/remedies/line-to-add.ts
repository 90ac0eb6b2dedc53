import isValidName from 'validate-npm-package-name';
import { isRegistrySpecifier, type Dependency, type JsonChange } from '../model/index.js';
import type { NewLine } from './remedy.js';
import { exactVersion, inStyle, styleOf, type SpecifierStyle } from './support/specifier-style.js';

/** The change that adds it, written as the other lines are; undefined for names and versions that cannot be written. */
export function lineToAdd({ name, version, section, others }: NewLine): JsonChange | undefined {
  if (!isValidName(name).validForOldPackages || exactVersion(version) === undefined) return undefined;
  const own = others.filter((line) => line.section === section);
  const style = usualStyle(own.length > 0 ? own : others);
  return { op: 'add', path: [section, name], value: inStyle(style, version) };
}

/** What most lines do; npm's own way where there are none. */
function usualStyle(lines: readonly Dependency[]): SpecifierStyle {
  const styles = lines
    .filter(({ specifier }) => isRegistrySpecifier(specifier))
    .map(({ specifier }) => styleOf(specifier));
  const count = (style: SpecifierStyle): number => styles.filter((one) => one === style).length;
  return (['exact', '~'] as const).find((style) => count(style) > styles.length / 2) ?? '^';
}
