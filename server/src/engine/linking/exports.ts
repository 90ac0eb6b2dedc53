import type { ExportPath } from '../../model/index.js';
import type { LinkedPackage } from './linked-package.js';

/** An export of a package that is known. */
export interface KnownExport {
  readonly of: LinkedPackage;
  readonly path: ExportPath;
}

/** Packages that only hand on what others export do it once or twice, not for ever. */
const MAX_HANDED_ON = 4;

/** What an import means: the export of that name, and whatever the package has handed on under it from others. */
export function exportsMeant(user: LinkedPackage, name: string, path: ExportPath): readonly KnownExport[] {
  const of = user.dependency(name);
  return of === undefined ? [] : withHandedOn({ of, path }, MAX_HANDED_ON);
}

function withHandedOn(known: KnownExport, left: number): readonly KnownExport[] {
  if (left === 0) return [known];
  const { of, path } = known;
  const further = (of.facts.exchange?.crossings ?? []).flatMap(({ from, to, when }) => {
    if (when !== undefined || from.kind !== 'import' || to.kind !== 'given' || from.path.includes('()')) return [];
    const rest = restOf(path, to.path);
    const next = rest === undefined ? undefined : of.dependency(from.package);
    return next === undefined ? [] : withHandedOn({ of: next, path: `${from.path}${rest ?? ''}` }, left - 1);
  });
  return [known, ...further];
}

/** What of a path lies below another one. */
function restOf(path: ExportPath, above: ExportPath): string | undefined {
  if (!path.startsWith(above)) return undefined;
  const rest = path.slice(above.length);
  return /^(?:$|[.(/])/.test(rest) ? rest : undefined;
}

/** Whether who takes the one has the other: the same, a part of it, or the whole that it is a part of. */
export function includesExport(taken: ExportPath, given: ExportPath): boolean {
  const rest = restOf(taken, given) ?? restOf(given, taken);
  return rest !== undefined && (rest === '' || !rest.includes('('));
}
