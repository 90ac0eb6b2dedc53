import { phrase, type KnownRegistries, type LockedWords, type Subject } from '../model/index.js';
import { defineRule } from './rule.js';
import { addressOf, placesOf } from './support/locked-address.js';
import { lockedHashes } from './support/locked-hashes.js';
import { isLoopback, withoutSecrets } from './support/remote-url.js';
import { labelOf } from './support/text.js';
import { worstDraft, type GradedDraft } from './support/worst-draft.js';

/** Schemes that neither encrypt nor tell who answers. */
const PLAIN = /^(?:http|git|git\+http|ftp):/i;

/** The lockfile names an address that anybody on the way can answer for. */
export const lockfileInsecureUrl = defineRule({
  id: 'lockfile-insecure-url',
  title: 'Lockfile entry fetched without encryption',
  needs: [],
  find({ subject, registries }) {
    // Where the manifest itself asks for it, `insecure-transport` says so.
    const specifier = subject.dependency?.specifier;
    if ((specifier?.kind === 'git' || specifier?.kind === 'tarball-url') && specifier.insecure) return [];
    return worstDraft(placesOf(subject).flatMap((place) => draftOf(subject, place, registries)));
  },
});

function draftOf(subject: Subject, place: LockedWords, { hosts }: KnownRegistries): readonly GradedDraft[] {
  const address = addressOf(place);
  if (address === undefined || !PLAIN.test(address.url) || isLoopback(address.url)) return [];
  const isHeld = lockedHashes(place).size > 0;
  // A company's own registry behind its own walls, and a hash that notices every change.
  if (isHeld && hosts.has(address.host)) return [];
  const value = withoutSecrets(address.url);
  const sentence = phrase('the lockfile fetches {package} without encryption from {address}', {
    package: labelOf(subject),
    address: value,
  });
  const evidence = [{ kind: 'lockfile' as const, field: 'resolved', value }];
  if (address.kind === 'git') {
    const message = phrase("{sentence}, and only the commit's id tells whether it was changed on the way", {
      sentence,
    });
    return [{ message, level: 'medium', target: 'specifier', evidence }];
  }
  const message = isHeld
    ? phrase('{sentence}; its hash notices a change, but others can see and stop the download', { sentence })
    : phrase('{sentence}, and has no hash that would notice if somebody on the way changes it', { sentence });
  return [{ message, level: isHeld ? 'low' : 'high', target: 'specifier', evidence }];
}
