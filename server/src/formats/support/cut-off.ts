import { phrase, type FormatProblem } from '../../model/index.js';

/** Said of a lockfile that ends in the middle of something: what stands before the cut still counts. */
export const CUT_OFF: FormatProblem = Object.freeze({
  message: phrase('This is not a whole lockfile: what follows its end is not known.'),
});
