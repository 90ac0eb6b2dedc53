import { scopeOf } from '../../../model/index.js';
import type { IntelligenceProvider } from '../intelligence/intelligence-reader.js';

/** Answers the scopes that much-used packages have, and the same each time; none where the data cannot be opened. */
export type PublicScopes = () => Promise<ReadonlySet<string>>;

/** Everybody can see that these scopes exist: `@types`, `@babel`, and some hundred more. */
export function publicScopesOf(provider: IntelligenceProvider): PublicScopes {
  let reading: Promise<ReadonlySet<string>> | undefined;
  return () => (reading ??= readScopes(provider));
}

async function readScopes(provider: IntelligenceProvider): Promise<ReadonlySet<string>> {
  const opened = await provider();
  const names = opened.status === 'ok' ? opened.value.popularNames() : [];
  return new Set(names.flatMap((name) => scopeOf(name) ?? []));
}
