import type { FailureReason } from '../model/index.js';

/** Why a package file cannot be read. Thrown inside this folder only; what leaves it is an outcome. */
export class ArtifactError extends Error {
  readonly reason: FailureReason;

  /** @param message the end of a sentence about the package file: `is not an archive`. */
  constructor(reason: FailureReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
