import { URI } from 'vscode-uri';
import type { SourceLink, SourceLinks } from '../features/support/source-links.js';
import { fileOfEvidence, type PackageFileRef } from '../engine/package-file-ref.js';
import { packageId } from '../model/index.js';
import { OPEN_SOURCE_COMMAND, SOURCE_SCHEME, type SourceParams } from '../protocol/messages.js';
import { sourceLanguage } from '../protocol/source-language.js';
import { plainText } from '../report/support/plain-text.js';
import { Remembered } from './remembered.js';

/** A file of a package, and in which project's terms it is asked for. */
export interface SourcePlace {
  readonly manifestPath: string;
  readonly wanted: PackageFileRef;
}

/** What a tab is called by, with an extension that makes it a language of our own. Nothing in it means anything in a link. */
function tabName(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/[^\w.-]/g, '_');
  return `${name}.${sourceLanguage(file)}`;
}

/** Those of some thousand problems; each takes some hundred bytes. */
const MAX_PLACES = 5000;

/** The files of packages that links have been made to. */
export class SourcePlaces {
  readonly #places = new Remembered<SourcePlace>(MAX_PLACES);

  find(id: string): SourcePlace | undefined {
    return this.#places.find(id);
  }

  /** The address of the document that shows the file. */
  documentOf({ wanted }: SourcePlace, id: string): string {
    const { name, version = '', file } = wanted;
    const steps = file.split('/').map((step) => plainText(step));
    return URI.from({
      scheme: SOURCE_SCHEME,
      path: `/${[plainText(packageId({ name, version })), ...steps].join('/')}`,
      query: id,
    }).toString();
  }

  /** The address of the document that shows a file. */
  documentFor(manifestPath: string, wanted: PackageFileRef): string {
    const place = { manifestPath, wanted };
    return this.documentOf(place, this.#idOf(place));
  }

  /** @param now milliseconds since the epoch. */
  linksFor(manifestPath: string, now: number): SourceLinks {
    return (assessment, evidence) => {
      const wanted = fileOfEvidence(assessment, evidence, now);
      return wanted && this.#link({ manifestPath, wanted }, evidence);
    };
  }

  #link(place: SourcePlace, { line, column }: Pick<SourceParams, 'line' | 'column'>): SourceLink {
    const { file } = place.wanted;
    const id = this.#idOf(place);
    const params: SourceParams = { id, line, column };
    const argument = encodeURIComponent(JSON.stringify([params]));
    return {
      document: this.documentOf(place, id),
      command: `command:${OPEN_SOURCE_COMMAND}?${argument}`,
      params,
      // Two levels up: see `CASE_SCHEME`.
      relative: `../../file/${id}/${tabName(file)}#L${line ?? 1},${column ?? 1}`,
    };
  }

  #idOf(place: SourcePlace): string {
    const { name, version, resolved, integrity, file } = place.wanted;
    return this.#places.idOf(place, [place.manifestPath, name, version, resolved, integrity, file]);
  }
}
