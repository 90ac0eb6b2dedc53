import {
  MarkupKind,
  type CodeAction,
  type CodeActionParams,
  type Hover,
  type HoverParams,
} from 'vscode-languageserver';
import { chosenSection, mentionActions, sectionsFor } from '../../features/in-text/mention-actions.js';
import { mentionsAt, type JudgedMention } from '../../features/in-text/judged-mentions.js';
import { mentionHover, type MentionHoverInput } from '../../features/in-text/mention-hover.js';
import { readFixData, wantsQuickFixes } from '../../features/code-actions.js';
import { evidenceText } from '../../features/evidence-text.js';
import { broughtInByLine } from '../../features/support/brought-in.js';
import { lineAssessments } from '../../features/support/judged-manifest.js';
import { workspaceEdit } from '../../features/support/workspace-edit.js';
import { spoken, type Assessment, type Words } from '../../model/index.js';
import type { NamedPackage } from '../../engine/in-text/named-package.js';
import type { Addition } from '../../engine/in-text/wanted-line.js';
import type { FixData } from '../../protocol/messages.js';
import { editedFile } from '../fixes.js';
import type { Judged, Opened } from '../project-parts.js';
import type { Session } from '../session.js';
import { uriOfPath } from '../uri.js';
import { mayAsk, type JudgedInText } from './in-text-documents.js';

/** A line of imports that somebody has selected as a whole is no wish for a fix of each. */
const MAX_MENTIONS_WITH_FIXES = 3;

/** A fix that was chosen with its edit, or a sentence that says why there is none. */
interface ResolvedAction {
  readonly action: CodeAction;
  readonly problem?: string;
}

export async function inTextHover(
  session: Session,
  { textDocument, position }: HoverParams,
  signal: AbortSignal,
): Promise<Hover | undefined> {
  const judged = await session.inText.current(textDocument.uri);
  if (judged === undefined) return undefined;
  const offset = judged.document.offsetAt(position);
  const [mention] = mentionsAt(judged, { start: offset, end: offset });
  const named = mention && judged.named.find((one) => one.mention === mention.mention);
  if (mention === undefined || named === undefined) return undefined;
  const about = await caseOf(session, judged, mention, named, signal);
  return about && hoverOver(session, judged, mention, named, about);
}

interface Case {
  readonly assessment: Assessment;
  /** The manifest that is asked about, and what is judged of it. */
  readonly manifest?: Judged;
}

async function caseOf(
  { inText, surroundings, opinions }: Session,
  judged: JudgedInText,
  mention: JudgedMention,
  named: NamedPackage,
  signal: AbortSignal,
): Promise<Case | undefined> {
  const { declared } = named;
  if (declared === undefined) {
    const assessment = mention.assessment ?? (await inText.verdict(judged, named, signal));
    return assessment && { assessment };
  }
  const found = await surroundings.judged(declared.manifestPath, signal);
  const manifest = found && opinions.on(found);
  const lines = lineAssessments(manifest?.assessment.assessments ?? []);
  const assessment = lines.find(({ subject }) => subject.dependency.path.join('\0') === declared.line.path.join('\0'));
  return assessment && { assessment, ...(manifest && { manifest }) };
}

function hoverOver(
  session: Session,
  judged: JudgedInText,
  mention: JudgedMention,
  named: NamedPackage,
  about: Case,
): Hover {
  const { clock, version, icons, client, escapes } = session;
  const { assessment } = about;
  const now = clock();
  if (!client.markdownHover) {
    const plain = evidenceText({ assessment, purpose: 'copy', now, toolVersion: version, plain: escapes.plain });
    return { contents: { kind: MarkupKind.PlainText, value: plain } };
  }
  const { document, settings } = judged;
  return mentionHover({
    ...{ document, mention, assessment, now, icons, escapes, couldAsk: couldAsk(settings, named) },
    ...waysOn(session, judged, about, now),
  });
}

