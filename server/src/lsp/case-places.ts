import { createHash } from 'node:crypto';
import { URI } from 'vscode-uri';
import { subjectTitle } from '../features/support/finding-pointer.js';
import type { Assessment } from '../model/index.js';
import { CASE_SCHEME, OPEN_CASE_COMMAND, type CaseParams } from '../protocol/messages.js';
import { plainText } from '../report/support/plain-text.js';

/** Whose case it is: a line of a document, something that a line brings in, or an entry of a lockfile. */
export interface CasePlace {
  /** The document that it was asked about in. */
  readonly uri: string;
  /** As in `FindingPointer`. */
  readonly package: string;
  readonly broughtInBy?: string;
}

/** Those of some thousand hovers; each takes some hundred bytes. */
const MAX_PLACES = 2000;

const ID_LENGTH = 24;

/** The cases that links have been made to. An editor gets ids only, the same for the same case. */
export class CasePlaces {
  readonly #places = new Map<string, CasePlace>();

  find(id: string): CasePlace | undefined {
    return this.#places.get(id);
  }

  /** The address of the document that tells the case. */
  documentOf(place: CasePlace, id: string): string {
    const title = plainText(place.package).replaceAll('/', '\u2215');
    return URI.from({ scheme: CASE_SCHEME, path: `/case/${id}/${title}.md` }).toString();
  }

  /** @param uri of the document that is asked about. */
  commandFor(uri: string, { subject }: Assessment): string {
    const { broughtInBy } = subject;
    const place = { uri, package: subjectTitle(subject), ...(broughtInBy === undefined ? {} : { broughtInBy }) };
    const params: CaseParams = { id: this.#remember(place) };
    return `command:${OPEN_CASE_COMMAND}?${encodeURIComponent(JSON.stringify([params]))}`;
  }

  #remember(place: CasePlace): string {
    const said = JSON.stringify([place.uri, place.package, place.broughtInBy]);
    const id = createHash('sha256').update(said).digest('hex').slice(0, ID_LENGTH);
    // Last used, last in the map.
    this.#places.delete(id);
    this.#places.set(id, place);
    const [oldest] = this.#places.keys();
    if (this.#places.size > MAX_PLACES && oldest !== undefined) this.#places.delete(oldest);
    return id;
  }
}
