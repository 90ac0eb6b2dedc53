/** Milliseconds since the epoch. Handed in everywhere, so that tests can choose the day. */
export type Clock = () => number;

/** Clocks of several machines and processes are never quite the same, and are set by some seconds now and then. */
const TOLERANCE_MS = 60_000;

/** Whether something was noted at a moment that is still to come: the clock was ahead then, or is behind now. */
export function isInFuture(moment: number, now: number): boolean {
  return moment - now > TOLERANCE_MS;
}

/** Milliseconds since something was noted; infinite where that is still to come, as nobody knows then how long ago it was. */
export function ageOf(moment: number, now: number): number {
  return isInFuture(moment, now) ? Number.POSITIVE_INFINITY : now - moment;
}

/** Whether a wait of `span` milliseconds goes on that ends at a moment. One that has become longer was begun by another clock. */
export function isWaiting(end: number, span: number, now: number): boolean {
  return now < end && end - now <= span + TOLERANCE_MS;
}
