import { valueOf, type Subject } from '../model/index.js';
import type { LookUp, SourceSet } from '../sources/source.js';
import { isYoung } from './analysed-subjects.js';
import type { FactStore } from './fact-store.js';
import type { KnownPackages } from './linking/project-links.js';
import { isFromRegistry, lookUpOf } from './questions.js';

/** What is in memory of the files of packages. */
export function knownPackages(sources: SourceSet, store: FactStore): KnownPackages {
  const packumentOf = (subject: Subject) => store.recall(sources.packument, lookUpOf(subject))?.outcome;
  const artifactAt = (request: LookUp) => valueOf(store.recall(sources.artifact, request)?.outcome);
  return {
    artifactOf: (subject) => (isFromRegistry(subject) ? artifactAt(lookUpOf(subject)) : undefined),
    isYoung: (subject) => isYoung(subject, packumentOf(subject), store.now()),
  };
}
