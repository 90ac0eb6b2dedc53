import { CAPABILITY_WORDS, LEVELS, worstLevel, type Capability, type Finding, type Level } from '../model/index.js';
import { findingLines, type Typesetting } from './support/finding-lines.js';
import { paragraph } from './support/layout.js';
import { terminalText } from './support/terminal.js';
import { count } from './support/wording.js';

/** One scanned package, as the report needs it. */
export interface ScannedPackage {
  readonly name?: string;
  readonly version?: string;
  readonly level: Level;
  readonly findings: readonly Finding[];
  readonly files: number;
  readonly bytes: number;
  /** What it can do that the version before could not; absent where that one is not known. */
  readonly newCapabilities?: readonly Capability[];
  readonly incomplete?: string;
  readonly notAnalysed?: string;
}

/** Found quiet ones take one line each: there may be hundreds of them. */
export function scannedText(target: string, scanned: ScannedPackage, typesetting: Typesetting): string {
  const { style, width } = typesetting;
  const { level, findings, incomplete, notAnalysed } = scanned;
  const verdict = level === 'none' ? style.level.none('no findings') : style.level[level](level);
  const title = `${style.bold(titleOf(scanned))}  ${verdict}`;
  const lines = [
    ...(findings.length === 0
      ? [`${title}  ${style.dim(sizeOf(scanned))}`]
      : [title, ...paragraph(`${placeOf(target, scanned)}${sizeOf(scanned)}`, { width, indent: 2, paint: style.dim })]),
    ...newWords(scanned.newCapabilities, typesetting),
    ...findings.flatMap((finding) => findingLines(finding, level, typesetting)),
    ...(incomplete === undefined
      ? []
      : paragraph(terminalText(incomplete), { width, indent: 4, label: 'not looked at: ', paintLabel: style.dim })),
    ...(notAnalysed === undefined ? [] : paragraph(terminalText(notAnalysed), { width, indent: 4, paint: style.dim })),
    ...(findings.length === 0 ? [] : ['']),
  ];
  return `${lines.join('\n')}\n`;
}

function newWords(capabilities: readonly Capability[] = [], { style, width }: Typesetting): readonly string[] {
  if (capabilities.length === 0) return [];
  const said = capabilities.map(({ kind, place }) => {
    return `${CAPABILITY_WORDS[kind]} (${terminalText(place.file)}:${place.line})`;
  });
  return paragraph(said.join(', '), { width, indent: 4, label: 'new: can ', paintLabel: style.dim });
}

/** A target that could not be scanned. */
export function unscannedText(target: string, reason: string, { style, width }: Typesetting): string {
  const lines = [
    `${style.bold(terminalText(target))}  ${style.level.high('not scanned')}`,
    ...paragraph(terminalText(reason), { width, indent: 4 }),
    '',
  ];
  return `${lines.join('\n')}\n`;
}

/** The last lines: how many there are of each level. Nothing for a single package, which has said it all. */
export function scanSummary(
  scanned: readonly ScannedPackage[],
  failures: number,
  { style, width }: Typesetting,
): string {
  if (scanned.length + failures < 2) return '';
  const levels = [...LEVELS].reverse().filter((level) => level !== 'none');
  const of = (level: Level): number => scanned.filter((one) => one.level === level).length;
  const parts = [
    ...levels.filter((level) => of(level) > 0).map((level) => `${of(level)} ${level}`),
    `${of('none')} without findings`,
  ];
  const incomplete = scanned.filter((one) => one.incomplete !== undefined).length;
  const asides = [
    incomplete > 0 ? `${incomplete} not looked at completely` : '',
    failures > 0 ? `${failures} could not be scanned` : '',
  ];
  const text = [`${count(scanned.length, 'package')} scanned: ${parts.join(', ')}`, ...asides]
    .filter((part) => part !== '')
    .join('; ');
  const paint = style.level[worstLevel(scanned.map(({ level }) => level))];
  return `${paragraph(`${text}.`, { width, indent: 0, paint }).join('\n')}\n`;
}

function titleOf({ name, version }: ScannedPackage): string {
  if (name === undefined) return 'a package without a name';
  return terminalText(version === undefined ? name : `${name}@${version}`);
}

/** Where it lies, unless the title says so. */
function placeOf(target: string, scanned: ScannedPackage): string {
  const place = terminalText(target);
  return place === titleOf(scanned) ? '' : `${place} · `;
}

function sizeOf({ files, bytes }: ScannedPackage): string {
  return `${count(files, 'file')}, ${sizeText(bytes)}`;
}

const KILO = 1000;

/** As file managers count: 1 MB = 1,000,000 bytes. */
function sizeText(bytes: number): string {
  if (bytes < KILO) return `${bytes} B`;
  const inKilobytes = bytes / KILO;
  return inKilobytes < KILO ? `${Math.ceil(inKilobytes)} kB` : `${(inKilobytes / KILO).toFixed(1)} MB`;
}
