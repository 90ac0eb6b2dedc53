/** Hosts that serve what is published as packages, and libraries of those who run them. */
const PUBLISHED =
  /^(?:cdn\.jsdelivr\.net|unpkg\.com|cdnjs\.cloudflare\.com|esm\.sh|ga\.jspm\.io|cdn\.skypack\.dev|(?:[\w-]+\.)*(?:gstatic|googleapis)\.com)$/;

/** Whether a host serves what anybody can publish, and everybody can look at. */
export function isPublished(host: string): boolean {
  return PUBLISHED.test(host);
}
