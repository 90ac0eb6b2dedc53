/** A package: one published version of one name. */
export interface PackageRef {
  readonly name: string;
  readonly version: string;
}

/** `name@version`, the form that people, acceptances and reports use. */
export function packageId(ref: PackageRef): string {
  return `${ref.name}@${ref.version}`;
}

/**
 * Splits `name@version`, `@scope/name@version` or a bare name.
 * Nothing is validated: `version` is whatever stands behind the separating `@`.
 */
export function splitPackageId(id: string): { readonly name: string; readonly version?: string } {
  const at = id.indexOf('@', 1);
  return at < 0 ? { name: id } : { name: id.slice(0, at), version: id.slice(at + 1) };
}

/** `@scope` of a scoped name, else undefined. */
export function scopeOf(name: string): string | undefined {
  const slash = name.indexOf('/');
  return name.startsWith('@') && slash > 0 ? name.slice(0, slash) : undefined;
}
