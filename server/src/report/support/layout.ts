import type { Paint } from './style.js';

/** Wider lines are hard to follow with the eye. */
export const MAX_WIDTH = 100;
/** Assumed where the output is no terminal. */
export const DEFAULT_WIDTH = 80;
/** Below this, wrapping makes text harder to read than long lines do. */
export const MIN_WIDTH = 40;

export function usableWidth(columns: number | undefined): number {
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, columns ?? DEFAULT_WIDTH));
}

/** Breaks at spaces. A word longer than the width (an address, say) gets a line of its own and stays whole. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line === '') line = word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

export interface ParagraphShape {
  readonly width: number;
  /** Columns before every line. */
  readonly indent: number;
  /** Stands before the first line; the others are indented as deep. */
  readonly label?: string;
  readonly paint?: Paint;
  readonly paintLabel?: Paint;
}

const asIs: Paint = (text) => text;

/** Wrapped lines of one paragraph; painted after wrapping, since colours have no width. */
export function paragraph(text: string, shape: ParagraphShape): readonly string[] {
  const { width, indent, label = '', paint = asIs, paintLabel = asIs } = shape;
  const hanging = indent + label.length;
  return wrap(text, width - hanging).map((line, index) => {
    const start = index === 0 ? ' '.repeat(indent) + paintLabel(label) : ' '.repeat(hanging);
    return start + paint(line);
  });
}

/** `title ──────── right`, as wide as asked. */
export function rule(title: string, right: string, width: number): string {
  const dashes = Math.max(3, width - title.length - right.length - 2);
  return `${title} ${'─'.repeat(dashes)} ${right}`;
}
