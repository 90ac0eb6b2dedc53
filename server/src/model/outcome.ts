import { inEnglish, type Phrase, type Words } from './phrase.js';

/** Why something is not known. Each is a different thing for a person to do. */
export type FailureReason =
  | 'offline'
  | 'unauthorized'
  | 'forbidden'
  | 'rate-limited'
  | 'server-error'
  | 'timeout'
  | 'network'
  | 'certificate'
  | 'malformed'
  | 'too-large'
  | 'integrity'
  | 'unsupported';

/** Why something was not asked at all. */
export type SkipReason =
  /** A setting or `--offline` says so. */
  | 'switched-off'
  /** The name belongs to a registry that must not be asked from here, or is nobody's to publish. */
  | 'private-name'
  /** The project's own configuration would decide, and the workspace is not trusted. */
  | 'untrusted-configuration'
  /** Nothing to ask: a local folder, a link, a git dependency. */
  | 'not-from-registry'
  /** Another needed fact is missing. */
  | 'not-resolved'
  /** As much as a setting allows has been fetched. */
  | 'over-budget'
  /** The answer is on its way. */
  | 'pending';

/**
 * What became of one question. Unknown is never the same as "no":
 * only `ok` and `absent` are answers.
 */
export type Outcome<T> =
  | {
      readonly status: 'ok';
      readonly value: T;
      /** When the answer was true, in milliseconds since the epoch. */
      readonly asOf: number;
      /** Older than its expiry, and shown because nothing newer could be had. */
      readonly stale?: boolean;
    }
  /** The one who knows says that there is none. */
  | { readonly status: 'absent'; readonly asOf: number; readonly stale?: boolean }
  | ({ readonly status: 'failed'; readonly reason: FailureReason } & Said)
  | ({ readonly status: 'skipped'; readonly reason: SkipReason } & Said);

/** One sentence. */
export interface Said {
  /** In English. */
  readonly message: string;
  /** The same, for whoever says it in another language. */
  readonly wording?: Phrase;
}

/** A sentence in English, and for every other language. */
export function toldAs(words: Words): Said {
  return typeof words === 'string' ? { message: words } : { message: inEnglish(words), wording: words };
}

export function ok<T>(value: T, asOf: number): Outcome<T> {
  return { status: 'ok', value, asOf };
}

export function absent(asOf: number): Outcome<never> {
  return { status: 'absent', asOf };
}

export function failed(reason: FailureReason, message: Words): Outcome<never> {
  return { status: 'failed', reason, ...toldAs(message) };
}

export function skipped(reason: SkipReason, message: Words): Outcome<never> {
  return { status: 'skipped', reason, ...toldAs(message) };
}

/** The value of an `ok` outcome, else undefined. */
export function valueOf<T>(outcome: Outcome<T> | undefined): T | undefined {
  return outcome?.status === 'ok' ? outcome.value : undefined;
}
