/** A half-open range of UTF-16 code units in one document: `start` is inside, `end` is not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
