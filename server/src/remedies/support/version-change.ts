import type { JsonChange } from '../../model/index.js';
import type { RemedyContext } from '../remedy.js';
import { driftsToUnsafe } from './drift.js';
import { exactVersion, inStyle, styleOf, withRange } from './specifier-style.js';

export interface VersionChange {
  readonly changes: readonly JsonChange[];
  /** Only this version will do: no range is written. */
  readonly exact: boolean;
}

/**
 * Writes a version into the dependency's specifier: in the specifier's own style, or exactly where asked for or where
 * the style would let in a version that is known not to be safe. Undefined where that changes nothing or cannot be
 * written.
 */
export function changeVersion(
  context: RemedyContext,
  version: string,
  wanted: 'own-style' | 'exact',
): VersionChange | undefined {
  const { dependency } = context;
  if (exactVersion(version) === undefined) return undefined;
  const styled = inStyle(styleOf(dependency.specifier), version);
  const range = wanted === 'exact' || driftsToUnsafe(context, styled) ? version : styled;
  const value = withRange(dependency, range);
  if (value === undefined || value === dependency.raw) return undefined;
  const { path, raw: expected } = dependency;
  return { changes: [{ op: 'set', path, expected, value }], exact: range === version };
}
