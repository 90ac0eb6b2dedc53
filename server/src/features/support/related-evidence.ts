import type { DiagnosticRelatedInformation } from 'vscode-languageserver';
import type { Assessment, Finding } from '../../model/index.js';
import type { Escapes } from './escapes.js';
import type { SourceLinks } from './source-links.js';

/** A chain has two ends; what else there is stands in the hover. */
const MAX_PER_FINDING = 3;
const MAX_SNIPPET_LENGTH = 100;

/** Places in a package's files that a finding rests on, for those editors that can show them. */
export function relatedEvidence(
  assessment: Assessment,
  { evidence }: Finding,
  sources: SourceLinks | undefined,
  escapes: Escapes,
): readonly DiagnosticRelatedInformation[] {
  if (sources === undefined) return [];
  const found = evidence.flatMap((one): DiagnosticRelatedInformation[] => {
    const link = sources(assessment, one);
    if (link === undefined) return [];
    const start = { line: Math.max(0, (one.line ?? 1) - 1), character: Math.max(0, (one.column ?? 1) - 1) };
    const place = escapes.plain(one.snippet ?? one.file ?? '', MAX_SNIPPET_LENGTH);
    const message = one.isOld === true ? escapes.t('in the version before: {place}', { place }) : place;
    return [{ location: { uri: link.document, range: { start, end: start } }, message }];
  });
  return found.slice(0, MAX_PER_FINDING);
}
