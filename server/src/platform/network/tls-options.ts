import { createHash } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { SecureContext } from 'node:tls';

/** What a client shows of itself, as PEM texts. */
export interface ClientIdentity {
  readonly cert?: string;
  readonly key?: string;
}

/** For the HTTP library's agent, which hands them to `tls.connect`. */
export interface TlsOptions extends ClientIdentity {
  readonly ca?: string;
  readonly secureContext?: SecureContext;
}

/**
 * The TLS options for each connection.
 *
 * A list of authorities of one's own takes 30 to 100 ms to read, which Node.js would do anew for every connection, on
 * the thread that answers the editor. So it is read once for each client identity. `ca` then only names the list: the
 * library keeps agents and connections apart by it, and a secure context takes precedence over it.
 *
 * @param trusted every authority that is trusted, as one PEM text; undefined for those that Node.js trusts by itself.
 */
export function createTlsOptions(trusted: string | undefined): (identity: ClientIdentity) => TlsOptions {
  if (trusted === undefined) return (identity) => identity;
  const name = createHash('sha256').update(trusted).digest('hex');
  const contexts = new Map<string, SecureContext>();
  return ({ cert, key }) => {
    const id = `${cert ?? ''}\n${key ?? ''}`;
    const secureContext = contexts.get(id) ?? createSecureContext({ ca: trusted, cert, key });
    contexts.set(id, secureContext);
    return { ca: name, secureContext, cert, key };
  };
}
