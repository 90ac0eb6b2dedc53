import { spoken, type Finding } from '../../model/index.js';
import { ENGLISH, type Translate } from '../../protocol/translate.js';

/** What a rule says, in the reader's language. Unescaped. */
export function messageIn({ message, wording }: Pick<Finding, 'message' | 'wording'>, t: Translate): string {
  return t === ENGLISH || wording === undefined ? message : spoken(wording, t);
}
