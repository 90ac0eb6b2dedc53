/** What a language model may answer. Whatever is beyond it is not used. */

/** More is no second opinion. */
export const MAX_CLAIMS = 8;
export const MAX_EVIDENCE_IDS = 8;
/** One sentence. */
export const MAX_CLAIM_LENGTH = 300;
/** In UTF-16 units: room for all of that, and for how it is written. */
export const MAX_ANSWER_LENGTH = 16_000;

/** `critical` means that somebody knows of the malice: a model does not know, it reads. */
export const OPINION_LEVELS = Object.freeze(['none', 'low', 'medium', 'high'] as const);
export type OpinionLevel = (typeof OPINION_LEVELS)[number];
