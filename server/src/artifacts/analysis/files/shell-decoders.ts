import { redirectedTo } from './shell-downloads.js';
import { baseName, type Program } from './shell-programs.js';

/** Whether a program turns text back into what was encoded in it. */
export function decodes({ name, args }: Program): boolean {
  const flags = args.join(' ');
  return (
    (name === 'base64' && /(?:^|\s)(?:-d|-D|--decode)\b/.test(flags)) ||
    (name === 'xxd' && /(?:^|\s)-\w*r/.test(flags)) ||
    (name === 'openssl' && /\b(?:enc|base64)\b.*\s-d\b/.test(flags)) ||
    (name === 'certutil' && /(?:^|\s)[-/]decode(?:hex)?\b/i.test(flags))
  );
}

/** The base name of the file that the decoded is in afterwards. */
export function decodedFile({ name, args }: Program, redirects: readonly string[]): string | undefined {
  const option = args.findIndex((arg) => /^(?:-out|-o|--output)$/.test(arg));
  const named = name === 'certutil' ? args.at(-1) : option < 0 ? undefined : args[option + 1];
  const file = redirectedTo(redirects.filter((redirect) => !/\/dev\/null$|^>\s*nul$/i.test(redirect))) ?? named;
  return file === undefined ? undefined : baseName(file);
}
