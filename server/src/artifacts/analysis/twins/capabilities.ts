/** What code reaches out to, of the kinds that no build adds or takes away by itself. */
export type Capability = 'network' | 'process' | 'evaluation' | 'environment';

/** `require('x')`, `import 'x'`, `from 'x'`, `import('x')`, also with all blanks taken out. */
const loads = (modules: string): RegExp =>
  new RegExp(`(?:\\brequire\\s*\\(|\\bfrom\\s*|\\bimport\\s*\\(?)\\s*['"\`](?:node:)?(?:${modules})['"\`]`);

/** Modules of the platform: packages are bundled, left out where they are optional (`less` and `needle`), or exchanged. */
const NETWORK = 'https?|http2|net|tls|dgram|dns|dns/promises';

/** By what stands in the text: the same for source, for what a compiler makes of it, and for its minified form. */
const SIGNS: readonly (readonly [Capability, RegExp])[] = [
  ['network', loads(NETWORK)],
  ['network', /\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|\bsendBeacon\b|\bEventSource\b/],
  ['process', loads('child_process')],
  ['evaluation', loads('vm')],
  // Not what looks for the global object, which compilers and bundlers add.
  [
    'evaluation',
    /\beval\s*\(|\bFunction\s*\(\s*(?!['"`](?:\s*return this|return globalThis)\b)['"`\w$]|\b_compile\s*\(/,
  ],
  [
    'environment',
    /(?:JSON\s*\.\s*stringify\s*\(|Object\s*\.\s*(?:keys|entries|values|assign)\s*\([^()]{0,40}|\.\.\.)\s*process\s*\.\s*env\b(?!\s*(?:\?\.|[.[]))/,
  ],
];

/** Each capability that a text shows, with the offset of its first sign. */
export function capabilitiesIn(text: string): ReadonlyMap<Capability, number> {
  const found = new Map<Capability, number>();
  for (const [capability, sign] of SIGNS) {
    const offset = sign.exec(text)?.index;
    if (offset !== undefined) found.set(capability, Math.min(offset, found.get(capability) ?? offset));
  }
  return found;
}

/** A text in quotes, which ends in its line, or where a comment begins. */
const TEXT_OR_COMMENT = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'|\/\*|(?<![:\\/])\/\/[^\n]*/g;

/** Blank where comments are, so that offsets stay: minifying takes comments out, and they talk of everything. */
export function withoutComments(text: string): string {
  let result = '';
  let at = 0;
  const tokens = new RegExp(TEXT_OR_COMMENT);
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    const [found] = token;
    if (!found.startsWith('/')) continue;
    const closing = found === '/*' ? text.indexOf('*/', token.index + 2) : 0;
    // Never closed, it is no comment, and none of the others that begin alike are.
    if (closing === -1) break;
    const end = found === '/*' ? closing + 2 : token.index + found.length;
    result += text.slice(at, token.index) + blank(text.slice(token.index, end));
    at = end;
    tokens.lastIndex = end;
  }
  return result + text.slice(at);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
