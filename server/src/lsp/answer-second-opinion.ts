import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { ComparedPlace } from '../protocol/compare.js';
import {
  DOSSIER_REQUEST,
  REVIEW_REQUEST,
  type DossierResult,
  type ReviewParams,
  type ReviewResult,
} from '../protocol/second-opinion.js';
import { answer } from './error-boundary.js';
import { failure } from './failure.js';
import { dossier, review } from './second-opinion-request.js';
import type { Session } from './session.js';

/** What the editor asks before and after it has put a question to a language model. Nothing here sends anything. */
export function answerSecondOpinion(connection: Connection, session: Session): void {
  const { logger } = session;
  const otherwise = failure(session);
  connection.onRequest<DossierResult, never>(DOSSIER_REQUEST, (place: ComparedPlace, token: CancellationToken) =>
    answer<DossierResult>({ what: DOSSIER_REQUEST, token, otherwise, logger }, () => dossier(session, place)),
  );
  connection.onRequest<ReviewResult, never>(REVIEW_REQUEST, (params: ReviewParams, token: CancellationToken) =>
    answer<ReviewResult>({ what: REVIEW_REQUEST, token, otherwise, logger }, () =>
      Promise.resolve(review(session, params)),
    ),
  );
}
