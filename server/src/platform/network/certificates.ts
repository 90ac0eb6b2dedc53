import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type { NpmConfiguration } from '../npm/npm-configuration.js';
import type { EditorNetwork } from './proxy-rules.js';

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Everything that is trusted, as one PEM text; undefined where that is just what Node.js trusts by itself.
 *
 * Certificates add up: those of `.npmrc`, of the editor and of `NODE_EXTRA_CA_CERTS` are trusted besides Node's own.
 * npm lets `ca` stand in place of all others; a company's certificate would then shut out the advisory services,
 * which npm never asks.
 */
export function trustedCertificates(
  { explicit, environment }: NpmConfiguration,
  editor: EditorNetwork,
): string | undefined {
  const configured = [...explicit.certificates, ...(editor.certificates ?? [])];
  // A list of one's own is read anew for each connection, which takes a tenth of a second with a system's bundle in it.
  if (configured.length === 0 && environment.extraCertificatesInUse === true) return undefined;
  const texts = [...configured, environment.extraCertificates ?? ''];
  const known = new Set(rootCertificates);
  const extra = new Set(texts.flatMap((text) => text.match(PEM_CERTIFICATE) ?? []));
  const added = [...extra].filter((pem) => !known.has(pem) && isCertificate(pem));
  return added.length === 0 ? undefined : [...added, ...rootCertificates].join('\n');
}

/** One damaged certificate in a list must not cost the others. */
function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/** Whether certificates are checked at all. */
export function isStrict({ explicit, environment }: NpmConfiguration, editor: EditorNetwork): boolean {
  return explicit.strictSsl ?? editor.strictSsl ?? environment.strictSsl;
}
