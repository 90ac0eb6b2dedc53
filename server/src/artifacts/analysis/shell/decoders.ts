import { redirectedTo } from './downloads.js';
import { baseName, type Program } from './programs.js';

/** By program: the options with which it turns text back into what was encoded in it. */
const DECODERS: Readonly<Record<string, RegExp>> = Object.freeze({
  base64: /(?:^|\s)(?:-\w*[dD]\w*|--decode)\b/,
  base32: /(?:^|\s)(?:-d|--decode)\b/,
  xxd: /(?:^|\s)-\w*r/,
  openssl: /\b(?:enc|base64)\b.*\s-d\b/,
  certutil: /(?:^|\s)[-/]decode(?:hex)?\b/i,
  rev: /^/,
});

/** Whether a program turns text back into what was encoded in it. */
export function decodes({ name, args }: Program): boolean {
  if (name === 'tr') return mixesLetters(args);
  return Object.hasOwn(DECODERS, name) && DECODERS[name]?.test(args.join(' ')) === true;
}

/** The base name of the file that the decoded is in afterwards. */
export function decodedFile({ name, args }: Program, redirects: readonly string[]): string | undefined {
  const option = args.findIndex((arg) => /^(?:-out|-o|--output)$/.test(arg));
  const named = name === 'certutil' ? args.at(-1) : option < 0 ? undefined : args[option + 1];
  const file = redirectedTo(redirects.filter((redirect) => !/\/dev\/null$|^>\s*nul$/i.test(redirect))) ?? named;
  return file === undefined ? undefined : baseName(file);
}

/** `tr A-Za-z N-ZA-Mn-za-m`; letters are made small or large by honest scripts. */
function mixesLetters([from = '', to = '']: readonly string[]): boolean {
  const areLetters = [from, to].every((set) => /^[A-Za-z-]{3,}$/.test(set));
  return areLetters && from.toLowerCase() !== to.toLowerCase();
}
