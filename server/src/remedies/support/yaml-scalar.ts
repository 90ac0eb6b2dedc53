import { isScalar, stringify } from 'yaml';

export interface ScalarStyle {
  /** What is quoted where it has to be quoted. */
  readonly quote: '"' | "'";
  /** Inside of braces or brackets. */
  readonly inFlow: boolean;
}

/** What ends a plain scalar in braces. */
const FLOW_INDICATORS = /[,[\]{}]/;

/** Quotes only where they are needed. */
export function scalarText(text: string, { quote, inFlow }: ScalarStyle): string {
  const isPlain = isPlainIn(text, '1.2') && isPlainIn(text, '1.1') && !(inFlow && FLOW_INDICATORS.test(text));
  return isPlain ? text : quoted(text, quote);
}

/** In the place of a scalar, quoted like that. */
export function scalarLike(node: unknown, text: string, style: ScalarStyle): string {
  const type = isScalar(node) ? node.type : undefined;
  if (type === 'QUOTE_DOUBLE') return quoted(text, '"');
  return type === 'QUOTE_SINGLE' ? quoted(text, "'") : scalarText(text, style);
}

function quoted(text: string, quote: '"' | "'"): string {
  // JSON's strings are double quoted scalars too; in single quotes, nothing can be escaped.
  const needsEscapes = JSON.stringify(text) !== `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
  return quote === '"' || needsEscapes ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}

/** A program that reads YAML 1.1 takes more plain scalars for something else than a text: `yes`, dates. */
function isPlainIn(text: string, version: '1.1' | '1.2'): boolean {
  return stringify(text, { version, lineWidth: 0 }) === `${text}\n`;
}
