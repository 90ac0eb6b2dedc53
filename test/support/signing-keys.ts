import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A key with which a registry of the tests signs. */
export interface SigningKey {
  /** As the keys endpoint lists it. */
  readonly listed: {
    readonly expires: string | null;
    readonly keyid: string;
    readonly keytype: string;
    readonly scheme: string;
    readonly key: string;
  };
  /** The signature of `name@version:integrity` as it stands in `dist.signatures`. */
  sign(name: string, version: string, integrity: string): { readonly keyid: string; readonly sig: string };
}

export function signingKey(keyid: string, expires: string | null = null): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const kind = 'ecdsa-sha2-nistp256';
  return {
    listed: { expires, keyid, keytype: kind, scheme: kind, key },
    sign: (name, version, integrity) => ({ keyid, sig: signature(privateKey, `${name}@${version}:${integrity}`) }),
  };
}

function signature(key: KeyObject, message: string): string {
  return createSign('SHA256').update(message).sign(key, 'base64');
}
