/** `vite` is `create-vite`, `@scope` is `@scope/create`, `@scope/app@1` is `@scope/create-app@1`. */
export function creatorOf(initializer: string): string | undefined {
  const parts = /^(?:(@[^/@:]+)\/?)?([^/@:]*)(@[^/:]*)?$/.exec(initializer);
  if (parts === null) return undefined;
  const [, scope, name = '', version = ''] = parts;
  const creator = name === '' ? 'create' : `create-${name}`;
  if (scope === undefined) return name === '' ? undefined : creator + version;
  return `${scope}/${creator}${version}`;
}
