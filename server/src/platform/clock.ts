/** Milliseconds since the epoch. Handed in everywhere, so that tests can choose the day. */
export type Clock = () => number;
