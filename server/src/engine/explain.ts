import type { ManifestFormat } from '../formats/format.js';
import { isRegistrySpecifier, type Assessment, type Subject } from '../model/index.js';
import type { SourceSet } from '../sources/source.js';
import { assess, type Judgement } from './assess.js';
import type { FactStore } from './fact-store.js';
import { packumentIn } from './line-judging.js';
import { fetchAdditions, fetchArtifacts, fetchFacts, type CurrentSubjects } from './lookups.js';
import { knownFacts } from './questions.js';
import { resolveNow } from './resolve.js';

interface ExplainLookUps {
  readonly manifestFormat: ManifestFormat;
  readonly sources: SourceSet;
  readonly store: FactStore;
  readonly judgement: () => Judgement;
  readonly signal: AbortSignal;
}

/** Judges one package that somebody asks about, as a line of its own with nothing around it would be. @param range absent: the newest */
export async function explainPackage(
  name: string,
  range: string | undefined,
  { manifestFormat, sources, store, judgement, signal }: ExplainLookUps,
): Promise<Assessment> {
  const manifest = manifestFormat.read(JSON.stringify({ dependencies: { [name]: range ?? 'latest' } }));
  const [dependency] = manifest.dependencies;
  const subjects: CurrentSubjects = () => {
    if (dependency === undefined) return [];
    const { specifier } = dependency;
    const resolution = isRegistrySpecifier(specifier)
      ? resolveNow(specifier, packumentIn(sources, store)(specifier.name))
      : { from: 'nowhere' as const, because: 'invalid-specifier' as const };
    const subject = {
      name: isRegistrySpecifier(specifier) ? specifier.name : name,
      resolution,
      direct: true,
      paths: [],
    };
    // `latest` asked for on the command line is no declaration that could be at fault.
    return [range === undefined ? subject : { ...subject, dependency }];
  };
  const options = { signal, freshness: 'cached' } as const;
  await fetchFacts(subjects, sources, store, options);
  await fetchArtifacts(subjects(), sources, store, options);
  await fetchAdditions(subjects(), sources, store, options);
  const [subject = nobody(name)] = subjects();
  const { facts, pending } = knownFacts(subject, sources, store);
  return assess(subject, facts, pending, judgement());
}

function nobody(name: string): Subject {
  return { name, resolution: { from: 'nowhere', because: 'invalid-specifier' }, direct: true, paths: [] };
}
