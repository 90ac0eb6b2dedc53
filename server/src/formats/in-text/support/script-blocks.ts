import type { Span } from '../../../model/index.js';

/** A piece of code in a page, and whether it may hold JSX. */
export interface ScriptBlock {
  readonly span: Span;
  readonly hasJsx: boolean;
}

const COMMENT_OR_SCRIPT = /<!--[^]*?(?:-->|$)|<script\b((?:[^>"']|"[^"]*"|'[^']*'){0,500})>/gi;
const END = /<\/script\s*>/gi;
/** In a Vue file without a language, JSX is possible; in one that names TypeScript it is not. */
const PLAIN_TYPESCRIPT = /\blang\s*=\s*["']?ts\b/i;

/** The insides of the `<script>` elements; one that is not closed yet reaches to the end. */
export function scriptBlocks(text: string): readonly ScriptBlock[] {
  const blocks: ScriptBlock[] = [];
  COMMENT_OR_SCRIPT.lastIndex = 0;
  for (let match = COMMENT_OR_SCRIPT.exec(text); match !== null; match = COMMENT_OR_SCRIPT.exec(text)) {
    const [whole, attributes] = match;
    const start = match.index + whole.length;
    if (attributes === undefined || attributes.endsWith('/')) continue;
    END.lastIndex = start;
    const end = END.exec(text)?.index ?? text.length;
    blocks.push({ span: { start, end }, hasJsx: !PLAIN_TYPESCRIPT.test(attributes) });
    COMMENT_OR_SCRIPT.lastIndex = end;
  }
  return blocks;
}
