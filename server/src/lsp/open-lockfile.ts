import path from 'node:path';
import type { ProjectRef } from '../engine/engine.js';
import { lockfilePathOf } from './uri.js';
import type { Opened, ProjectParts } from './project-parts.js';

/** The largest that are known have half of this; what is larger would be sent and searched for nobody's benefit. */
export const MAX_LOCKFILE_LENGTH = 16_000_000;

type OpenParts = Pick<ProjectParts, 'documents' | 'configuration' | 'engines' | 'files' | 'isTrusted'>;

/**
 * Reads an open lockfile as that of the project whose manifest lies beside it. Undefined for what is no lockfile, too
 * large, switched off, or not the one of several that counts.
 */
export async function openLockfile(uri: string, parts: OpenParts): Promise<Opened | undefined> {
  const document = parts.documents.snapshot(uri);
  const lockfilePath = lockfilePathOf(uri);
  if (document === undefined || lockfilePath === undefined) return undefined;
  const settings = await parts.configuration.settingsFor(uri);
  if (!settings.enable || document.getText().length > MAX_LOCKFILE_LENGTH) return undefined;
  const { engine } = parts.engines.for(settings);
  const manifestPath = path.join(path.dirname(lockfilePath), 'package.json');
  const manifest = await parts.files.read(manifestPath);
  const ref: ProjectRef = { manifestPath, trusted: parts.isTrusted(), orLockfile: true };
  // A lockfile without a manifest beside it still says what it holds.
  const project = manifest.status === 'ok' ? await engine.openText(ref, manifest.value) : await engine.open(ref);
  return project?.lockfilePath === lockfilePath ? { document, settings, engine, project } : undefined;
}
