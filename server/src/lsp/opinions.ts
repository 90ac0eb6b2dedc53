import { createHash, randomBytes } from 'node:crypto';
import { judgedVersion, type Assessment, type Opinion } from '../model/index.js';
import { dossierOf, type Dossier } from '../opinion/dossier.js';
import { promptFor, type Prompt } from '../opinion/prompt.js';
import type { CasePlace } from './case-places.js';
import type { Judged } from './project-parts.js';
import { Remembered } from './remembered.js';

/** Cannot be guessed, nor met by chance. */
const NONCE_BYTES = 16;

/** Somebody who waits for an answer has asked for few. */
const MAX_ASKED = 50;
const MAX_KNOWN = 200;

/** A question that a language model is to be put. */
export interface AskedOpinion {
  readonly place: CasePlace;
  readonly dossier: Dossier;
  readonly prompt: Prompt;
  readonly nonce: string;
}

/**
 * What language models have said in this session, by what they were shown: where a package, what is known of it or this program has
 * changed, nothing of it is shown any more. It is never written to disk.
 */
export class Opinions {
  readonly #version: string;
  readonly #asked = new Remembered<AskedOpinion>(MAX_ASKED);
  /** By what was shown, and then by the model's id. */
  readonly #known = new Map<string, Map<string, Opinion>>();
  /** Names and versions that somebody has asked about: of all others nothing has to be worked out. */
  readonly #names = new Set<string>();

  /** @param version of this program */
  constructor(version: string) {
    this.#version = version;
  }

  /** @returns the question's id */
  ask(place: CasePlace, dossier: Dossier): { readonly id: string; readonly prompt: string } {
    const nonce = randomBytes(NONCE_BYTES).toString('hex');
    const prompt = promptFor(dossier, nonce);
    return { id: this.#asked.idOf({ place, dossier, prompt, nonce }, [nonce, place]), prompt: prompt.text };
  }

  asked(id: string): AskedOpinion | undefined {
    return this.#asked.find(id);
  }

  /** Ids of the models that have been shown just this. */
  answered(dossier: Dossier): readonly string[] {
    return [...(this.#of(dossier)?.keys() ?? [])];
  }

  keep(dossier: Dossier, model: string, opinion: Opinion): void {
    this.#known.set(this.#keyOf(dossier), new Map([...(this.#of(dossier) ?? []), [model, opinion]]));
    const [oldest] = this.#known.keys();
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    this.#names.add(`${dossier.name}@${dossier.version}`);
  }

  /** The same, with what was said of each package; nothing where the user wants no opinions (any more). */
  on(judged: Judged): Judged {
    if (this.#names.size === 0 || !judged.settings['secondOpinion.enable']) return judged;
    const hosts = judged.settings['advisories.publicRegistries'];
    const assessments = judged.assessment.assessments.map((one) => this.#with(one, hosts));
    return { ...judged, assessment: { ...judged.assessment, assessments } };
  }

  #with(assessment: Assessment, publicHosts: readonly string[]): Assessment {
    const { subject } = assessment;
    if (!this.#names.has(`${subject.name}@${judgedVersion(subject) ?? ''}`)) return assessment;
    const dossier = dossierOf(assessment, publicHosts);
    const known = 'problem' in dossier ? undefined : this.#of(dossier);
    return known === undefined ? assessment : { ...assessment, opinions: [...known.values()] };
  }

  #of(dossier: Dossier): ReadonlyMap<string, Opinion> | undefined {
    return this.#known.get(this.#keyOf(dossier));
  }

  #keyOf(dossier: Dossier): string {
    return createHash('sha256')
      .update(JSON.stringify([this.#version, dossier]))
      .digest('hex');
  }
}
