/** Asking a language model about a package, as client and server say it. Plain types and names; imports nothing. */

/** Client → server request with a `ComparedPlace`: what a language model would be shown of the package there. Nothing is sent by it. */
export const DOSSIER_REQUEST = 'packageRisk/dossier';
export interface DossierResult {
  /** A sentence where there is nothing to show; then nothing else is there. */
  readonly problem?: string;
  /** What `ReviewParams` take. */
  readonly id?: string;
  /** `name@version`, plain text. */
  readonly title?: string;
  /** All that is sent, as it is sent. */
  readonly prompt?: string;
  /** Ids of the models that have said something of just this already. */
  readonly answered?: readonly string[];
  /** Of the package's case, as `CaseParams` take it. */
  readonly caseId?: string;
}

/** Client → server request: what a model has answered. */
export const REVIEW_REQUEST = 'packageRisk/review';
export interface ReviewParams {
  readonly id: string;
  readonly model: { readonly id: string; readonly name: string };
  /** As the model gave it. */
  readonly answer: string;
}
export interface ReviewResult {
  /** Why the answer is not used, in a sentence. */
  readonly problem?: string;
  /** What it comes to, in a sentence of plain text. */
  readonly message?: string;
}
