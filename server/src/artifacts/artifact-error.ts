import { inEnglish, type FailureReason, type Words } from '../model/index.js';

/** Why a package file cannot be read. Thrown inside this folder only; what leaves it is an outcome. */
export class ArtifactError extends Error {
  readonly reason: FailureReason;
  readonly words: Words;

  /** @param words the end of a sentence about the package file: `is not an archive`. */
  constructor(reason: FailureReason, words: Words) {
    super(inEnglish(words));
    this.reason = reason;
    this.words = words;
  }
}
