import { shownLevel, type Assessment, type Opinion, type OpinionClaim } from '../model/index.js';
import type { CaseInput } from './support/case-input.js';
import { evidencePlaces } from './support/evidence-places.js';
import { levelWord } from './support/words.js';

/** Providers word it. */
const MAX_MODEL_LENGTH = 60;

export interface OpinionDisplay {
  /** How many claims of one opinion are listed. */
  readonly limit: number;
  /** Of a claim. */
  readonly maxLength?: number;
  /** What stands before an opinion. */
  readonly icon?: string;
}

/** Whether a model calls the package worse than the analysis does. */
export function raises(assessment: Pick<Assessment, 'level' | 'opinions'>): boolean {
  return shownLevel(assessment) !== assessment.level;
}

/**
 * What language models think of the package, each under its name. Their words are as foreign as the package's: it may be the package
 * that speaks through them.
 */
export function opinionMarkdown(input: CaseInput, display: OpinionDisplay): string | undefined {
  const { opinions = [] } = input.assessment;
  const told = opinions.map((opinion) => oneOpinion(opinion, input, display));
  return told.length === 0 ? undefined : told.join('\n\n');
}

function oneOpinion(opinion: Opinion, input: CaseInput, { limit, maxLength, icon = '' }: OpinionDisplay): string {
  const { t } = input.escapes;
  const items = opinion.claims.slice(0, limit).map((claim) => item(claim, input, maxLength));
  const more = opinion.claims.length - items.length;
  return [icon + headline(opinion, input), ...items, ...(more > 0 ? [`- ${t('and {more} more', { more })}`] : [])].join(
    '\n',
  );
}

function headline({ level, model, claims }: Opinion, { assessment, escapes: { t, markdown } }: CaseInput): string {
  const name = markdown(model, MAX_MODEL_LENGTH);
  if (claims.length === 0)
    return t('Second opinion of {model}: nothing to add. That is no sign of being safe.', { model: name });
  if (!raises({ level: assessment.level, opinions: [{ level, model, claims }] }))
    return t('Second opinion of {model}, which changes no level:', { model: name });
  return `**${t('{level} in the opinion of {model}', { level: levelWord(level, t), model: name })}** · ${t('a model may be wrong, and only you see this')}`;
}

function item({ text, level, confidence, evidence }: OpinionClaim, input: CaseInput, maxLength?: number): string {
  const { t, markdown } = input.escapes;
  const sure = t('{percent}% sure', { percent: Math.round(confidence * 100) });
  const places = evidencePlaces(evidence, input);
  return `- **${levelWord(level, t)}** (${sure}): ${markdown(text, maxLength)}${places === '' ? '' : ` · ${places}`}`;
}
