/** The names npm accepts for new packages; legacy ones with capitals are never proposed to anybody. */
const NAME = /^(?:@[a-z0-9][a-z0-9._~-]*\/)?[a-z0-9][a-z0-9._~-]*$/;
const LONGEST_NAME = 214;

export function isPackageName(text: string): boolean {
  return text.length <= LONGEST_NAME && NAME.test(text);
}
