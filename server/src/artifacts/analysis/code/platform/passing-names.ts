/** Fields, by their names or selectors, that are filled with what opens accounts. */
export const SECRET_FIELD =
  /password|passwd|card|cvv|cvc|\bcc-|\botp\b|mnemonic|seed|phrase|private[-_]?key|iban|\bssn\b/i;

/** Headers by which somebody is known to a server. */
const LOGS_IN = /^(?:(?:proxy-)?authorization|(?:set-)?cookie|x-(?:api-key|auth-token|access-token)|api-?key)$/i;

export function isLogin(header: string | undefined): boolean {
  return header !== undefined && LOGS_IN.test(header);
}

/** A cookie that stands for somebody who has logged in. */
export function isSession(cookie: string | undefined): boolean {
  return cookie !== undefined && /sess|token|auth|jwt|\bsid\b/i.test(cookie);
}
