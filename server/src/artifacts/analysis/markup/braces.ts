/** Longer than any expression of a template: with the bound, a page in which braces are never closed takes no longer than another. */
const LONGEST = 10_000;

/** Code in braces that stands in the template of a component: in Vue `{{ … }}` in a text, in Svelte `{ … }` everywhere. */
export class Braces {
  readonly #text: string;
  /** Up to there braces are a text: one of them is never closed. */
  #unclosedTo = 0;
  /** Whether they stand in tags as well. */
  readonly areInTags: boolean;

  constructor(text: string, areInTags: boolean) {
    this.#text = text;
    this.areInTags = areInTags;
  }

  get opening(): '{' | '{{' {
    return this.areInTags ? '{' : '{{';
  }

  /** Where code ends that begins with a brace: behind the last one. Braces in texts and in comments are none. */
  endOf(start: number): number | undefined {
    if (start < this.#unclosedTo) return undefined;
    const end = endOfBraces(this.#text, start);
    if (end === undefined) this.#unclosedTo = start + LONGEST;
    return end;
  }
}

function endOfBraces(text: string, start: number): number | undefined {
  const open: string[] = [];
  const last = Math.min(text.length, start + LONGEST);
  for (let at = start; at < last; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (open.at(-1) === '`') at += inTemplate(text, at, open);
    else if (character === '{' || character === '`') open.push(character);
    else if (character === '}') open.pop();
    else at = endOfText(text, at) ?? at;
    if (open.length === 0) return at + 1;
  }
  return undefined;
}

/** @returns how many characters more than one were read */
function inTemplate(text: string, at: number, open: string[]): number {
  if (text.charAt(at) === '`') open.pop();
  if (!text.startsWith('${', at)) return 0;
  open.push('{');
  return 1;
}

/** Texts, and comments behind a blank: elsewhere they may be regular expressions. */
const TEXT = /(["'])(?:\\.|(?!\1)[^\\\n]){0,1000}\1|(?<=[\s{])(?:\/\/[^\n]*|\/\*[^]{0,1000}?\*\/)/y;

function endOfText(text: string, at: number): number | undefined {
  if (!/["'/]/.test(text.charAt(at))) return undefined;
  TEXT.lastIndex = at;
  return TEXT.test(text) ? TEXT.lastIndex - 1 : undefined;
}
