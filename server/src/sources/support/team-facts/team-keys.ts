import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** Of whom entries are believed, by the id that their entries name. */
export type TrustedWriters = ReadonlyMap<string, KeyObject>;

export interface TeamWriter {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const PEM_FRAME = /-----[A-Z ]+-----/g;
const CURVE = 'ed25519';
const ID_LENGTH = 16;

/** @param text PEM, or its base64 alone (SPKI). Throws a sentence where it is no public Ed25519 key. */
export function readPublicKey(text: string): { readonly id: string; readonly key: KeyObject } {
  const key = keyOf(text, 'public', (der) => createPublicKey({ key: der, format: 'der', type: 'spki' }));
  return { id: idOf(key), key };
}

/** @param text PEM, or its base64 alone (PKCS #8). Throws a sentence, without the key, where it is no private Ed25519 key. */
export function readPrivateKey(text: string): TeamWriter {
  const privateKey = keyOf(text, 'private', (der) => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  const publicKey = createPublicKey(privateKey);
  return { id: idOf(publicKey), privateKey, publicKey };
}

function keyOf(text: string, kind: 'public' | 'private', fromDer: (der: Buffer) => KeyObject): KeyObject {
  // A PEM is the same base64 between two lines; whoever pastes one into a single line has lost its line breaks.
  const der = Buffer.from(text.replace(PEM_FRAME, ''), 'base64');
  const key = attempt(() => fromDer(der));
  if (key?.type !== kind || key.asymmetricKeyType !== CURVE) {
    throw new Error(`A key of the team's store is no ${kind} Ed25519 key in PEM or base64.`);
  }
  return key;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The same for a key wherever it is computed: the start of the SHA-256 of its SPKI. */
function idOf(publicKey: KeyObject): string {
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(der).digest('hex').slice(0, ID_LENGTH);
}
