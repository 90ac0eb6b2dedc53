import type { IntelligenceChange, IntelligenceInfo, IntelligenceStatus, Outcome } from '../model/index.js';
import { terminalText } from './support/terminal.js';
import { ageText, dateText, megabytes } from './support/wording.js';

/** What `intel info` prints. */
export function intelligenceStatusText({ shipped, updated, file }: IntelligenceStatus, now: number): string {
  const own = updated.status === 'absent' ? ['none: "package-risk intel update" fetches it'] : assetLines(updated, now);
  const lists = originLines(updated.status === 'ok' ? [updated.value] : []).concat(
    originLines(shipped.status === 'ok' ? [shipped.value] : []),
  );
  return [
    'Came with Package Risk:',
    ...indented(assetLines(shipped, now)),
    'Your own:',
    ...indented(updated.status !== 'absent' && file !== undefined ? [...own, terminalText(file)] : own),
    'From:',
    ...indented(lists),
    '',
  ].join('\n');
}

/** Of which day the data is: `2026-08-22`. */
export function intelligenceDay({ asOf }: IntelligenceInfo): string {
  return dateText(asOf);
}

/** What `intel build` and `intel update` print. */
export function intelligenceChangeText({ info, file, changed, unreadable }: IntelligenceChange, now: number): string {
  const what = changed === 0 ? 'Nothing has changed.' : `${numbered(changed, 'record')} read.`;
  const odd = unreadable === 0 ? [] : [`${numbered(unreadable, 'file')} in it can not be read as records.`];
  return [what, ...odd, ...infoLines(info, now), terminalText(file), ''].join('\n');
}

function assetLines(asset: Outcome<IntelligenceInfo>, now: number): readonly string[] {
  if (asset.status === 'ok') return infoLines(asset.value, now);
  return [asset.status === 'absent' ? 'none' : terminalText(asset.message)];
}

function infoLines({ asOf, counts, bytes }: IntelligenceInfo, now: number): readonly string[] {
  const { malwareNames, advisories, popularNames } = counts;
  const told = [
    `malware under ${numbered(malwareNames, 'name')}`,
    numbered(advisories, 'advisory', 'advisories'),
    ...(popularNames === 0 ? [] : [numbered(popularNames, 'popular name')]),
  ];
  return [`of ${dateText(asOf)} (${ageText(asOf, now)}), ${megabytes(bytes)}`, told.join(', ')];
}

function originLines(assets: readonly IntelligenceInfo[]): readonly string[] {
  return assets.flatMap(({ origins }) =>
    origins.map(({ title, date, licence, url }) =>
      [title, date, licence, url]
        .filter((part) => part !== '')
        .map((part) => terminalText(part))
        .join(' · '),
    ),
  );
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

function numbered(amount: number, one: string, many = `${one}s`): string {
  return amount === 1 ? `1 ${one}` : `${amount.toLocaleString('en-US')} ${many}`;
}
