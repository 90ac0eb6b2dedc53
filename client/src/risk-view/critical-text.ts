import type { RiskPackage } from '../../../server/src/protocol/risk-view.js';
import { titleOf } from './nodes.js';
import type { Translate } from '../../../server/src/protocol/translate.js';

/** A message that interrupts is read, not studied. */
const MAX_LENGTH = 200;

/** VS Code makes a link of `[words](address)` in a message, also of what a package wrote. */
const LINK_MARKS = /[[\]()]/g;

/**
 * What is said of the first package; the others are counted.
 * @param file of the manifest, for people
 */
export function criticalText([first, ...others]: readonly RiskPackage[], file: string, t: Translate): string {
  if (first === undefined) return '';
  const reason = first.findings[0]?.message ?? t('It is at critical risk');
  const came = t('{name} has come into {file}.', { name: titleOf(first), file });
  return `Package Risk: ${sentence(`${came} ${reason}`)}${moreText(others.length, t)}`;
}

/** What is said of a folder that runs something harmful by itself. @param isTrusted whether what is to be decided is decided */
export function hostileText([first, ...others]: readonly RiskPackage[], isTrusted: boolean, t: Translate): string {
  if (first === undefined) return '';
  const reason = first.findings[0]?.message ?? t('{name} does harm', { name: first.name });
  const advice = isTrusted ? t('This folder does harm: run nothing of it.') : t('Do not trust this folder.');
  return `Package Risk: ${advice} ${sentence(reason)}${moreText(others.length, t)}`;
}

function sentence(text: string): string {
  const said = text.replace(LINK_MARKS, ' ').replaceAll(/\s+/g, ' ');
  const short = (said.length > MAX_LENGTH ? `${said.slice(0, MAX_LENGTH - 1)}…` : said).trim();
  return `${short}${/[.…。]$/.test(short) ? '' : '.'}`;
}

function moreText(amount: number, t: Translate): string {
  if (amount === 0) return '';
  return ` ${amount === 1 ? t('There is 1 more.') : t('There are {amount} more.', { amount })}`;
}

/** Each finding of each package once, however often it is told. */
export function noticeKeys(uri: string, packages: readonly RiskPackage[]): readonly string[] {
  return packages.flatMap(({ findings }) => findings.map(({ pointer }) => `${uri}|${pointer.fingerprint}`));
}
