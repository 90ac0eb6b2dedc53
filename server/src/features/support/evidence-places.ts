import type { Assessment, Evidence } from '../../model/index.js';
import type { Escapes } from './escapes.js';
import { NO_SOURCE_LINKS, type SourceLinks } from './source-links.js';
import { listedIn } from '../../protocol/translate.js';

/** Enough to follow what goes where; all of it stands in the evidence that can be copied. */
const MAX_PLACES = 3;
const MAX_FILE_LENGTH = 60;

export interface EvidencePlacesInput {
  readonly assessment: Assessment;
  readonly escapes: Escapes;
  readonly sources?: SourceLinks;
}

/** Where it stands in the package's files, each place once, as links where the editor can show them; empty where nowhere. */
export function evidencePlaces(evidence: readonly Evidence[], input: EvidencePlacesInput): string {
  const placed = evidence.filter(({ kind, file, line }) => kind === 'file' && file !== undefined && line !== undefined);
  const now = distinct(placed.filter(({ isOld }) => isOld !== true)).slice(0, MAX_PLACES);
  const before = distinct(placed.filter(({ isOld }) => isOld === true)).slice(0, 1);
  return [sentence(now, input), sentence(before, input)].filter((text) => text !== '').join(' ');
}

function sentence(evidence: readonly Evidence[], input: EvidencePlacesInput): string {
  if (evidence.length === 0) return '';
  const { t } = input.escapes;
  const places = listedIn(
    t,
    evidence.map((place) => placeMarkdown(place, input)),
  );
  return evidence[0]?.isOld === true
    ? t('In the version before in {places}.', { places })
    : t('In {places}.', { places });
}

/** A place as `lib/index.js:10`, which leads there where the editor can show it. */
function placeMarkdown(evidence: Evidence, input: EvidencePlacesInput): string {
  // A code span holds brackets as they are, but not every program that reads Markdown sees it before the link.
  const place = `${shortened(evidence.file ?? '')}:${evidence.line ?? 1}`.replace(/[[\]]/g, '·');
  return linkTo(input.escapes.code(place), evidence, input);
}

/** A label in Markdown that leads to a piece of evidence, where the editor can show it. */
export function linkTo(label: string, evidence: Evidence, { assessment, sources }: EvidencePlacesInput): string {
  const link = (sources ?? NO_SOURCE_LINKS)(assessment, evidence);
  return link === undefined ? label : `[${label}](${link.command})`;
}

/** The end tells more than the beginning. */
function shortened(file: string): string {
  return file.length <= MAX_FILE_LENGTH ? file : `…${file.slice(1 - MAX_FILE_LENGTH)}`;
}

function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(evidence.map((one) => [`${one.file ?? ''}:${one.line ?? 1}`, one])).values()];
}
