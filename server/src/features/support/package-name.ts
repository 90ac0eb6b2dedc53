/** npm's characters, old names with capitals among them. */
const NAME = /^(?:@[a-z0-9~-][\w.~-]*\/)?[\w~-][\w.~-]*$/i;

/** It can be part of an address, and of a question to a registry. */
export function isPackageName(name: string): boolean {
  return NAME.test(name);
}
