import { URI } from 'vscode-uri';
import { subjectTitle } from '../features/support/finding-pointer.js';
import type { Assessment } from '../model/index.js';
import type { CaseCommands } from '../features/support/case-input.js';
import { CASE_SCHEME, COMMANDS, OPEN_CASE_COMMAND, type CaseParams } from '../protocol/messages.js';
import { plainText } from '../report/support/plain-text.js';
import { Remembered } from './remembered.js';

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

/** The cases that links have been made to. */
export class CasePlaces {
  readonly #places = new Remembered<CasePlace>(MAX_PLACES);

  find(id: string): CasePlace | undefined {
    return this.#places.find(id);
  }

  /** The address of the document that tells the case. */
  documentOf(place: CasePlace, id: string): string {
    const title = plainText(place.package).replaceAll('/', '\u2215');
    return URI.from({ scheme: CASE_SCHEME, path: `/case/${id}/${title}.md` }).toString();
  }

  idOf(place: CasePlace): string {
    return this.#places.idOf(place, [place.uri, place.package, place.broughtInBy]);
  }

  /** @param uri of the document that is asked about. */
  placeOf(uri: string, { subject }: Assessment): CasePlace {
    const { broughtInBy } = subject;
    return { uri, package: subjectTitle(subject), ...(broughtInBy === undefined ? {} : { broughtInBy }) };
  }

  /** What can be done with a case. @param asksModels whether the user wants that at all */
  commandsFor(uri: string, assessment: Assessment, asksModels: boolean): CaseCommands {
    const id = this.idOf(this.placeOf(uri, assessment));
    return {
      open: commandLink(OPEN_CASE_COMMAND, { id }),
      compare: commandLink(COMMANDS.compareVersions, { id }),
      ...(asksModels ? { opinion: commandLink(COMMANDS.secondOpinion, { id }) } : {}),
    };
  }
}

function commandLink(command: string, argument: CaseParams): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
}
