import { parse, type ParseError } from 'jsonc-parser';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  distinctWords,
  phrase,
  spoken,
  type Dependency,
  type FormatProblem,
  type Span,
  type Words,
} from '../model/index.js';
import { DIAGNOSTIC_SOURCE } from '../protocol/messages.js';
import type { Escapes } from './support/escapes.js';
import { lineAssessments, rangeOf, type JudgedManifest } from './support/judged-manifest.js';

/** What a diagnostic is called that is no finding of a rule. */
export const NOTICE_CODES = Object.freeze({
  /** A dependency that cannot be understood. */
  invalid: 'not-understood',
  /** Another file of the project that could not be used. */
  project: 'project-file',
  tooLarge: 'too-large',
});

/** The document's first character: where a sentence about the whole project stands. */
const DOCUMENT_START: Span = Object.freeze({ start: 0, end: 1 });

/** What could not be understood or used. Never more than a remark: nothing of it is a risk. */
export function noticeDiagnostics(manifest: JudgedManifest, escapes: Escapes): readonly Diagnostic[] {
  const say = (span: Span, code: string, message: Words): Diagnostic =>
    notice(manifest.document, span, code, message, escapes);
  const invalid = invalidSpecifiers(manifest);
  return [
    ...invalid.map(({ span, message }) => say(span, NOTICE_CODES.invalid, message)),
    ...ownProblems(manifest, invalid).map(({ span, message }) => say(span, NOTICE_CODES.invalid, message)),
    ...distinctWords(manifest.notes).map((note) => say(DOCUMENT_START, NOTICE_CODES.project, note)),
  ];
}

/** More than these tell a reader nothing new. */
const MAX_LOCKFILE_NOTICES = 20;

/** What an open lockfile's own format has to say: where it is broken or cut off, the rest was judged all the same. */
export function lockfileNotices(
  document: TextDocument,
  problems: readonly FormatProblem[],
  escapes: Escapes,
): readonly Diagnostic[] {
  return problems
    .slice(0, MAX_LOCKFILE_NOTICES)
    .map(({ span = DOCUMENT_START, message }) => notice(document, span, NOTICE_CODES.project, message, escapes));
}

/** The same for the manifest beside it, each kind once: what the lockfile leaves out was not judged. */
export function lockfileNotes(file: string, problems: readonly FormatProblem[]): readonly Words[] {
  return distinctWords(problems.map(({ message }) => message)).map((problem) =>
    phrase('{file}: {problem}', { file, problem }),
  );
}

/**
 * The one notice of a document that is too large.
 */
export function tooLargeNotice(maxLength: number, say: (megabytes: number) => string): Diagnostic {
  const megabytes = Math.round(maxLength / 1_000_000);
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
    severity: DiagnosticSeverity.Information,
    source: DIAGNOSTIC_SOURCE,
    code: NOTICE_CODES.tooLarge,
    message: say(megabytes),
  };
}

function notice(document: TextDocument, span: Span, code: string, message: Words, escapes: Escapes): Diagnostic {
  return {
    range: rangeOf(document, span),
    severity: DiagnosticSeverity.Information,
    source: DIAGNOSTIC_SOURCE,
    code,
    message: escapes.plain(spoken(message, escapes.t)),
  };
}

type PlacedProblem = FormatProblem & { readonly span: Span };

/** Specifiers that mean nothing, unless a finding stands on the line already: one diagnostic per dependency. */
function invalidSpecifiers(manifest: JudgedManifest): readonly PlacedProblem[] {
  return lineAssessments(manifest.assessments)
    .filter(({ findings }) => findings.length === 0)
    .map(({ subject }) => subject.dependency)
    .flatMap((dependency) => invalidSpecifier(dependency));
}

function invalidSpecifier({ specifier, specifierSpan }: Dependency): readonly PlacedProblem[] {
  return specifier.kind === 'invalid' ? [{ span: specifierSpan, message: specifier.reason }] : [];
}

/**
 * The format's problems, where the text is JSON at all: broken JSON is underlined by the editor's own support for it.
 * A line that already has something said about it is left alone.
 */
function ownProblems(manifest: JudgedManifest, said: readonly PlacedProblem[]): readonly PlacedProblem[] {
  const placed = manifest.problems.filter((problem): problem is PlacedProblem => problem.span !== undefined);
  if (placed.length === 0 || isBroken(manifest.document.getText())) return [];
  const taken = [...said.map(({ span }) => span), ...linesWithFindings(manifest)];
  return placed.filter(({ span }) => !taken.some((other) => other.start <= span.end && span.start <= other.end));
}

function isBroken(json: string): boolean {
  const errors: ParseError[] = [];
  parse(json, errors, { allowTrailingComma: false, disallowComments: true });
  return errors.length > 0;
}

function linesWithFindings({ assessments }: JudgedManifest): readonly Span[] {
  return lineAssessments(assessments)
    .filter(({ findings }) => findings.length > 0)
    .map(({ subject }) => subject.dependency.span);
}
