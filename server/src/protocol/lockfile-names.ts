/** File names of the lockfiles that are read; a test holds them together with the formats. */
export const LOCKFILE_NAMES: readonly string[] = Object.freeze([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'vlt-lock.json',
  'deno.lock',
]);
