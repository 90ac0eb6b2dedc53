import {
  judgedVersion,
  overviewOf,
  valueOf,
  type Outcome,
  type Packument,
  type Subject,
  type VersionFacts,
} from '../model/index.js';
import type { LookUp, SignedContent } from '../sources/source.js';

/**
 * How the judged version's signature is asked about. Undefined where there is nothing to verify: registries that sign nothing, and
 * mirrors that leave signatures out (under the name of npm's own registry, too), have none on any version.
 */
export function signedLookUp(subject: Subject, packument: Outcome<Packument> | undefined): LookUp | undefined {
  const document = valueOf(packument);
  if (document === undefined || !overviewOf(document).isSigning) return undefined;
  return lookUpOf(subject, document.versions[judgedVersion(subject) ?? '']);
}

/** How the statements about its build are asked for: of what a manifest names, where the registry says that there are some. */
export function attestedLookUp(subject: Subject, packument: Outcome<Packument> | undefined): LookUp | undefined {
  const facts = valueOf(packument)?.versions[judgedVersion(subject) ?? ''];
  return subject.direct && facts?.provenance !== undefined ? lookUpOf(subject, facts) : undefined;
}

function lookUpOf({ name }: Subject, facts: VersionFacts | undefined): LookUp | undefined {
  if (facts?.integrity === undefined) return undefined;
  const { version, integrity, publishedAt } = facts;
  return { name, version, signed: { integrity, publishedAt, signatures: signaturesOf(facts) } };
}

function signaturesOf({ signatures, signingKeys }: VersionFacts): SignedContent['signatures'] {
  const keys = signingKeys?.split(' ') ?? [];
  return (signatures?.split(' ') ?? []).map((signature, index) => ({ keyId: keys[index] ?? '', signature }));
}