/** Links to evidence, and to the whole case, of the manifest that is asked about; and what its line brings in. */
function waysOn(
  { sources, cases }: Session,
  { projects }: JudgedInText,
  { assessment, manifest }: Case,
  now: number,
): Pick<MentionHoverInput, 'sources' | 'caseCommands' | 'broughtIn'> {
  if (manifest === undefined) {
    const [nearest] = projects;
    return { sources: nearest && sources?.linksFor(nearest.project.manifestPath, now) };
  }
  const { manifestPath } = manifest.project;
  const asksModels = manifest.settings['secondOpinion.enable'];
  const lines = lineAssessments(manifest.assessment.assessments);
  const line = lines.find((one) => one === assessment);
  return {
    sources: sources?.linksFor(manifestPath, now),
    caseCommands: cases && ((about) => cases.commandsFor(uriOfPath(manifestPath), about, asksModels)),
    broughtIn: line && broughtInByLine(lines, manifest.assessment.assessments).get(line),
  };
}

function couldAsk(settings: JudgedInText['settings'], named: NamedPackage): boolean {
  return named.declared === undefined && !named.isInternal && !settings.offline && !mayAsk(settings, named);
}

export function inTextActions(
  session: Session,
  { textDocument, range, context }: CodeActionParams,
): Promise<CodeAction[]> {
  const judged = session.inText.latest(textDocument.uri);
  // While somebody types nothing is offered: the places are no longer those that were read.
  if (!wantsQuickFixes(context.only) || judged?.document.version !== session.documents.versionOf(textDocument.uri))
    return Promise.resolve([]);
  if (judged === undefined) return Promise.resolve([]);
  const { document, file, settings } = judged;
  const stretch = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const found = mentionsAt(judged, stretch).slice(0, MAX_MENTIONS_WITH_FIXES);
  return Promise.resolve(
    found.flatMap((mention) => {
      const named = judged.named.find((one) => one.mention === mention.mention);
      const isType = mention.mention.kind === 'import' && mention.mention.how === 'type';
      return mentionActions({
        ...{ document, mention, diagnostics: context.diagnostics, abilities: session.client, escapes: session.escapes },
        couldAsk: named !== undefined && couldAsk(settings, named),
        sections: sectionsFor(file, isType),
      });
    }),
  );
}

/** A fix that adds a line to a manifest. */
export function isAddition({ data }: CodeAction): boolean {
  const fix = readFixData(data);
  return fix !== undefined && chosenSection(fix) !== undefined;
}

/** Looks the version up that a chosen fix adds to the nearest manifest. */
export async function resolveAddition(
  session: Session,
  action: CodeAction,
  signal: AbortSignal,
): Promise<ResolvedAction> {
  const data = readFixData(action.data);
  const section = data && chosenSection(data);
  const nearest = data && nearestProject(session, data);
  if (data === undefined || section === undefined || nearest === undefined)
    return {
      action,
      problem: session.escapes.t('The file has changed since this fix was offered. Open the menu again.'),
    };
  const added = await nearest.engine.addition(nearest.project, { name: data.package, section }, signal);
  return 'problem' in added
    ? { action, problem: spoken(added.problem, session.escapes.t) }
    : withEdit(session, action, data, added);
}

/** Undefined where the text is another by now. */
function nearestProject({ inText }: Session, { uri, version }: FixData): Opened | undefined {
  const judged = inText.latest(uri);
  return judged?.document.version === version ? judged.projects[0] : undefined;
}

function withEdit(
  session: Session,
  action: CodeAction,
  data: FixData,
  { edits, install }: Exclude<Addition, { readonly problem: Words }>,
): ResolvedAction {
  const file = editedFile(session, edits);
  const edit = file && workspaceEdit([file], session.client);
  if (edit === undefined)
    return { action, problem: session.escapes.t('package.json is not as it was. Open the menu again.') };
  return { action: { ...action, edit, data: { ...data, ...(install && { install }) } } };
}
