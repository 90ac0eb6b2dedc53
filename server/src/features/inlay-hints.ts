import { InlayHintKind, type InlayHint } from 'vscode-languageserver';
import { judgedVersion, type Assessment, type Span } from '../model/index.js';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Escapes } from './support/escapes.js';
import { assessmentsAt, type LineAssessment } from './support/judged-manifest.js';
import { whyThisVersion } from './support/words.js';

const MAX_VERSION_LENGTH = 40;

export interface InlayHintsInput {
  readonly document: TextDocument;
  readonly assessments: readonly Assessment[];
  /** What of the document is seen. */
  readonly stretch: Span;
  readonly escapes: Escapes;
}

/** Behind each line the version that is judged, where the line does not say it itself. */
export function inlayHintsFor({ document, assessments, stretch, escapes }: InlayHintsInput): readonly InlayHint[] {
  return assessmentsAt(assessments, stretch).flatMap((line): InlayHint[] => {
    const { dependency } = line.subject;
    const version = judgedVersion(line.subject);
    if (version === undefined || saysItself(line, version)) return [];
    return [
      {
        position: document.positionAt(dependency.specifierSpan.end),
        label: escapes.plain(version, MAX_VERSION_LENGTH),
        kind: InlayHintKind.Parameter,
        paddingLeft: true,
        tooltip: escapes.plain(
          escapes.t('Judged as {version}: {why}.', { version, why: whyThisVersion(line.subject, escapes.t) }),
        ),
      },
    ];
  });
}

function saysItself({ subject: { dependency, catalog } }: LineAssessment, version: string): boolean {
  return catalog === undefined && dependency.raw === version;
}
