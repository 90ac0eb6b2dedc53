import { phrase, type FormatProblem } from '../../model/index.js';

/** Said where a block asks for what no block answers: then nobody can tell what is not needed any more. */
export const LOST: FormatProblem = Object.freeze({
  message: phrase('Entries of this lockfile need others that it does not hold.'),
});
