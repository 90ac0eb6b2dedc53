import { shorten } from './text.js';

/** Hosts that never leave the machine; nobody on the way can change what they serve. */
const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** Scheme, optional user information, and host of a URL; `git+http:` and the like are no URLs to the platform's parser. */
const AUTHORITY = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*@)?([^/?#]*)/i;

/** The URL as it may be shown and stored: without user name, password and query, any of which can be a secret. */
export function withoutSecrets(url: string): string {
  const bare = url.replace(AUTHORITY, '$1$3').replace(/\?[^#]*/, '');
  return shorten(bare);
}

export function isLoopback(url: string): boolean {
  const host = AUTHORITY.exec(url)?.[3]?.replace(/:\d*$/, '');
  return host !== undefined && LOOPBACK.test(host);
}
