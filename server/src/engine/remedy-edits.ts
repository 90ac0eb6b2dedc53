import type { FileEdits, JsonChange } from '../model/index.js';
import type { Project, RemedyChanges } from './engine.js';
import type { EngineParts } from './parts.js';

type EditParts = Pick<EngineParts, 'files' | 'changeText'>;

/** The manifest's edits as its text was read, then those of other files as they are now. */
export async function remedyEdits(
  project: Project,
  { changes, elsewhere = [] }: RemedyChanges,
  parts: EditParts,
): Promise<readonly FileEdits[] | undefined> {
  const { manifestPath, manifestText } = project;
  const own = parts.changeText(manifestPath, manifestText, changes);
  if (own === undefined) return undefined;
  const all: FileEdits[] = [{ file: manifestPath, before: manifestText, edits: own }];
  for (const other of elsewhere) {
    const edits = await editsElsewhere(other.file, other.changes, parts);
    if (edits === undefined) return undefined;
    all.push(edits);
  }
  return all.filter(({ edits }) => edits.length > 0);
}

async function editsElsewhere(
  file: string,
  changes: readonly JsonChange[],
  { files, changeText }: EditParts,
): Promise<FileEdits | undefined> {
  const text = await files.read(file);
  if (text.status === 'failed' || text.status === 'skipped') return undefined;
  const before = text.status === 'ok' ? text.value : undefined;
  const edits = changeText(file, before ?? '', changes);
  return edits && { file, before, edits };
}
