/** A stretch of a Markdown text that may hold commands. */
export interface MarkdownBlock {
  /** The first word behind the fence, in lower case; `inline` for code within a line, and for code that is only indented. */
  readonly language: string;
  readonly start: number;
  readonly end: number;
}

const FENCE = /^(?:[ \t]|>|[-*+][ \t]|\d+\.[ \t])*(`{3,}|~{3,})[ \t]*([^\s`{]*)/;
const INLINE = /(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g;
const INDENTED = /^(?: {4}|\t)[ \t]*/;
const COMMENT = /<!--[^]*?(?:-->|$)/g;

/** A fence that is open. */
interface Fence {
  readonly ticks: string;
  readonly language: string;
  /** Of the line below it. */
  readonly start: number;
}

/** The code of a Markdown text, in its order. What stands in comments is left out. */
export function markdownBlocks(markdown: string): readonly MarkdownBlock[] {
  const text = markdown.replace(COMMENT, (comment) => comment.replace(/[^\n]/g, ' '));
  const blocks: MarkdownBlock[] = [];
  let open: Fence | undefined;
  let start = 0;
  for (const line of text.split('\n')) {
    const below = start + line.length + 1;
    const [, ticks = '', language = ''] = FENCE.exec(line) ?? [];
    if (open !== undefined) {
      if (closes(ticks, line, open.ticks)) {
        blocks.push({ language: open.language, start: open.start, end: start });
        open = undefined;
      }
    } else if (ticks !== '') open = { ticks, language: language.toLowerCase(), start: below };
    else blocks.push(...codeIn(line, start));
    start = below;
  }
  // Still being written: it reaches to the end.
  return open === undefined || open.start >= text.length
    ? blocks
    : [...blocks, { language: open.language, start: open.start, end: text.length }];
}

function closes(fence: string, line: string, opened: string): boolean {
  return fence.startsWith(opened) && line.trimEnd().endsWith(fence);
}

function codeIn(line: string, start: number): readonly MarkdownBlock[] {
  const indent = INDENTED.exec(line)?.[0].length;
  const own = indent === undefined ? [] : [{ language: 'indented', start: start + indent, end: start + line.length }];
  const inline = [...line.matchAll(INLINE)].map(({ index, 1: ticks = '', 2: code = '' }) => {
    const from = start + index + ticks.length;
    return { language: 'inline', start: from, end: from + code.length };
  });
  return inline.length > 0 ? inline : own;
}
