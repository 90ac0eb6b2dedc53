/** A sign that a tool has made code unreadable on purpose, which is more than small. */
export interface Obfuscation {
  readonly offset: number;
  readonly detail: string;
}

/** A table of strings is turned round until a sum over decoded strings fits (javascript-obfuscator): nobody writes that by hand. */
const SHUFFLED_TABLE =
  /(?:\.push|\[\s*(?:'push'|"push"|'\\x70\\x75\\x73\\x68')\s*\])\s*\(\s*([\w$]+)\s*(?:\.shift|\[\s*(?:'shift'|"shift"|'\\x73\\x68\\x69\\x66\\x74')\s*\])\s*\(\s*\)\s*\)/g;
const PARSED_SUM = /parseInt\s*\([^()]*\([^()]*\)\s*\)\s*[/*]/;
const PACKER = /eval\s*\(\s*function\s*\(\s*p\s*,\s*a\s*,\s*c\s*,\s*k\s*,\s*e\s*,\s*[dr]\s*\)/;
const JSFUCK = /[[\]()!+]{400,}/;
const AROUND = 3000;

/** Families of obfuscators by what their output cannot be without. */
export function findObfuscation(text: string): Obfuscation | undefined {
  for (const match of text.matchAll(SHUFFLED_TABLE)) {
    if (PARSED_SUM.test(text.slice(Math.max(0, match.index - AROUND), match.index))) {
      return { offset: match.index, detail: 'a table of strings that is shuffled until a sum fits' };
    }
  }
  const packed = PACKER.exec(text);
  if (packed !== null) return { offset: packed.index, detail: 'packed by a packer' };
  const fuck = JSFUCK.exec(text);
  return fuck === null ? undefined : { offset: fuck.index, detail: 'written in six characters' };
}
