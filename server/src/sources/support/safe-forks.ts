import { inEnglish, phrase, type Phrase, type Replacement } from '../../model/index.js';
import type { ReplacementIndex } from './replacement-index.js';

/**
 * Packages whose own line ends in harm, and the fork that goes on from the same code without it. Each names the advisory
 * that tells so: no version of the package itself is a way out of it, or its author has turned on the users.
 * A fork comes in only where more than its existence speaks for it: the advisory itself says from which version on it is free
 * (request, xmldom, hoek), an advisory tool or the fork's own page says that it is the way out, or a large project has moved to it.
 * What is only partly mended, as url-regex-safe is in browsers, stays out. Looked through in November 2026.
 */
const SAFE_FORKS: Readonly<Record<string, SafeFork>> = Object.freeze({
  colors: { fork: '@colors/colors', advisory: 'GHSA-5rqg-jm4f-cqx7', harm: 'sabotaged' },
  'expr-eval': { fork: 'expr-eval-fork', advisory: 'GHSA-jc85-fpwf-qm7x', harm: 'never-fixed' },
  faker: { fork: '@faker-js/faker', advisory: 'GHSA-5w9c-rv96-fr7g', harm: 'sabotaged' },
  hoek: { fork: '@hapi/hoek', advisory: 'GHSA-c429-5p7v-vgjp', harm: 'never-fixed' },
  'markdown-it-katex': { fork: '@vscode/markdown-it-katex', advisory: 'GHSA-5ff8-jcf9-fw62', harm: 'never-fixed' },
  'node-ipc': { fork: '@achrinza/node-ipc', advisory: 'GHSA-97m3-w2cp-4xx6', harm: 'sabotaged' },
  request: { fork: '@cypress/request', advisory: 'GHSA-p8p7-x288-28g6', harm: 'never-fixed' },
  xmldom: { fork: '@xmldom/xmldom', advisory: 'GHSA-crh6-fp67-6883', harm: 'never-fixed' },
});

interface SafeFork {
  readonly fork: string;
  /** A GitHub advisory's id. */
  readonly advisory: string;
  readonly harm: 'never-fixed' | 'sabotaged';
}

/** @returns the same index with each fork first in its name's list, and once only. */
export function withSafeForks(documented: ReplacementIndex): ReplacementIndex {
  const index = new Map(documented);
  for (const [name, known] of Object.entries(SAFE_FORKS)) {
    const others = (documented.get(name) ?? []).filter(({ packageName }) => packageName !== known.fork);
    index.set(name, [toReplacement(known), ...others]);
  }
  return index;
}

function toReplacement(known: SafeFork): Replacement {
  const wording = descriptionOf(known);
  return {
    packageName: known.fork,
    isFork: true,
    description: inEnglish(wording),
    wording,
    url: `https://github.com/advisories/${known.advisory}`,
  };
}

function descriptionOf({ fork, advisory, harm }: SafeFork): Phrase {
  return harm === 'sabotaged'
    ? phrase('{fork}, a fork from before its author broke it on purpose ({advisory})', { fork, advisory })
    : phrase('{fork}, a maintained fork, as {advisory} is never fixed in the package itself', { fork, advisory });
}
