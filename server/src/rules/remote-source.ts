import {
  phrase,
  type Evidence,
  type Level,
  type LockedWords,
  type Phrase,
  type Specifier,
  type Subject,
  type Words,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { addressOf, isAskedOfRegistry } from './support/locked-address.js';
import { withoutSecrets } from './support/remote-url.js';
import { nameOf, shorten } from './support/text.js';

/** The code comes past the registry: no malware reports, no advisories, no publication date hold for it. */
export const remoteSource = defineRule({
  id: 'remote-source',
  title: 'Dependency that comes past the registry',
  needs: [],
  find({ subject }) {
    const source =
      subject.dependency === undefined ? lockedSource(subject) : declaredSource(subject.dependency.specifier);
    if (source === undefined) return [];
    return [
      {
        message: source.says({ package: nameOf(subject), address: source.url }),
        target: 'specifier',
        level: source.level,
        evidence: [evidenceOf(subject, source)],
      },
    ];
  },
});

interface About {
  readonly package: Words;
  readonly address: string;
}

interface RemoteSource {
  readonly url: string;
  readonly says: (about: About) => Phrase;
  readonly level: Level;
}

function evidenceOf({ dependency }: Subject, { url }: RemoteSource): Evidence {
  if (dependency === undefined) return { kind: 'lockfile', field: 'resolved', value: url };
  return { kind: 'file', field: dependency.section, value: url };
}

function declaredSource(specifier: Specifier): RemoteSource | undefined {
  if (specifier.kind === 'tarball-url') return tarballSource(specifier.url);
  if (specifier.kind !== 'git') return undefined;
  if (specifier.pinned) return heldSource(specifier.url);
  const url = withoutSecrets(specifier.url);
  return { url, says: atBranch(specifier.committish), level: 'medium' };
}

/** What another package asks for by an address. Lockfiles hold git repositories at a commit, somewhere in the entry. */
function lockedSource(subject: Subject): RemoteSource | undefined {
  const { locked } = subject;
  const address = locked === undefined || isAskedOfRegistry(subject) ? undefined : addressOf(locked);
  if (locked === undefined || address === undefined || address.kind === 'file') return undefined;
  if (address.kind === 'tarball' && !COMMIT_TARBALL.test(address.url)) return tarballSource(address.url);
  if (isAtCommit(locked)) return heldSource(address.url);
  const url = withoutSecrets(address.url);
  const says = (about: About): Phrase =>
    phrase('{package} comes from the git repository {address}, whose owner can change what is there', about);
  return { url, says, level: 'medium' };
}

function atBranch(committish: string | undefined): RemoteSource['says'] {
  if (committish === undefined) {
    return (about) =>
      phrase(
        '{package} comes from the git repository {address}, at its default branch, which its owner can move',
        about,
      );
  }
  const ref = shorten(committish, 64);
  return (about) =>
    phrase('{package} comes from the git repository {address}, at "{ref}", which its owner can move', {
      ...about,
      ref,
    });
}

/** Addresses of git hosts that give one commit as an archive. */
const COMMIT_TARBALL =
  /^https:\/\/(?:codeload\.github\.com|github\.com|gitlab\.com|bitbucket\.org)\/[^?#]*\b[0-9a-f]{40}\b/i;
const COMMIT = /(?<![0-9a-f])(?:[0-9a-f]{40}|[0-9a-f]{64})(?![0-9a-f])/i;

function isAtCommit({ id, resolved, version }: LockedWords): boolean {
  return [resolved, version, id].some((text) => text != null && COMMIT.test(text));
}

function tarballSource(written: string): RemoteSource {
  const url = withoutSecrets(written);
  const says = (about: About): Phrase =>
    phrase('{package} comes from the address {address}, whose owner can change what is there', about);
  return { url, says, level: 'medium' };
}

function heldSource(written: string): RemoteSource {
  const url = withoutSecrets(written);
  const says = (about: About): Phrase =>
    phrase('{package} comes from the git repository {address}, held at one commit', about);
  return { url, says, level: 'low' };
}
