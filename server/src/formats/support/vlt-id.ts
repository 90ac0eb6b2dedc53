import { splitPackageId } from '../../model/index.js';
import { folderLocation } from './npm-location.js';

/** What the id of a node in vlt's lockfile says. */
export type VltId =
  | { readonly type: 'registry'; readonly name: string; readonly version: string | null }
  | { readonly type: 'workspace' | 'file'; /** Relative to the lockfile, `''` for its own. */ readonly folder: string }
  /** A git repository, a tarball somewhere, or something new. */
  | { readonly type: 'other' };

/** Between the parts of an id. */
const DELIMITER = '~';
const OLD_DELIMITER = '·';
const ANY_DELIMITER = /[~·]/;

/** An id cannot hold everything as it is. */
const ESCAPES: Readonly<Record<string, string>> = Object.freeze({
  '+': '/',
  '§': '/',
  _c: ':',
  _d: '.',
  _p: '+',
  __: '_',
});

const ESCAPED = /[_+§%]/;

/** `~npm~@scope+name@1.2.3~peer.1`, `workspace~packages+core`, `file~vendor+lib`, `git~…`, `remote~…`. */
export function parseVltId(id: string): VltId {
  // To split at a text takes a fraction of the time.
  const [type, first = '', second = ''] = id.split(id.includes(OLD_DELIMITER) ? ANY_DELIMITER : DELIMITER, 3);
  if (type === 'workspace' || type === 'file') return { type, folder: folderLocation(decode(first)) };
  if (type !== '') return { type: 'other' };
  const { name, version = '' } = splitPackageId(decode(second));
  return { type: 'registry', name, version: version || null };
}

function decode(part: string): string {
  if (!ESCAPED.test(part)) return part;
  const text = part.replaceAll(/_[cdp_]|[+§]/g, (escape) => ESCAPES[escape] ?? escape);
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign: the text as written is the best there is.
    return text;
  }
}
