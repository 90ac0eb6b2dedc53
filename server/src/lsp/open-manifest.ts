import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Opened, ProjectParts } from './project-parts.js';
import { manifestPathOf } from './uri.js';

/** No package.json that people edit is nearly as large; reading one on each keystroke would block. */
export const MAX_MANIFEST_LENGTH = 2_000_000;

type OpenParts = Pick<ProjectParts, 'documents' | 'configuration' | 'engines' | 'isTrusted'>;

/** Reads an open manifest as it is now; undefined for what is no manifest, too large, or switched off. */
export async function openManifest(uri: string, parts: OpenParts): Promise<Opened | undefined> {
  const document = parts.documents.snapshot(uri);
  return document && asManifest(document, parts);
}

/** The same for one that no editor has open: as it is on disk. */
export async function readManifest(
  uri: string,
  parts: OpenParts & Pick<ProjectParts, 'files'>,
): Promise<Opened | undefined> {
  const manifestPath = manifestPathOf(uri);
  const text = manifestPath === undefined ? undefined : await parts.files.read(manifestPath);
  return text?.status === 'ok' ? asManifest(TextDocument.create(uri, '', 0, text.value), parts) : undefined;
}

async function asManifest(document: TextDocument, parts: OpenParts): Promise<Opened | undefined> {
  const { uri } = document;
  const manifestPath = manifestPathOf(uri);
  if (manifestPath === undefined) return undefined;
  const settings = await parts.configuration.settingsFor(uri);
  const text = document.getText();
  if (!settings.enable || text.length > MAX_MANIFEST_LENGTH) return undefined;
  const { engine } = parts.engines.for(settings);
  const project = await engine.openText({ manifestPath, trusted: parts.isTrusted() }, text);
  return { document, settings, engine, project };
}
