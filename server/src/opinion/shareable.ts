import {
  isNpmHost,
  judgedVersion,
  phrase,
  scopeOf,
  valueOf,
  type Assessment,
  type Facts,
  type Phrase,
  type Subject,
} from '../model/index.js';

/** Questions that are put to services of the public, and only about names that are nobody's secret. */
const ASKED_OF_STRANGERS = ['osv', 'downloads', 'depsDev', 'scorecard'] as const;

/** `npm:1.0.0`, unless yarn names another place behind it. */
const LEFT_TO_THE_REGISTRY = /^npm:[^:]*$/i;

/**
 * Why nothing of a package may be shown to a language model; undefined where it may be. Whatever could be private stays here.
 *
 * @param publicHosts registries of which the user has said that every name is public
 */
export function whyNotShared({ subject, facts }: Assessment, publicHosts: readonly string[]): Phrase | undefined {
  const packument = valueOf(facts.packument);
  const version = judgedVersion(subject);
  if (subject.hook !== undefined || version === undefined || packument?.versions[version] === undefined)
    return phrase('No version of it that a registry has is judged here: there is nothing to send.');
  const isPublic = (host: string): boolean => publicHosts.includes(host) || isNpmHost(host);
  const isKnown = packument.publicRegistry === true || isPublic(packument.registryHost);
  if (!isKnown || !isFromThere(subject, (host) => isPublic(host) || host === packument.registryHost))
    return phrase('It does not come from a public registry: nothing of it is sent to a language model.');
  if (isSecretPerhaps(subject.name, facts))
    return phrase('Its name may be private: nothing of it is sent to a language model.');
  return undefined;
}

/** The bytes are those that the lockfile names. */
function isFromThere({ locked, places = [] }: Subject, isIt: (host: string) => boolean): boolean {
  const addresses = [locked, ...places].flatMap((words) => words?.resolved ?? []);
  const isLocal = [locked, ...places].some((words) => words?.local === true);
  const isPlain = (address: string): boolean => address === '' || LEFT_TO_THE_REGISTRY.test(address);
  return (
    !isLocal && addresses.every((address) => isPlain(address) || (URL.canParse(address) && isIt(new URL(address).host)))
  );
}

/**
 * Whoever is logged in to a public registry may have private packages there, and those are always scoped. Services of the public
 * are asked only where that is not so.
 */
function isSecretPerhaps(name: string, facts: Facts): boolean {
  const outcomes = ASKED_OF_STRANGERS.map((question) => facts[question]);
  if (outcomes.some((outcome) => outcome?.status === 'skipped' && outcome.reason === 'private-name')) return true;
  if (scopeOf(name) === undefined || valueOf(facts.popularity)?.rank !== undefined) return false;
  return !outcomes.some((outcome) => outcome?.status === 'ok' || outcome?.status === 'absent');
}
