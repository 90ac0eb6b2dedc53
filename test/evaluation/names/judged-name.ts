import {
  failed,
  type FindingDraft,
  type Outcome,
  type Packument,
  type Popularity,
} from '../../../server/src/model/index.js';
import { confusableName } from '../../../server/src/rules/confusable-name.js';
import { hallucinatedName } from '../../../server/src/rules/hallucinated-name.js';
import { packageNotFound } from '../../../server/src/rules/package-not-found.js';
import type { AnyRule } from '../../../server/src/rules/rule.js';
import { typosquat } from '../../../server/src/rules/typosquat.js';
import { createPopularitySource } from '../../../server/src/sources/popularity.js';
import { readIntelligence } from '../../../server/src/sources/support/intelligence/intelligence-reader.js';
import { draftsOf } from '../../rules/support/drafts-of.js';
import { compile } from '../../sources/support/intelligence-samples.js';
import { DAY, NOW, packument, subject } from '../../support/subjects.js';

/** The rules that look at how a name is written. */
export const NAME_RULES: readonly AnyRule[] = [typosquat, confusableName, hallucinatedName, packageNotFound];

/** What a machine without a network knows. */
export const NOBODY_ASKED: Outcome<Packument> = failed('offline', 'offline');

/** One version, and a licence but no repository: nothing speaks for it but its age. */
export function publishedBefore(days: number): Packument {
  const publishedAt = NOW - days * DAY;
  return packument({ createdAt: publishedAt, versions: { '1.0.0': { publishedAt } }, license: 'MIT' });
}

/** Tells where each of some names stands among the much-used ones, as the program does. */
export type Standing = (names: readonly string[]) => Promise<readonly Popularity[]>;

export function standingIn(popular: readonly string[]): Standing {
  const opened = readIntelligence(compile({}, popular));
  const source = createPopularitySource(() => Promise.resolve(opened));
  return async (names) => {
    const { signal } = new AbortController();
    const requests = names.map((name) => ({ name }));
    const outcomes = await source.lookUp(requests, { signal, freshness: 'cached' });
    return outcomes.map((outcome) => (outcome.status === 'ok' ? outcome.value : { listSize: 0, similar: [] }));
  };
}

/** What rules say of a line that asks for the name. */
export function saidOf(
  name: string,
  popularity: Popularity,
  known: Outcome<Packument> | Packument,
  rules: readonly AnyRule[] = NAME_RULES,
): readonly FindingDraft[] {
  return rules.flatMap((rule) => draftsOf(rule, subject({ name }), { popularity, packument: known }));
}
