import type { DocumentLink } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Assessment } from '../model/index.js';
import type { Translate } from '../protocol/translate.js';
import { lineAssessments, rangeOf } from './support/judged-manifest.js';
import { publicPage } from './support/package-links.js';

/** Each name leads to its page, where it is known to be the one of the public registry. */
export function documentLinksFor(
  document: TextDocument,
  assessments: readonly Assessment[],
  t: Translate,
): readonly DocumentLink[] {
  return lineAssessments(assessments).flatMap((line): DocumentLink[] => {
    const target = publicPage(line);
    const { start, end } = line.subject.dependency.nameSpan;
    if (target === undefined) return [];
    // Without the quotes, where there are some.
    const quoted = /^["']/.test(document.getText().charAt(start));
    const span = quoted ? { start: start + 1, end: end - 1 } : { start, end };
    return [{ range: rangeOf(document, span), target, tooltip: t('Open the page of the package') }];
  });
}
