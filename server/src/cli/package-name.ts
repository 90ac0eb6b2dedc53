/** Paths, addresses and empty names are no package names; whether a name is allowed is for the registry to say. */
const NAME = /^(?:@[^/@\s:]+\/)?[^/@\s:.][^/@\s:]*$/;

export function isName(text: string): boolean {
  return NAME.test(text);
}
