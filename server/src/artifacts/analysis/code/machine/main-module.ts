import type { Node, Scope } from '../values/types.js';

/** Ways to ask whether a file was started by itself, as Node.js documents them and as they are written for its ES modules. */
const ASKS =
  /^(?:require\.main\s*===?\s*module|module\s*===?\s*require\.main|!\s*module\.parent|import\.meta\.main|(?=.*\bimport\.meta\.(?:url|filename)\b)(?=.*\bprocess\.argv\b).*===?.*)$/s;
const LONGEST = 200;

/** Whether what follows a condition only happens to who starts the file, and not to who imports it. */
export function asksForMain({ type, start = 0, end = 0 }: Node, { unit }: Scope): boolean {
  if (type !== 'BinaryExpression' && type !== 'UnaryExpression' && type !== 'MemberExpression') return false;
  return end - start <= LONGEST && ASKS.test(unit.text.slice(start, end));
}
