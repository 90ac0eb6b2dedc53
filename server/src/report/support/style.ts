import type { Level } from '../../model/index.js';

/** Paints text that is already escaped. */
export type Paint = (text: string) => string;

export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly level: Readonly<Record<Level, Paint>>;
}

/** SGR codes of the sixteen basic colours: those follow the terminal's own theme, so they stay readable on any ground. */
const CODES = Object.freeze({
  bold: '1',
  dim: '2',
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  none: '32',
});

const RESET = '\u001b[0m';

export function styleFor(colour: boolean): Style {
  const paint = (code: keyof typeof CODES): Paint =>
    colour ? (text) => (text === '' ? '' : `\u001b[${CODES[code]}m${text}${RESET}`) : (text) => text;
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    level: {
      critical: paint('critical'),
      high: paint('high'),
      medium: paint('medium'),
      low: paint('low'),
      none: paint('none'),
    },
  };
}
