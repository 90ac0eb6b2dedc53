import { plainText } from './plain-text.js';

/**
 * Text for a language model. It reads everything as words and may take some for words to it: nothing that a package, a registry
 * or a project says must look like a part of the conversation, like markup that is rendered, or like an address to be fetched.
 * That it is data is said by the place where it stands (`untrusted` in results of tools); here it becomes harmless and short.
 */

/** Enough to be recognised by; nobody reads an attacker's essay. */
export const MAX_MODEL_TEXT = 240;

/** npm allows no longer name. */
const MAX_NAME = 214;
const MAX_VERSION = 64;
const MAX_PATH = 160;

/** Turns of a conversation and calls of tools are written with these; so are HTML, links and pictures. */
const LOOK_ALIKES: Readonly<Record<string, string>> = Object.freeze({
  '<': '‹',
  '>': '›',
  '[': '⟦',
  ']': '⟧',
  '`': 'ˋ',
  '|': '¦',
  '{': '❴',
  '}': '❵',
});
const MARKS = /[<>[\]`|{}]/g;

/** `https://…`, `data:…`: whatever a reader could be made to open, or a renderer opens by itself. */
const SCHEME = /\b([a-z][a-z0-9+.-]{1,20}):(?=\S)/gi;
/** Pictures, rules and headings of Markdown. */
const EMPHASIS = /!(?=⟦)|[#*_~=-]{3,}/g;
/** `Human:` and its like begin a turn in some models' transcripts. */
const TURN = /(human|assistant|system|user|developer|tool):/gi;

/** One line that reads as what it is, and means nothing to whoever renders or obeys it. */
export function modelText(text: string, maxLength: number = MAX_MODEL_TEXT): string {
  return plainText(text, maxLength)
    .replace(MARKS, (mark) => LOOK_ALIKES[mark] ?? '')
    .replace(TURN, '$1\u2236')
    .replace(SCHEME, '$1\u2236')
    .replace(EMPHASIS, '…');
}

/** What npm takes for a name is a word; anything else that stands where a name should is told as text. */
const NAME = /^(?:@[\w~-][\w~.-]*\/)?[\w~-][\w~.-]*$/;
const VERSION = /^[\w+.-]+$/;

/** The name of a package, which an agent may have to repeat exactly. */
export function modelName(name: string): string {
  return name.length <= MAX_NAME && NAME.test(name) ? name : `not a name of npm's: ${modelText(name, MAX_VERSION)}`;
}

export function modelVersion(version: string): string {
  return version.length <= MAX_VERSION && VERSION.test(version) ? version : modelText(version, MAX_VERSION);
}

/** A path below a project or package. */
export function modelPath(path: string): string {
  return modelText(path, MAX_PATH);
}
