import type npa from 'npm-package-arg';
import type { Specifier } from '../../model/index.js';
import { hostedHttps } from './hosted-git.js';

/** A whole commit id, SHA-1 or SHA-256; a shortened one can come to mean another commit. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** Transports that anyone on the way can change: no encryption, no proof of who answers. */
const INSECURE = /^(?:git|http|git\+(?:http|ftp|rsync)):\/\//i;

/** `user:password@` of a URL; the user alone is kept where it belongs to the address, as in `ssh://git@host`. */
const CREDENTIALS = /^([a-z+.-]+:\/\/)([^/?#]*)@/i;

/**
 * @param raw as written, e.g. `git+https://host/repo.git#v1`, `owner/repo`, `git@host:repo.git`
 * @param parsed npm's reading of it, where npm can read it
 */
export function gitSpecifier(raw: string, parsed?: npa.Result): Specifier {
  const hash = raw.indexOf('#');
  const committish = hash < 0 ? '' : decode(raw.slice(hash + 1));
  const commit = parsed === undefined ? committish : (parsed.gitCommittish ?? '');
  return {
    kind: 'git',
    url: withoutCredentials(addressOf(raw, parsed)),
    ...(committish === '' ? {} : { committish }),
    pinned: COMMIT.test(commit),
    insecure: INSECURE.test(raw),
  };
}

/** The address behind a shorthand (`owner/repo`, `gitlab:owner/repo`, `gist:id`); what is a URL already stays as written. */
function addressOf(raw: string, parsed: npa.Result | undefined): string {
  const written = raw.replace(/#.*$/s, '');
  return /^[a-z+.-]+:\/\//i.test(written) ? written : (hostedHttps(parsed) ?? written);
}

/** Tokens in URLs are secrets of whoever wrote them: they are not repeated in findings. */
export function withoutCredentials(url: string): string {
  const [whole, protocol, login] = CREDENTIALS.exec(url) ?? [];
  if (whole === undefined || protocol === undefined || login === undefined) return url;
  const keepsUser = /ssh:\/\/$/i.test(protocol) && !login.includes(':');
  return keepsUser ? url : protocol + url.slice(whole.length);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
