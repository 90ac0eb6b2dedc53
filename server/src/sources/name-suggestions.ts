import type { SuggestNames } from './source.js';
import type { Intelligence, IntelligenceProvider } from './support/intelligence/intelligence-reader.js';
import { createNameSearch, type NameSearch } from './support/names/name-search.js';

/** From the much-used names of the offline data; what is known malware, whatever the version, is not among them. */
export function createNameSuggestions(provider: IntelligenceProvider): SuggestNames {
  const searches = new WeakMap<Intelligence, NameSearch>();
  return async (typed, limit) => {
    const opened = await provider();
    if (opened.status !== 'ok') return [];
    const intelligence = opened.value;
    const search = searches.get(intelligence) ?? createNameSearch(intelligence.popularNames());
    searches.set(intelligence, search);
    return search(typed, limit, (name) => !isMalware(intelligence, name));
  };
}

function isMalware(intelligence: Intelligence, name: string): boolean {
  return intelligence.recordsOf(name).malware.some(({ affects }) => affects === '*');
}
