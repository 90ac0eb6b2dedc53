import type { FailureReason, Phrase } from '../model/index.js';

export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal: AbortSignal;
  /** A longer body (after decompression) is `too-large`. */
  readonly maxBytes: number;
  /**
   * A file for the body of a 200, which is then not held in memory: the answer's own is empty. How long the request may
   * take counts from each piece of it anew.
   */
  readonly saveTo?: string;
}

/** Any HTTP status is an answer; only what never became one has failed. */
export type HttpAnswer =
  | {
      readonly status: 'answered';
      readonly httpStatus: number;
      /** Lower-case names. */
      readonly headers: ReadonlyMap<string, string>;
      readonly body: Buffer;
    }
  | { readonly status: 'failed'; readonly reason: FailureReason; readonly message: string; readonly wording?: Phrase };

/**
 * The network. Retries, back-off, `Retry-After`, proxies, certificates, time-outs and the bound on concurrency are
 * behind it. `send` never rejects except with the signal's reason once that is aborted.
 */
export interface Http {
  send(request: HttpRequest): Promise<HttpAnswer>;
}
