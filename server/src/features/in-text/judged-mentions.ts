import type { Range, TextDocument } from 'vscode-languageserver-textdocument';
import {
  isAtLeast,
  valueOf,
  type Assessment,
  type Dependency,
  type Finding,
  type Mention,
  type Span,
} from '../../model/index.js';
import { rangeOf } from '../support/judged-manifest.js';

/** A package that a document names, with what is judged of it where no manifest declares it. */
export interface JudgedMention {
  readonly mention: Mention;
  readonly name: string;
  /** The line that declares it. */
  readonly declared?: Dependency;
  /** The version that the lockfile holds although nothing declares it. */
  readonly locked?: string;
  /** Of what is not declared, or asked for in a version of its own; absent until it is known. */
  readonly assessment?: Assessment;
}

/** A document that names packages, as it was read. */
export interface JudgedText {
  readonly document: TextDocument;
  readonly mentions: readonly JudgedMention[];
}

/** Where the name itself stands: of `lodash/fp` the part that a registry knows. */
export function nameSpan({ mention, name }: JudgedMention): Span {
  const { start, end } = mention.span;
  if (mention.kind !== 'import') return mention.span;
  return mention.specifier.startsWith(name) ? { start, end: start + name.length } : { start, end };
}

export function mentionRange(document: TextDocument, { mention }: JudgedMention): Range {
  return rangeOf(document, mention.span);
}

/** Those that a stretch of the document touches. */
export function mentionsAt({ mentions }: JudgedText, { start, end }: Span): readonly JudgedMention[] {
  return mentions.filter(({ mention: { span } }) => span.start <= end && start <= span.end);
}

/**
 * What is worth a problem in a text: a package that does not exist, or is at a risk of `medium` at least. Of a name of which nobody
 * was asked, it is enough that it reads like another that is much used.
 */
export function troubles({ assessment }: JudgedMention): readonly Finding[] {
  const isOne = assessment?.findings.some((one) => isTrouble(one, assessment)) === true;
  return isOne ? assessment.findings : [];
}

function isTrouble({ level, rule, hints }: Finding, assessment: Assessment): boolean {
  if (isAtLeast(level, 'medium') || rule === 'package-not-found') return true;
  return assessment.facts.packument?.status === 'skipped' && (hints?.replaceWith?.length ?? 0) > 0;
}

/** Whether the data on this machine vouches for the name: it is much used, or has been used for long. */
export function isKnownName({ assessment, locked }: JudgedMention): boolean {
  const popularity = valueOf(assessment?.facts.popularity);
  return locked !== undefined || popularity?.rank !== undefined || popularity?.established === true;
}
