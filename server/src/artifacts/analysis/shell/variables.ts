import { secretIn } from './harm.js';
import type { ShellCommand } from './words.js';

/** Longer values are data. */
const MAX_VALUE = 2000;
const ASSIGNMENT = /^([A-Za-z_]\w*)=([^]*)$/;
const USE = /\$\{?([A-Za-z_]\w*)\}?|%([A-Za-z_]\w*)%/g;
/** `$(printf '\142\141')`: letters by their numbers. */
const PRINTED = /^\$\(\s*printf\s+['"]?([\\\w./:-]+)['"]?\s*\)$/;

/** What a script has put into its variables, as far as that stands in it. */
export class ShellVariables {
  readonly #values = new Map<string, string>();
  /** What is substituted, as it is written: who runs it has to know what comes out. */
  readonly #substituted = new Map<string, string>();
  readonly #text: string;
  /** The terminal does not show what is typed. */
  #isUnseen = false;

  /** @param text the whole script, which may hold functions */
  constructor(text: string) {
    this.#text = text;
  }

  /** The command with what its variables stand for; an assignment is remembered. */
  expand(command: ShellCommand): ShellCommand {
    const words = this.#values.size === 0 ? command.words : command.words.map((word) => this.#expanded(word));
    const assigned = words[0]?.toLowerCase() === 'set' || words[0] === 'export' ? words.slice(1) : words;
    if (assigned.length > 0 && assigned.every((word) => ASSIGNMENT.test(word)))
      for (const word of assigned) this.#assign(word);
    this.#ask(words);
    return words === command.words ? command : { ...command, words };
  }

  /** `$(curl …)`, where a word is a variable that holds that. */
  substitution(word: string): string | undefined {
    return this.#substituted.get(/^\s*\$\{?([A-Za-z_]\w*)\}?\s*$/.exec(word)?.[1] ?? '');
  }

  /** `read -s answer`: what somebody types without being shown it is a password. */
  #ask(words: readonly string[]): void {
    if (words.includes('stty') && words.includes('-echo')) this.#isUnseen = true;
    if (words.includes('stty') && words.includes('echo')) this.#isUnseen = false;
    const read = words.indexOf('read');
    if (read < 0 || read > 1) return;
    const options = words.slice(read + 1).filter((word) => word.startsWith('-'));
    const name = words.slice(read + 1).findLast((word) => /^[A-Za-z_]\w*$/.test(word));
    if (name !== undefined && (this.#isUnseen || options.some((option) => /^-\w*s/.test(option))))
      this.#values.set(name, '$PASSWORD');
  }

  #assign(word: string): void {
    const [, name = '', value = ''] = ASSIGNMENT.exec(word) ?? [];
    const known = this.#valueOf(value);
    if (known === undefined) this.#values.delete(name);
    else this.#values.set(name, known.slice(0, MAX_VALUE));
    if (/^\$\([^]*\)$/.test(value) && value.length <= MAX_VALUE) this.#substituted.set(name, value);
    else this.#substituted.delete(name);
  }

  /** What is substituted is not known, but for letters by their numbers and the secrets that a function reads. */
  #valueOf(value: string): string | undefined {
    const printed = PRINTED.exec(value)?.[1];
    if (printed !== undefined) return unescaped(printed);
    return /\$\(|`/.test(value) ? secretIn(this.#functionIn(value)) : value;
  }

  #expanded(word: string): string {
    return word.replace(USE, (whole, posix: string | undefined, batch: string | undefined) => {
      return this.#values.get(posix ?? batch ?? '') ?? whole;
    });
  }

  /** `$(collect | base64)`: what the function does that is called there. */
  #functionIn(value: string): string {
    const name = /^\$\(\s*([A-Za-z_]\w*)\b/.exec(value)?.[1];
    if (name === undefined) return '';
    const body = new RegExp(
      String.raw`(?:^|\n)[ \t]*(?:function[ \t]+)?${name}[ \t]*\(\)\s*\{([^]{0,1000}?)\n[ \t]*\}`,
    ).exec(this.#text)?.[1];
    return body ?? '';
  }
}

function unescaped(text: string): string {
  return text.replace(/\\x([0-9a-f]{1,2})|\\([0-7]{1,3})/gi, (_whole, hex?: string, octal?: string) =>
    String.fromCharCode(hex === undefined ? parseInt(octal ?? '0', 8) : parseInt(hex, 16)),
  );
}
