import type { Evidence } from '../../model/index.js';
import { terminalText } from './terminal.js';

/** `1 package`, `2 packages`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** A snippet is there to be recognised, not to be read through. */
const MAX_SNIPPET = 120;
/** Messages shorten long texts; when they begin alike for this long, they are the same. */
const ENOUGH_TO_RECOGNISE = 60;

/**
 * One piece of evidence in one line: where it stands, what stands there, where to read on. What `message` says already
 * is left out, and so is a field that only repeats the address.
 */
export function evidenceText(evidence: Evidence, message: string): string {
  const { file, line, column, url, isOld, package: holder } = evidence;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const text = [holder === undefined ? place : `${place} in ${holder}`, contentText(evidence, message), url ?? '']
    .map((part) => terminalText(part))
    .filter((part) => part !== '')
    .join(' · ');
  return isOld === true ? `in the version before: ${text}` : text;
}

function contentText({ field = '', value, snippet, url = '' }: Evidence, message: string): string {
  const said = value ?? snippet ?? '';
  if (said !== '' && message.includes(said.slice(0, ENOUGH_TO_RECOGNISE))) return '';
  const name = url.endsWith(field) ? '' : field;
  return [name, terminalText(said, MAX_SNIPPET)].filter((part) => part !== '').join(': ');
}

/** `['.', 'express@4.17.1', 'qs@6.7.0']` reads `express > qs`; another importer than the project itself is named first. */
export function pathText(path: readonly string[]): string {
  const [importer = '.', ...steps] = path;
  const way = steps.map((step) => terminalText(stepName(step))).join(' > ');
  return importer === '.' ? way : `${terminalText(importer)}: ${way}`;
}

/** `qs@6.7.0` → `qs`, `alias=@scope/name@1.0.0` → `alias=@scope/name`. */
export function stepName(step: string): string {
  const at = step.lastIndexOf('@');
  return at > 0 && !'=/'.includes(step.charAt(at - 1)) ? step.slice(0, at) : step;
}

/** The farthest from 1970, in milliseconds, that a date can be (ECMA-262); times come from outside. */
const LAST_TIME = 8.64e15;

/** ISO 8601, UTC; undefined for what is no time. */
export function isoTime(time: number | undefined): string | undefined {
  return time !== undefined && Math.abs(time) <= LAST_TIME ? new Date(time).toISOString() : undefined;
}

/** `2026-08-22`, UTC. */
export function dateText(time: number): string {
  return isoTime(time)?.slice(0, 'YYYY-MM-DD'.length) ?? 'at an unknown time';
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Unit, how long it is, and from how many of it on the next longer one is used. */
const UNITS = Object.freeze([
  { name: 'year', length: 365.25 * DAY, from: 2 },
  { name: 'month', length: 30.44 * DAY, from: 2 },
  { name: 'day', length: DAY, from: 2 },
  { name: 'hour', length: HOUR, from: 1 },
]);

/** `3 hours ago`, `5 years ago`. */
export function ageText(time: number, now: number): string {
  const age = now - time;
  if (age < 0) return 'in the future';
  const unit = UNITS.find(({ length, from }) => age >= from * length);
  return unit === undefined ? 'less than an hour ago' : `${count(Math.floor(age / unit.length), unit.name)} ago`;
}

/** As the setting `cache.maxMegabytes` counts them. */
const BYTES_PER_MEGABYTE = 1024 * 1024;

/** `2.1 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / BYTES_PER_MEGABYTE).toFixed(1)} MB`;
}
