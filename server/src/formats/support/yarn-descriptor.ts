/** `name@range`, as yarn writes what is asked for (a descriptor) and what was found (a locator). */
export interface YarnDescriptor {
  readonly name: string;
  readonly range: string;
}

/** The first `@` that does not begin a scope ends the name. */
export function splitDescriptor(text: string): YarnDescriptor {
  const at = text.indexOf('@', 1);
  return at < 0 ? { name: text, range: '' } : { name: text.slice(0, at), range: text.slice(at + 1) };
}

/** npm's way to write a file beside the lockfile: `file:./a` is `file:a`. */
export function plainFileAddress(address: string): string {
  return address.startsWith('file:') ? address.replace(/^file:(?:\.\/)+/, 'file:') : address;
}
