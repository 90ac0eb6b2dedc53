import { phrase, type Phrase, type AttestationFacts } from '../../../model/index.js';
import { arrayOf, objectOf, parseJson, textOf } from '../json.js';
import type { JsonObject } from '../json.js';
import { repositoryUrl } from '../packument/repository-url.js';

/** One signed statement about a version, as the registry keeps it. */
export interface Attestation {
  readonly bundle: JsonObject;
  readonly statement: JsonObject;
  /** Set where the registry itself has signed; builds sign with certificates. */
  readonly keyId?: string;
}

/** A publication has two: the build's and the registry's. */
const MAX_ATTESTATIONS = 20;

/** Undefined where the answer is no list of attestations; one that cannot be read makes all of them unreadable. */
export function readAttestations(json: unknown): readonly Attestation[] | undefined {
  const listed = objectOf(json)?.attestations;
  if (!Array.isArray(listed) || listed.length > MAX_ATTESTATIONS) return undefined;
  const all = arrayOf(listed).map(attestationOf);
  return all.includes(undefined) ? undefined : all.filter((one) => one !== undefined);
}

function attestationOf(json: unknown): Attestation | undefined {
  const bundle = objectOf(objectOf(json)?.bundle);
  const envelope = objectOf(bundle?.dsseEnvelope);
  const payload = textOf(envelope?.payload, Infinity);
  const statement = objectOf(parseJson(Buffer.from(payload ?? '', 'base64').toString('utf8')));
  if (bundle === undefined || statement === undefined) return undefined;
  const keyId = textOf(objectOf(arrayOf(envelope?.signatures)[0])?.keyid, 200);
  return { bundle, statement, ...(keyId !== undefined && { keyId }) };
}

/** Why the statement is not about this version and these bytes; undefined where it is. */
export function strayOf({ statement }: Attestation, purl: string, sha512: string): Phrase | undefined {
  const subject = objectOf(arrayOf(statement.subject)[0]);
  if (subject?.name !== purl) return phrase('it is about another package or version');
  return objectOf(subject.digest)?.sha512 === sha512 ? undefined : phrase('it is about other bytes');
}

/** `pkg:npm/%40scope/name@1.0.0` */
export function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
}

/** Where a build says that its source came from: in SLSA's second form, and in its first. */
export function repositoryOf({ statement }: Attestation): AttestationFacts['repository'] {
  const predicate = objectOf(statement.predicate);
  const definition = objectOf(predicate?.buildDefinition);
  const workflow = objectOf(objectOf(definition?.externalParameters)?.workflow);
  const source = objectOf(objectOf(predicate?.invocation)?.configSource);
  return repositoryUrl(workflow?.repository) ?? repositoryUrl(textOf(source?.uri, 500)?.replace(/@refs\/.*$/, ''));
}
