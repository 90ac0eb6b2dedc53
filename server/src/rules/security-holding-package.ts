import {
  judgedVersion,
  phrase,
  valueOf,
  type Level,
  type Packument,
  type Subject,
  type Words,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { CORE_MODULES } from './support/core-modules.js';
import { malwareReports, type MalwareReport } from './support/malware-reports.js';
import { holdsOnlyPlaceholders, isPlaceholder } from './support/placeholder.js';
import { evidenceOfMeant, meantNames } from './support/similar-names.js';
import { askingFor, labelOf, nameOf, shorten } from './support/text.js';

/** npm holds the name with an empty package, nearly always because something malicious stood there. */
export const securityHoldingPackage = defineRule({
  id: 'security-holding-package',
  title: 'Placeholder of npm in place of a removed package',
  needs: ['packument', 'intelligence', 'osv', 'registryAdvisories', 'popularity', 'meantPackage', 'meantDownloads'],
  find({ subject, facts }) {
    const packument = valueOf(facts.packument);
    const what = whatIsHeld(subject, packument);
    if (what === undefined) return [];
    const popularity = valueOf(facts.popularity);
    const similar = popularity === undefined ? [] : meantNames(subject.name, popularity);
    const meant = similar.map((one) => one.name);
    const { level, why } = reasonFor(subject, malwareReports(facts));
    return [
      {
        message: askingFor(meant, phrase('{sentence}: {why}', { sentence: what, why })),
        target: 'name',
        level,
        evidence: [
          { kind: 'metadata', field: 'versions', value: shorten(heldVersions(subject, packument).join(', ')) },
          ...evidenceOfMeant(similar, popularity, facts),
        ],
        hints: { replaceWith: meant },
      },
    ];
  },
});

/**
 * The start of the sentence, or undefined where there is nothing to say. What `latest` points at does not count:
 * in June 2026 npm put placeholders on packages that were alive. The judged version decides, or there is no other.
 */
function whatIsHeld(subject: Subject, packument: Packument | undefined): Words | undefined {
  const version = judgedVersion(subject);
  if (version !== undefined && isPlaceholder(version, packument?.versions[version])) {
    return phrase("{package} is npm's placeholder, not a package", { package: labelOf(subject) });
  }
  if (packument === undefined || !holdsOnlyPlaceholders(packument)) return undefined;
  return version === undefined
    ? phrase("{package} is only npm's placeholder, not a package", { package: nameOf(subject) })
    : phrase("{package} is gone from the registry, where npm's placeholder has the name", {
        package: labelOf(subject),
      });
}

function reasonFor(
  subject: Subject,
  reports: readonly MalwareReport[],
): { readonly level: Level; readonly why: Words } {
  const id = reports[0]?.id;
  if (id !== undefined)
    return { level: 'high', why: phrase('malware was published under this name ({id})', { id: shorten(id, 40) }) };
  if (CORE_MODULES.has(subject.name)) {
    return { level: 'low', why: phrase('the module of that name comes with Node.js and needs no installing') };
  }
  return { level: 'high', why: phrase('npm puts one there after it has removed something malicious') };
}

function heldVersions(subject: Subject, packument: Packument | undefined): readonly string[] {
  const held = Object.entries(packument?.versions ?? {}).filter(([version, facts]) => isPlaceholder(version, facts));
  const version = judgedVersion(subject);
  return held.length > 0 || version === undefined ? held.map(([name]) => name) : [version];
}
