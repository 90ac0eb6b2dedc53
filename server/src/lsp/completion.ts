import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver';
import { nameCompletions, type CompletionAbilities } from '../features/name-completion.js';
import { completionPlace } from '../features/support/completion-place.js';
import type { NamePlace, VersionPlace } from '../features/support/completion-places.js';
import { lineAssessments } from '../features/support/judged-manifest.js';
import { isSamePath } from '../features/support/sections.js';
import { readVersionData, versionCompletions, withCase } from '../features/version-completion.js';
import type { Judged } from './project-parts.js';
import type { Session } from './session.js';
import { lockfilePathOf } from './uri.js';

/** More than these nobody looks through: typing on finds the others. */
const MAX_NAMES = 50;

/** VS Code's own; it comes with the documents that only its client shows. */
const SUGGEST_COMMAND = 'editor.action.triggerSuggest';

export const NO_COMPLETIONS: CompletionList = { isIncomplete: false, items: [] };

/** Names and versions of packages where a manifest takes some. */
export async function completion(
  session: Session,
  { textDocument, position }: CompletionParams,
  signal: AbortSignal,
): Promise<CompletionList> {
  if (lockfilePathOf(textDocument.uri) !== undefined) return NO_COMPLETIONS;
  const judged = await session.projects.current(textDocument.uri);
  if (judged?.settings['completion.enable'] !== true) return NO_COMPLETIONS;
  const { document, project } = judged;
  const offset = document.offsetAt(position);
  const isJson = document.uri.endsWith('.json');
  const place = completionPlace(document.getText(), offset, project.manifest.dependencies, isJson);
  if (place === undefined) return NO_COMPLETIONS;
  return place.kind === 'name' ? names(session, judged, place, offset) : versions(session, judged, place, signal);
}

async function names(session: Session, judged: Judged, place: NamePlace, offset: number): Promise<CompletionList> {
  const { document, project, engine } = judged;
  const found = await engine.suggestNames(place.typed, MAX_NAMES);
  const { dependencies } = project.manifest;
  return nameCompletions({
    document,
    offset,
    place,
    names: found,
    dependencies,
    abilities: abilitiesOf(session),
    t: session.escapes.t,
  });
}

/** Only for what a registry would be asked about anyway. */
async function versions(
  session: Session,
  judged: Judged,
  place: VersionPlace,
  signal: AbortSignal,
): Promise<CompletionList> {
  const { document, project, engine, assessment } = judged;
  const { path } = place.dependency;
  const line = lineAssessments(assessment.assessments).find((one) => isSamePath(one.subject.dependency.path, path));
  const resolution = line?.subject.resolution;
  if (resolution?.from === 'nowhere' && resolution.because === 'workspace-package') return NO_COMPLETIONS;
  const found = await engine.versionChoices(project, place.name, signal);
  if (found === undefined) return NO_COMPLETIONS;
  const { dependencies } = project.manifest;
  const shared = { abilities: abilitiesOf(session), escapes: session.escapes, now: session.clock() };
  return versionCompletions({ document, place, ...found, dependencies, ...shared });
}

function abilitiesOf({ client, cases }: Session): CompletionAbilities {
  const { completionSnippets, completionLabels } = client;
  return { completionSnippets, completionLabels, ...(cases && { suggestCommand: SUGGEST_COMMAND }) };
}

/** Looks up what is known of the version that somebody looks at in the list. */
export async function resolveCompletion(
  session: Session,
  item: CompletionItem,
  signal: AbortSignal,
): Promise<CompletionItem> {
  const data = readVersionData(item.data);
  const judged = data && (await session.projects.current(data.uri));
  if (data === undefined || judged === undefined) return item;
  const assessment = await judged.engine.chosenVersion(judged.project, data.name, data.version, signal);
  return withCase(item, assessment, { now: session.clock(), escapes: session.escapes });
}
