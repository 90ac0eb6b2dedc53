import { phrase, type Phrase } from '../model/index.js';
import {
  MAX_ANSWER_LENGTH,
  MAX_CLAIM_LENGTH,
  MAX_CLAIMS,
  MAX_EVIDENCE_IDS,
  OPINION_LEVELS,
  type OpinionLevel,
} from './answer-limits.js';

/** A claim as a model has made it. Its text is foreign. */
export interface ReviewClaim {
  readonly text: string;
  /** Each of them an id that the model was shown. */
  readonly evidence: readonly string[];
  readonly level: OpinionLevel;
  readonly confidence: number;
}

export type ReadReview = { readonly claims: readonly ReviewClaim[] } | { readonly problem: Phrase };

const NOT_THE_FORM: Phrase = phrase(
  'The model did not answer in the form that it was asked for: its answer is not used.',
);

/**
 * Takes a model's answer for a review, or for nothing: an answer that is not wholly as it was asked for is not used at all.
 *
 * @param ids of the evidence that the model was shown
 * @param nonce the word that marks where the evidence ends
 */
export function readReview(answer: string, ids: ReadonlySet<string>, nonce: string): ReadReview {
  if (answer.length > MAX_ANSWER_LENGTH)
    return { problem: phrase('The model answered at too great a length: its answer is not used.') };
  if (answer.toLowerCase().includes(nonce.toLowerCase()))
    return { problem: phrase('The model repeated what only marks the evidence: its answer is not used.') };
  const claims = claimsOf(parsed(unfenced(answer.trim())));
  if (claims === undefined) return { problem: NOT_THE_FORM };
  if (claims.some(({ evidence }) => evidence.some((id) => !ids.has(id))))
    return {
      problem: phrase('The model rested its answer on evidence that it was not shown: its answer is not used.'),
    };
  return { claims: claims.filter(({ evidence }) => evidence.length > 0) };
}

/** Models set JSON into a code block, whatever they are told. Nothing may stand around it. */
function unfenced(text: string): string {
  return /^```(?:json)?\r?\n([^`]*)\r?\n```$/.exec(text)?.[1] ?? text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Undefined where anything is missing, of another kind, or one too many. */
function claimsOf(value: unknown): readonly ReviewClaim[] | undefined {
  if (!hasJust(value, ['claims']) || !Array.isArray(value.claims) || value.claims.length > MAX_CLAIMS) return undefined;
  const claims = value.claims.map(claimOf);
  return claims.every((claim) => claim !== undefined) ? claims : undefined;
}

function claimOf(value: unknown): ReviewClaim | undefined {
  if (!hasJust(value, ['claim', 'confidence', 'evidence', 'level'])) return undefined;
  const { claim, evidence, confidence } = value;
  const level = OPINION_LEVELS.find((one) => one === value.level);
  if (level === undefined || !isSentence(claim) || !isShare(confidence) || !areIds(evidence)) return undefined;
  return { text: claim.trim(), evidence: [...new Set(evidence)], level, confidence };
}

/** @param names in the order of their letters */
function hasJust<Name extends string>(
  value: unknown,
  names: readonly Name[],
): value is Readonly<Record<Name, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).sort().join() === names.join();
}

function isSentence(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= MAX_CLAIM_LENGTH;
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function areIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= MAX_EVIDENCE_IDS && value.every((id) => typeof id === 'string');
}
