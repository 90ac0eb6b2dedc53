import type { Location } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CatalogUse } from '../../model/index.js';
import { rangeOf } from './judged-manifest.js';

/** Texts of the files that hold catalogs, by absolute path. */
export type CatalogDocuments = ReadonlyMap<string, TextDocument>;

/** Where the catalog's entry stands; undefined where its file's text is not at hand. */
export function catalogPlace(
  documents: CatalogDocuments | undefined,
  { file, line }: CatalogUse,
): Location | undefined {
  const document = documents?.get(file);
  return document && { uri: document.uri, range: rangeOf(document, line.span) };
}

/** The last part of a path, on any system. */
export function fileName(file: string): string {
  return file.split(/[/\\]/).at(-1) ?? file;
}
