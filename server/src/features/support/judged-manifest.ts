import type { Range, TextDocument } from 'vscode-languageserver-textdocument';
import type { Assessment, Dependency, FormatProblem, Span, Words } from '../../model/index.js';

/** A manifest's text and what is judged of it; the spans in the assessments are places in this very text. */
export interface JudgedManifest {
  readonly document: TextDocument;
  readonly assessments: readonly Assessment[];
  readonly problems: readonly FormatProblem[];
  /** What of the project's other files could not be used, in sentences. */
  readonly notes: readonly Words[];
}

/** An assessment of a line of the manifest. */
export type LineAssessment = Assessment & { readonly subject: { readonly dependency: Dependency } };

export function rangeOf(document: TextDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

/** The assessments that belong to lines of the manifest, in document order. */
export function lineAssessments(assessments: readonly Assessment[]): readonly LineAssessment[] {
  return assessments.filter((assessment): assessment is LineAssessment => assessment.subject.dependency !== undefined);
}

/** The lines that a stretch of the document touches; an empty stretch touches what it stands in or at the edge of. */
export function assessmentsAt(assessments: readonly Assessment[], stretch: Span): readonly LineAssessment[] {
  return lineAssessments(assessments).filter(({ subject: { dependency } }) => {
    return dependency.span.start <= stretch.end && stretch.start <= dependency.span.end;
  });
}
