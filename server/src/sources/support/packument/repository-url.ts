import { objectOf, textOf } from '../json.js';

const MAX_LENGTH = 500;
/** The two hosts that npm's shorthands may name besides GitHub, which needs no prefix. */
const SHORTHAND_HOSTS: Readonly<Record<string, string>> = Object.freeze({
  github: 'github.com',
  gitlab: 'gitlab.com',
  bitbucket: 'bitbucket.org',
});
const SHORTHAND = /^(?:(github|gitlab|bitbucket):)?([\w.-]+)\/([\w.-]+)$/;
/** `git+https://…`, `git://…`, `ssh://git@…`, `git@host:owner/repo`, each with or without `.git` and a `#branch`. */
const REMOTE =
  /^(?:(?:git\+)?(?:https?|ssh|git):\/\/)?(?:[\w.-]+@)?([\w.-]+\.[a-z]{2,})[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:[/#?].*)?$/i;

/** The page of a repository, from any form that manifests write it in. Undefined where it is none of them. */
export function repositoryUrl(repository: unknown): string | undefined {
  const written = textOf(objectOf(repository)?.url ?? repository, MAX_LENGTH);
  return written === undefined ? undefined : (fromShorthand(written) ?? fromRemote(written));
}

function fromShorthand(written: string): string | undefined {
  const match = SHORTHAND.exec(written);
  if (match === null) return undefined;
  const [, host = 'github', owner = '', name = ''] = match;
  return `https://${SHORTHAND_HOSTS[host] ?? ''}/${owner}/${name.replace(/\.git$/, '')}`;
}

function fromRemote(written: string): string | undefined {
  const match = REMOTE.exec(written);
  if (match === null) return undefined;
  const [, host = '', owner = '', name = ''] = match;
  return `https://${host.toLowerCase()}/${owner}/${name}`;
}
