import { spoken, type Finding, type Remedy } from '../../model/index.js';
import { ENGLISH, type Translate } from '../../protocol/translate.js';

/** What a rule says, in the reader's language. Unescaped. */
export function messageIn({ message, wording }: Pick<Finding, 'message' | 'wording'>, t: Translate): string {
  return t === ENGLISH || wording === undefined ? message : spoken(wording, t);
}

/** A fix that says what it does in the reader's language. Unescaped. */
export function remedyIn(remedy: Remedy, t: Translate): Remedy {
  const { words } = remedy;
  if (t === ENGLISH || words === undefined) return remedy;
  const { title, caveat, outlook } = words;
  return {
    ...remedy,
    title: spoken(title, t),
    ...(caveat === undefined ? {} : { caveat: spoken(caveat, t) }),
    ...(outlook === undefined ? {} : { outlook: spoken(outlook, t) }),
  };
}
