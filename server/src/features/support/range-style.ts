import type { Dependency } from '../../model/index.js';

/** How a specifier leaves room for newer versions. */
export type RangeStyle = '^' | '~' | '';

export const RANGE_STYLES: readonly RangeStyle[] = Object.freeze(['^', '~', '']);

const SINGLE = /^(?:npm:(?:@?[^@]*@)?)?([~^]?)v?\d/i;

/** What is typed already decides; else how most lines of the section are written, and npm's own way where there are none. */
export function rangeStyle(typed: string, dependency: Dependency, dependencies: readonly Dependency[]): RangeStyle {
  const own = styleOf(typed) ?? (typed.startsWith('^') ? '^' : typed.startsWith('~') ? '~' : undefined);
  if (own !== undefined) return own;
  const siblings = dependencies.filter(
    ({ section, path }) => section === dependency.section && path !== dependency.path,
  );
  const styles = siblings.flatMap(({ raw }) => styleOf(raw) ?? []);
  const amount = (style: RangeStyle): number => styles.filter((one) => one === style).length;
  return RANGE_STYLES.reduce((best, style) => (amount(style) > amount(best) ? style : best));
}

function styleOf(raw: string): RangeStyle | undefined {
  const [, operator] = SINGLE.exec(raw) ?? [];
  return operator as RangeStyle | undefined;
}
