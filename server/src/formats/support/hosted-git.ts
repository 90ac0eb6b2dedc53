import type npa from 'npm-package-arg';

/** The part of hosted-git-info's object that its typings leave out. */
interface HostedAddress {
  readonly auth?: string | null;
  https(options: { readonly noCommittish: boolean; readonly noGitPlus?: boolean }): string;
  sshurl(options: { readonly noCommittish: boolean }): string;
}

/** `https://host/owner/repo.git` of a repository at a host that npm knows; undefined for any other. */
export function hostedHttps(parsed: npa.Result | undefined): string | undefined {
  const hosted = parsed?.hosted as unknown as HostedAddress | undefined;
  return hosted?.https({ noCommittish: true, noGitPlus: true });
}

/** The address, commit included, as npm writes it into lockfiles: by ssh, unless a login stands in it. */
export function hostedLockAddress(parsed: npa.Result): string | undefined {
  const hosted = parsed.hosted as unknown as HostedAddress | undefined;
  if (hosted === undefined) return undefined;
  const options = { noCommittish: false };
  const url = hosted.auth ? hosted.https(options) : hosted.sshurl(options);
  return url.startsWith('git+') ? url : `git+${url}`;
}
