import {
  isRegistrySpecifier,
  parseDeclared,
  phrase,
  valueOf,
  type DeclaredDependencies,
  type FactTypes,
  type Outcome,
  type RegistrySpecifier,
} from '../../model/index.js';
import type { ManifestFormat } from '../../formats/format.js';
import type { LookUp, SourceSet } from '../../sources/source.js';
import type { FactStore } from '../fact-store.js';
import type { Ask, PackageReader } from '../re-resolution/package-reader.js';
import { resolveNow } from '../resolve.js';

export interface PackageFactsOptions {
  readonly store: FactStore;
  readonly sources: SourceSet;
  readonly manifestFormat: ManifestFormat;
  readonly signal: AbortSignal;
  /** How many package files may be opened for what their registry's document does not tell. */
  readonly maxTarballs: number;
}

/** What registry documents tell of packages, and package files where those are silent. */
export function createPackageFacts(options: PackageFactsOptions): PackageReader {
  const { store, sources, manifestFormat, signal } = options;
  const lookUp = { signal, freshness: 'cached' as const };
  const opened = new Set<string>();

  const packumentOf = async (name: string): Promise<Outcome<FactTypes['packument']> | undefined> => {
    await store.ask(sources.packument, [{ name }], lookUp);
    return store.recall(sources.packument, { name })?.outcome;
  };

  const fromFile = async (
    request: LookUp & { readonly version: string },
  ): Promise<DeclaredDependencies | undefined> => {
    const known = (): DeclaredDependencies | undefined =>
      valueOf(store.recall(sources.tarballManifest, request)?.outcome)?.declares;
    const id = `${request.name}@${request.version}`;
    if (known() !== undefined) return known();
    if (!opened.has(id) && opened.size >= options.maxTarballs) return undefined;
    opened.add(id);
    await store.ask(sources.tarballManifest, [request], lookUp);
    return known();
  };

  const parse = (name: string, raw: string): Ask['specifier'] => {
    const [line] = manifestFormat.read(JSON.stringify({ dependencies: { [name]: raw } })).dependencies;
    return line?.specifier ?? { kind: 'invalid', reason: phrase('The specifier cannot be understood.') };
  };

  return {
    parse,
    async asks(name, version) {
      const facts = valueOf(await packumentOf(name))?.versions[version];
      if (facts === undefined) return undefined;
      const declared =
        facts.declares === undefined
          ? await fromFile({ name, version, integrity: facts.integrity })
          : parseDeclared(facts.declares);
      return declared && asksOf(declared, parse);
    },
    async resolve(specifier: RegistrySpecifier) {
      const resolution = resolveNow(specifier, await packumentOf(specifier.name));
      return resolution.from === 'registry' ? resolution.version : undefined;
    },
  };
}

function asksOf(
  { required, optional, peers, bundled }: DeclaredDependencies,
  parse: PackageReader['parse'],
): readonly Ask[] {
  const of = (record: Readonly<Record<string, string>>, kind: Ask['kind']): readonly Ask[] =>
    Object.entries(record).map(([key, raw]) => {
      const specifier = parse(key, raw);
      const name = isRegistrySpecifier(specifier) ? specifier.name : key;
      return { key, raw, specifier, kind, bundled: bundled.includes(key) || bundled.includes(name) };
    });
  return [...of(required, 'required'), ...of(optional, 'optional'), ...of(peers, 'peer')];
}
