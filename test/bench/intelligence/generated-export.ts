import { SeededRandom } from '../random.js';

export interface ExportSize {
  readonly malware: number;
  readonly advisories: number;
}

const SYLLABLES =
  'ba be co da de en er fi ga ho in ka la lo ma mi na ne no or pa ra re ri sa se si ta te ti to va vi we zo'.split(' ');
const FLAWS = [
  'Prototype pollution in',
  'Regular expression denial of service in',
  'Cross-site scripting in the renderer of',
  'Path traversal in the static file handler of',
  'Command injection through unsanitised options of',
  'Server-side request forgery in',
  'Uncontrolled resource consumption when parsing input with',
];
const SEVERITIES = ['LOW', 'MODERATE', 'HIGH', 'CRITICAL'];
/** Most malware is a name of its own; the rest are single versions of a name that somebody took over. */
const SHARE_OF_TAKEN_OVER = 0.01;
const SHARE_IN_SCOPES = 0.15;
/** Flaws are known of little-used packages, too. */
const SHARE_OF_LITTLE_USED = 0.65;
/** The more a name is used, the more flaws of it are known: up to some forty. */
const SKEW = 1.6;

/** An OSV export as large as one likes, with ids, texts and names as real ones have them: file name and record. */
export function* generatedExport(
  popular: readonly string[],
  { malware, advisories }: ExportSize,
): Generator<readonly [file: string, record: string]> {
  const random = new SeededRandom(20_261_127);
  for (let index = 0; index < malware; index += 1) yield file(malwareRecord(index, popular, random));
  for (let index = 0; index < advisories; index += 1) yield file(advisoryRecord(index, popular, random));
}

/** A made-up name of the sort that malware has: words, parts of known names, letters and digits. */
export function madeUpName(popular: readonly string[], random: SeededRandom): string {
  const word = (): string => Array.from({ length: random.below(5, 2) }, () => pick(SYLLABLES, random)).join('');
  const known = unscoped(pick(popular, random));
  const parts = random.chance(0.5) ? [known, word()] : [word(), word(), String(random.below(10_000))];
  const name = parts.join(random.chance(0.8) ? '-' : '');
  return random.chance(SHARE_IN_SCOPES) ? `@${word()}/${name}` : name;
}

function file(record: { readonly id: string }): readonly [string, string] {
  return [`${record.id}.json`, JSON.stringify(record)];
}

function malwareRecord(index: number, popular: readonly string[], random: SeededRandom) {
  const id = `MAL-${2022 + (index % 5)}-${index + 1}`;
  const isTakenOver = random.chance(SHARE_OF_TAKEN_OVER);
  const name = isTakenOver ? pick(popular, random) : madeUpName(popular, random);
  const events = [{ introduced: '0' }];
  const versions = Array.from({ length: random.below(4, 1) }, () => version(random));
  return {
    ...shared(id, random),
    summary: `Malicious code in ${name} (npm)`,
    details: 'Any computer that has this package installed or running should be considered fully compromised. '.repeat(
      4,
    ),
    affected: [{ package: npm(name), ...(isTakenOver ? { versions } : { ranges: [{ type: 'SEMVER', events }] }) }],
  };
}

function advisoryRecord(index: number, popular: readonly string[], random: SeededRandom) {
  const id = `GHSA-${letters(4, random)}-${letters(4, random)}-${letters(4, random)}`;
  const name = random.chance(SHARE_OF_LITTLE_USED)
    ? madeUpName(popular, random)
    : (popular[Math.floor(popular.length * random.next() ** SKEW)] ?? '');
  const lines = Array.from({ length: random.below(4, 1) }, (_, line) => ({
    package: npm(name),
    ranges: [
      { type: 'SEMVER', events: [{ introduced: line === 0 ? '0' : `${line}.0.0` }, { fixed: version(random) }] },
    ],
  }));
  return {
    ...shared(id, random),
    aliases: [`CVE-${2018 + (index % 9)}-${random.below(99_999, 1000)}`],
    summary: `${pick(FLAWS, random)} ${name} before ${version(random)}`,
    details: 'A crafted input makes the package do what its user did not mean it to do. '.repeat(20),
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
    affected: lines,
    database_specific: { severity: pick(SEVERITIES, random), cwe_ids: ['CWE-1321'] },
  };
}

function shared(id: string, random: SeededRandom) {
  const modified = new Date(Date.UTC(2022, 0, 1) + random.below(1700) * 86_400_000).toISOString();
  return { schema_version: '1.7.0', id, modified, published: modified };
}

function npm(name: string) {
  return { ecosystem: 'npm', name, purl: `pkg:npm/${name.replace('@', '%40')}` };
}

function version(random: SeededRandom): string {
  return `${random.below(12)}.${random.below(30)}.${random.below(40)}`;
}

function letters(count: number, random: SeededRandom): string {
  return Array.from({ length: count }, () => '23456789cfghjmpqrvwx'.charAt(random.below(20))).join('');
}

function unscoped(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

function pick(from: readonly string[], random: SeededRandom): string {
  return from[random.below(from.length)] ?? '';
}
