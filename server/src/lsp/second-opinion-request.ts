import { levelWord } from '../features/support/words.js';
import { compareLevels, spoken, type Opinion } from '../model/index.js';
import { dossierOf, type Dossier } from '../opinion/dossier.js';
import { readReview } from '../opinion/read-review.js';
import { opinionOf } from '../opinion/weigh-review.js';
import type { ComparedPlace } from '../protocol/compare.js';
import type { DossierResult, ReviewParams, ReviewResult } from '../protocol/second-opinion.js';
import { modelName, modelText, modelVersion } from '../report/support/model-text.js';
import { askedPlace } from './asked-place.js';
import { judgedCase } from './judged-case.js';
import type { Session } from './session.js';

/** Providers word it, and the editor makes links and commands of what is written so in a message. */
const MAX_MODEL_LENGTH = 60;

/** What a language model would be shown of the package at a place, or a sentence that says why nothing. */
export async function dossier(session: Session, asked: ComparedPlace): Promise<DossierResult> {
  const { cases, opinions, escapes } = session;
  const { t } = escapes;
  const place = await askedPlace(session, asked);
  const found = place && (await judgedCase(session, place));
  if (cases === undefined || place === undefined || found === undefined)
    return { problem: t('There is no dependency at that place that is judged.') };
  const { settings } = found.judged;
  if (settings.offline) return { problem: t('Working offline: nothing is sent to a language model.') };
  const made = dossierOf(found.assessment, settings['advisories.publicRegistries']);
  if ('problem' in made) return { problem: spoken(made.problem, t) };
  return {
    ...opinions.ask(place, made),
    title: titleOf(made),
    answered: opinions.answered(made),
    caseId: cases.idOf(place),
  };
}

/** Takes up what a model has answered, for this session, or says why it is not used. */
export function review(session: Session, { id, model, answer }: ReviewParams): ReviewResult {
  const { opinions, riskView, escapes } = session;
  const { t } = escapes;
  const asked = opinions.asked(id);
  if (asked === undefined) return { problem: t('This question is no longer known here: ask again.') };
  const read = readReview(answer, asked.prompt.ids, asked.nonce);
  if ('problem' in read) return { problem: spoken(read.problem, t) };
  const opinion = opinionOf(read.claims, asked.dossier, modelText(model.name, MAX_MODEL_LENGTH));
  opinions.keep(asked.dossier, model.id, opinion);
  riskView.request();
  return { message: message(opinion, asked.dossier, session) };
}

function message({ model, level, claims }: Opinion, asked: Dossier, { escapes: { t } }: Session): string {
  const about = { model, package: titleOf(asked) };
  if (claims.length === 0) return t('{model} has nothing to add on {package}. That is no sign of being safe.', about);
  if (compareLevels(level, asked.level) <= 0)
    return t('{model} has something to say of {package}; the level stays as it is.', about);
  return t('{model} thinks that {package} is worse than the analysis says: {level}.', {
    ...about,
    level: levelWord(level, t),
  });
}

function titleOf({ name, version }: Dossier): string {
  return `${modelName(name)}@${modelVersion(version)}`;
}
