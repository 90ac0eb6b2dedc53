/** The certificates (PEM) of `system` that are not among Node's own, each once. */
export function beyondNodesOwn(system: readonly string[], own: readonly string[]): readonly string[] {
  const known = new Set(own.map(withoutSpace));
  const beyond = new Map<string, string>();
  for (const certificate of system) {
    const key = withoutSpace(certificate);
    if (!known.has(key)) beyond.set(key, certificate);
  }
  return [...beyond.values()];
}

/** Line ends and widths differ between stores. */
function withoutSpace(pem: string): string {
  return pem.replace(/\s+/g, '');
}
