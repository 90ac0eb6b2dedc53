import { gunzipSync } from 'node:zlib';
import { decodes } from './decoders.js';
import type { Program } from './programs.js';

/** Longer texts are data. */
const MAX_TEXT = 256 * 1024;

/**
 * What a program prints, as far as that stands in its words and in what it is fed; bytes are letters of the same number.
 * @param input what it is fed, where that is known
 */
export function outputOf(program: Program, input: string | undefined): string | undefined {
  const { name, args } = program;
  if (name === 'echo' || name === 'printf') return shownBy(program);
  if (input === undefined || input.length > MAX_TEXT) return undefined;
  if (decodes(program)) return decodedBy(program, input);
  if (unpacks(program)) return unpacked(input);
  return /^(?:cat|tee)$/.test(name) && args.every((arg) => arg.startsWith('-')) ? input : undefined;
}

function shownBy({ name, args }: Program): string | undefined {
  return bytesOf(
    name === 'echo' ? args.filter((arg, at) => at > 0 || !/^-[neE]+$/.test(arg)).join(' ') : printed(args),
  );
}

function unpacks({ name, args }: Program): boolean {
  return /^(?:gunzip|zcat)$/.test(name) || (name === 'gzip' && /(?:^|\s)-\w*d/.test(args.join(' ')));
}

/** The text that bytes are, as a shell reads it. */
export function textOfBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function bytesOf(text: string): string {
  return Buffer.from(text.slice(0, MAX_TEXT), 'utf8').toString('latin1');
}

/** `printf '%s\n' text` */
function printed(args: readonly string[]): string {
  const [format = '', ...values] = args[0] === '--' ? args.slice(1) : args;
  const rest = [...values];
  const filled = format.replace(/%[sb]/g, () => rest.shift() ?? '');
  return [filled, ...(/%[sb]/.test(format) ? rest : [])].join('').replace(ESCAPE, unescaped);
}

const ESCAPE = /\\(?:x([0-9a-f]{1,2})|([0-7]{1,3})|(n|t|\\))/gi;

function unescaped(_whole: string, hex?: string, octal?: string, letter?: string): string {
  if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
  if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) % 256);
  return letter === 'n' ? '\n' : letter === 't' ? '\t' : '\\';
}

function decodedBy({ name, args }: Program, input: string): string | undefined {
  if (name === 'base64') return Buffer.from(input, 'base64').toString('latin1');
  if (name === 'openssl') return isBase64Only(args) ? Buffer.from(input, 'base64').toString('latin1') : undefined;
  if (name === 'xxd') return Buffer.from(input.replace(/\s+/g, ''), 'hex').toString('latin1');
  if (name === 'rev') return input.split('\n').map(reversed).join('\n');
  return name === 'tr' ? translated(args, input) : undefined;
}

function isBase64Only(args: readonly string[]): boolean {
  return args.every((arg) => /^(?:base64|enc|-base64|-a|-A|-d)$/.test(arg));
}

function reversed(line: string): string {
  return Array.from(line).reverse().join('');
}

/** `tr 'A-Za-z' 'N-ZA-Mn-za-m'` */
function translated(args: readonly string[], input: string): string {
  const [from = '', to = ''] = args.map(expanded);
  const last = to.at(-1) ?? '';
  return input.replace(/[^]/g, (char) => {
    const at = from.indexOf(char);
    return at < 0 ? char : (to[at] ?? last);
  });
}

/** `A-F` as `ABCDEF`. */
function expanded(set: string): string {
  return set.replace(/([A-Za-z0-9!])-([A-Za-z0-9~])/g, (_whole, first: string, last: string) => {
    const start = first.charCodeAt(0);
    const length = Math.max(0, last.charCodeAt(0) - start + 1);
    return Array.from({ length }, (_, at) => String.fromCharCode(start + at)).join('');
  });
}

function unpacked(input: string): string | undefined {
  try {
    return gunzipSync(Buffer.from(input, 'latin1'), { maxOutputLength: MAX_TEXT }).toString('latin1');
  } catch {
    return undefined;
  }
}
