import { readFileSync } from 'node:fs';
import path from 'node:path';

/** From the compiled test back to the sources: fixtures are not compiled. */
const FOLDER = path.resolve(import.meta.dirname, '../../../test/fixtures/certificates');

/** Absolute path of one of the certificates for tests. */
export function certificateFile(name: 'authority.pem' | 'client.pem' | 'client.key'): string {
  return path.join(FOLDER, name);
}

/** PEM text of the authority that signed the server's certificate. */
export function testAuthority(): string {
  return readFileSync(certificateFile('authority.pem'), 'utf8');
}

/** For a server called `registry.npm.example`, `localhost` or `127.0.0.1`. */
export function serverCertificate(): { readonly cert: string; readonly key: string } {
  const read = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');
  return { cert: read('server.pem'), key: read('server.key') };
}

/** For the same server under `localhost` and `127.0.0.1`, signed by itself, and valid until the end of 2020. */
export function expiredCertificate(): { readonly cert: string; readonly key: string } {
  const read = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');
  return { cert: read('expired.pem'), key: read('expired.key') };
}
