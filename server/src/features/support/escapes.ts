import type { Translate } from '../../protocol/translate.js';

/**
 * What makes text fit for the reader: own words in his language, and text from outside harmless for the medium. `report/` owns the
 * escaping (one module for each medium) and this layer may not import it, so it is handed in.
 */
export interface Escapes {
  /** Into the language of the editor. */
  readonly t: Translate;
  /** One line of visible text for media without markup. */
  readonly plain: (text: string, maxLength?: number) => string;
  /** Markdown that shows exactly the text. */
  readonly markdown: (text: string, maxLength?: number) => string;
  /** A Markdown code span that shows exactly the text. */
  readonly code: (text: string, maxLength?: number) => string;
  /** A link where the address is one of a web page, else the label alone. */
  readonly link: (label: string, url: string) => string;
  /** The address of a web page in its normal form; undefined for any other. */
  readonly webAddress: (url: string) => string | undefined;
}
