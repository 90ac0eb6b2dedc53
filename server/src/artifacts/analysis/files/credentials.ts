import { crc32 } from 'node:zlib';
import { inEnglish, phrase, type Phrase } from '../../../model/index.js';
import type { ShellSignal } from '../shell/signals.js';

interface Shape {
  readonly what: Phrase;
  readonly pattern: RegExp;
  /** Tells a real one from one that merely looks like it. */
  readonly isReal?: (token: string) => boolean;
}

/**
 * Credentials whose shape is unmistakable. npm's and GitHub's end in a checksum, so a placeholder is none; the others are
 * long and random.
 */
const SHAPES: readonly Shape[] = [
  { what: phrase('an npm access token'), pattern: /\bnpm_[A-Za-z0-9]{36}\b/g, isReal: hasChecksum },
  { what: phrase('a GitHub token'), pattern: /\bgh[pousr]_[A-Za-z0-9]{36}\b/g, isReal: hasChecksum },
  { what: phrase('a fine-grained GitHub token'), pattern: /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b/g },
  { what: phrase('a Slack token'), pattern: /\bxox[bp]-\d{10,13}-\d{10,13}-[A-Za-z0-9-]{24,}\b/g },
  { what: phrase('an Anthropic key'), pattern: /\bsk-ant-api03-[\w-]{93}AA\b/g },
  { what: phrase('a Stripe key'), pattern: /\bsk_live_[A-Za-z0-9]{24,}\b/g },
  {
    what: phrase('an AWS key with its secret'),
    pattern: /\bAKIA[0-9A-Z]{16}\b(?=[\s\S]{0,200}?["'=: ][A-Za-z0-9/+]{40}["'\s])/g,
  },
];

/** Where tokens are made up. */
const MADE_UP =
  /(?:^|\/)(?:__tests__|__mocks__|tests?|specs?|fixtures?|examples?|samples?|mocks?|docs?|demo)(?:\/|$)|\.(?:test|spec)\.|(?:^|\/)(?:CHANGELOG|README)/i;
const PLACEHOLDER = /example|sample|dummy|fake|x{4}|0{5}|1234567|abcdefg|placeholder|your/i;
/** A random text of 36 characters has some 28 different ones. */
const MIN_DIFFERENT = 14;

/** Credentials that somebody has left in a file. */
export function credentialSignals(text: string, path: string): readonly ShellSignal[] {
  if (MADE_UP.test(path)) return [];
  return SHAPES.flatMap(({ what, pattern, isReal }) =>
    [...text.matchAll(pattern)]
      .filter(
        ([token]) => !PLACEHOLDER.test(token) && new Set(token).size >= MIN_DIFFERENT && isReal?.(token) !== false,
      )
      .slice(0, 3)
      // Not the token itself: what is printed here ends up in logs.
      .map(({ index }) => ({ kind: 'credential' as const, offset: index, detail: inEnglish(what), wording: what })),
  );
}

/** Cheap: whether a text can hold any of them. */
export function mayHoldCredential(text: string): boolean {
  return /npm_|gh[pousr]_|github_pat_|xox[bp]-|sk-ant-|sk_live_|AKIA/.test(text);
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM_LENGTH = 6;

/** The last six characters are the CRC-32 of those between the prefix and them, in base 62. */
function hasChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1, -CHECKSUM_LENGTH);
  let rest = crc32(body);
  let checksum = '';
  while (rest > 0) {
    checksum = BASE62.charAt(rest % BASE62.length) + checksum;
    rest = Math.floor(rest / BASE62.length);
  }
  return checksum.padStart(CHECKSUM_LENGTH, '0') === token.slice(-CHECKSUM_LENGTH);
}
