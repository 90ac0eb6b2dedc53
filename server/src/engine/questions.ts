import {
  failed,
  isFromElsewhere,
  isRegistrySpecifier,
  judgedVersion,
  phrase,
  skipped,
  valueOf,
  type Facts,
  type FactTypes,
  type Outcome,
  type Packument,
  type Question,
  type Subject,
} from '../model/index.js';
import type { LookUp, Source, SourceQuestion, SourceSet } from '../sources/source.js';
import { contextLookUps } from './context-questions.js';
import { addedDependencies } from './added-dependencies.js';
import { isAnalysed } from './analysed-subjects.js';
import { followUps } from './follow-ups.js';
import { previousLookUp } from './previous-version.js';
import type { FactStore, Recalled } from './fact-store.js';

/** Asked about a name, whatever the version. */
export const NAME_QUESTIONS = ['packument', 'intelligence', 'popularity', 'replacements'] as const;
/** Asked about a name and a version. */
export const VERSION_QUESTIONS = ['registryAdvisories', 'osv'] as const;

const STILL_ASKING = skipped('pending', phrase('This is still being looked up.'));
const NOT_FROM_REGISTRY = skipped('not-from-registry', phrase('This does not come from a registry.'));
const NO_VERSION = skipped('not-resolved', phrase('There is no version to ask about.'));

const URL_OF_FILE = /^https?:/;
const SUBRESOURCE_INTEGRITY = /^(?:sha1|sha256|sha384|sha512)-/;

/** Whether a registry can be asked about the subject at all. */
export function isFromRegistry(subject: Subject): boolean {
  const { dependency, resolution } = subject;
  if (isFromElsewhere(resolution)) return false;
  return dependency === undefined || isRegistrySpecifier(dependency.specifier);
}

/** How a name is written is looked at also where it is none that a registry could have; that asks nobody. */
export function isNameRead(subject: Subject): boolean {
  return isFromRegistry(subject) || subject.dependency?.specifier.kind === 'invalid';
}

/** What nobody can read may still be installed by somebody: it is unknown, and no package from elsewhere. */
function whyNobodyIsAsked({ dependency, resolution }: Subject): Outcome<never> {
  const specifier = dependency?.specifier;
  if (specifier?.kind !== 'invalid' || isFromElsewhere(resolution)) return NOT_FROM_REGISTRY;
  return failed('unsupported', specifier.reason);
}

/** A lockfile's subjects are the same objects for as long as it is, and are asked about again and again. */
const ASKED = new WeakMap<Subject, LookUp>();

/** How the subject is asked about. */
export function lookUpOf(subject: Subject): LookUp {
  const known = ASKED.get(subject) ?? asked(subject);
  ASKED.set(subject, known);
  return known;
}

function asked(subject: Subject): LookUp {
  const version = judgedVersion(subject) ?? declaredVersion(subject);
  const locked = subject.locked?.version === version ? subject.locked : undefined;
  const { resolved, integrity } = locked ?? {};
  return {
    name: subject.name,
    ...aliasOf(subject),
    version,
    // Only addresses and hashes of bytes: yarn writes `npm:1.0.0` and checksums of its own there.
    resolved: resolved !== undefined && URL_OF_FILE.test(resolved) ? resolved : undefined,
    integrity: integrity !== undefined && SUBRESOURCE_INTEGRITY.test(integrity) ? integrity : undefined,
  };
}

function aliasOf({ name, dependency, locked }: Subject): Pick<LookUp, 'alias'> {
  const key = dependency?.name ?? locked?.alias ?? name;
  return key === name ? {} : { alias: key };
}

/** An exact version that is declared and not there any more can still have been malware. */
function declaredVersion(subject: Subject): string | undefined {
  const specifier = subject.dependency?.specifier;
  return specifier?.kind === 'version' ? specifier.version : undefined;
}

/** The tarball is opened only where neither the registry's document nor the lockfile tells of install scripts. */
export function needsTarball(subject: Subject, packument: Outcome<Packument> | undefined): boolean {
  const version = judgedVersion(subject);
  if (!subject.direct || version === undefined || subject.locked?.hasInstallScript === true) return false;
  const facts = valueOf(packument)?.versions[version];
  return facts !== undefined && facts.installScripts === undefined && facts.hasInstallScript === undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function unaskedFacts(
  subject: Subject,
  popularity: Recalled<FactTypes['popularity']> | undefined,
): { readonly facts: Facts; readonly pending: boolean } {
  const packument = whyNobodyIsAsked(subject);
  if (!isNameRead(subject)) return { facts: { packument }, pending: false };
  return {
    facts: { packument, popularity: popularity?.outcome ?? STILL_ASKING },
    pending: popularity?.expired !== false,
  };
}

/**
 * Nobody has answered anything yet. The offline data does so in some milliseconds, and until then all that rules could do is to
 * keep whoever has just opened a manifest waiting for that.
 */
export function isUnanswered(facts: Facts): boolean {
  const all = Object.values(facts) as readonly Outcome<unknown>[];
  return all.length > 0 && all.every((outcome) => outcome === STILL_ASKING || outcome === NO_VERSION);
}

/** The facts about a subject that are in memory, and whether some could still be fetched. */
export function knownFacts(
  subject: Subject,
  sources: SourceSet,
  store: FactStore,
): { readonly facts: Facts; readonly pending: boolean } {
  const request = lookUpOf(subject);
  const facts: Mutable<Facts> = {};
  let pending = false;
  const put = (question: SourceQuestion, asked = request, fact: Question = question): void => {
    const source: Source | undefined = sources[question];
    const known = source && store.recall(source, asked);
    pending ||= known?.expired !== false;
    Object.assign(facts, { [fact]: known?.outcome ?? STILL_ASKING });
  };
  if (!isFromRegistry(subject)) return unaskedFacts(subject, store.recall(sources.popularity, request));
  for (const question of NAME_QUESTIONS) put(question);
  for (const question of VERSION_QUESTIONS) {
    if (request.version === undefined) facts[question] = NO_VERSION;
    else put(question);
  }
  if (needsTarball(subject, facts.packument)) put('tarballManifest');
  const further = [
    ...followUps(subject, facts.packument, facts.popularity, store.now()),
    ...contextLookUps(subject, request, sources, facts.packument),
  ].filter(({ question }) => sources[question] !== undefined);
  for (const { question, fact, request: asked } of further) put(question, asked, fact);
  if (isAnalysed(subject, facts.packument, store.now())) {
    put('artifact');
    const before = previousLookUp(subject, facts.packument, store.now());
    if (before !== undefined) put('artifact', before, 'previousArtifact');
  }
  const added = addedDependencies(subject, facts, store.now(), (name) => {
    const known = store.recall(sources.packument, { name });
    pending ||= known === undefined;
    return known?.outcome ?? STILL_ASKING;
  });
  return { facts: added === undefined ? facts : { ...facts, addedDependencies: added }, pending };
}
