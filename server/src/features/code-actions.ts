import { CodeActionKind, type CodeAction, type Diagnostic, type WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isMaliciousBehaviour, shortCaveat, type Assessment, type Finding, type Remedy } from '../model/index.js';
import { COMMANDS, DIAGNOSTIC_SOURCE, type DiagnosticData, type FixData } from '../protocol/messages.js';
import type { AllowScriptsParams } from '../protocol/least-privilege.js';
import type { Escapes } from './support/escapes.js';
import { findingPointer, subjectTitle } from './support/finding-pointer.js';
import { remedyIn } from './support/own-words.js';
import { workspaceEdit, type EditAbilities, type EditedFile } from './support/workspace-edit.js';

/** Menus cut longer titles off anyway. */
const MAX_TITLE_LENGTH = 160;
const MAX_DESCRIPTION_LENGTH = 400;

/**
 * A remedy with the files that change; none where it is the policy file, after a reason was asked for. `later`: they are
 * looked up once it is chosen.
 */
export interface OfferedRemedy {
  readonly remedy: Remedy;
  readonly files: readonly EditedFile[] | 'later';
}

export interface CodeActionsInput {
  readonly document: TextDocument;
  readonly assessment: Assessment;
  /** Best first. */
  readonly offers: readonly OfferedRemedy[];
  /** The editor's diagnostics at the place it asks about, ours and others'. */
  readonly diagnostics: readonly Diagnostic[];
  readonly abilities: EditAbilities;
  readonly escapes: Escapes;
}

/** The fixes for one line of the manifest. At most one is preferred. */
export function codeActionsFor(input: CodeActionsInput): readonly CodeAction[] {
  const preferred = input.offers.find(({ remedy }) => remedy.preferred);
  const fixes = input.offers.flatMap((offer) => [
    ...(offer.remedy.kind === 'accept'
      ? acceptActions(offer.remedy, input)
      : editAction(offer, offer === preferred, input)),
    ...(offer.remedy.kind === 'allow-scripts' ? [projectScriptsAction(input)] : []),
  ]);
  return [...fixes, ...reportActions(input)];
}

/** For those who can remove the package: a text to be read and sent by a person. Nothing of vulnerabilities. */
function reportActions(input: CodeActionsInput): readonly CodeAction[] {
  const { assessment, document, escapes } = input;
  const found = assessment.findings.find(isMaliciousBehaviour);
  if (found === undefined) return [];
  const title = escapes.plain(
    escapes.t('Report {package} as malicious…', { package: subjectTitle(assessment.subject) }),
    MAX_TITLE_LENGTH,
  );
  const pointer = findingPointer(document.uri, assessment.subject, found);
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: answeredDiagnostics(input),
      command: { title, command: COMMANDS.reportMalware, arguments: [pointer] },
    },
  ];
}

/** The whole lockfile has to be judged for it, once it is chosen. */
function projectScriptsAction(input: CodeActionsInput): CodeAction {
  const params: AllowScriptsParams = { uri: input.document.uri };
  const title = input.escapes.t('Allow install scripts only of what has them now and is judged well…');
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: answeredDiagnostics(input),
    command: { title, command: COMMANDS.allowInstallScripts, arguments: [params] },
  };
}

/** True where the editor asks for quick fixes, or does not say what it asks for. */
export function wantsQuickFixes(only: readonly string[] | undefined): boolean {
  const quickFix: string = CodeActionKind.QuickFix;
  return only === undefined || only.some((kind) => kind === '' || kind === quickFix);
}

function editAction(offer: OfferedRemedy, preferred: boolean, input: CodeActionsInput): readonly CodeAction[] {
  const { remedy, files } = offer;
  const edit = files === 'later' ? undefined : fixEdit(remedy, files, input);
  if (edit === undefined && files !== 'later') return [];
  const said = remedyIn(remedy, input.escapes.t);
  const caveat = shortCaveat(said);
  const title = [said.title, ...(caveat === undefined ? [] : [caveat])].join(' – ');
  return [
    {
      title: input.escapes.plain(title, MAX_TITLE_LENGTH),
      kind: CodeActionKind.QuickFix,
      diagnostics: answeredDiagnostics(input),
      ...(preferred ? { isPreferred: true } : {}),
      ...(edit === undefined ? {} : { edit }),
      data: fixData(remedy, input),
    },
  ];
}

/**
 * A remedy's edit. What redirects others, and what changes a file that is not the one at hand, is to be looked at first.
 * Undefined where the editor cannot do it.
 */
export function fixEdit(
  remedy: Remedy,
  files: readonly EditedFile[],
  { document, abilities, escapes }: Pick<CodeActionsInput, 'document' | 'abilities' | 'escapes'>,
): WorkspaceEdit | undefined {
  const { kind, title, outlook, caveat } = remedyIn(remedy, escapes.t);
  const description = [outlook, caveat === outlook ? undefined : caveat].filter((one) => one !== undefined).join(' ');
  return workspaceEdit(files, abilities, {
    label: escapes.plain(title, MAX_TITLE_LENGTH),
    ...(description === '' ? {} : { description: escapes.plain(description, MAX_DESCRIPTION_LENGTH) }),
    concerns: (file) => kind === 'override' || file.document.uri !== document.uri,
  });
}

function fixData(
  { kind, packageName, version, pending, install }: Remedy,
  { document, assessment }: CodeActionsInput,
): FixData {
  const { subject } = assessment;
  return {
    kind: 'packageRisk.fix',
    ...{ uri: document.uri, version: document.version, package: subjectTitle(subject), remedy: kind },
    ...(subject.broughtInBy === undefined ? {} : { broughtInBy: subject.broughtInBy }),
    ...(packageName === undefined ? {} : { packageName }),
    // What is not known yet can come to be another version than it looks like.
    ...(version === undefined || pending === true ? {} : { remedyVersion: version }),
    ...(install === undefined ? {} : { install }),
  };
}

/** What a fix that was chosen is about; undefined for what is none of ours. */
export function readFixData(data: unknown): FixData | undefined {
  const isOurs = typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'packageRisk.fix';
  return isOurs ? (data as FixData) : undefined;
}

/** The remedy that a fix in the menu stood for, among those of its package. */
export function chosenRemedy(remedies: readonly Remedy[], data: FixData): Remedy | undefined {
  const { remedy, packageName, remedyVersion } = data;
  return remedies.find(
    (one) =>
      one.kind === remedy &&
      one.packageName === packageName &&
      (remedyVersion === undefined || one.version === remedyVersion),
  );
}

/** The editor asks for a reason and an expiry before anything is written. */
function acceptActions(remedy: Remedy, { assessment, document, escapes, ...input }: CodeActionsInput): CodeAction[] {
  const title = escapes.plain(remedyIn(remedy, escapes.t).title, MAX_TITLE_LENGTH);
  const finding = acceptedFinding(remedy, assessment);
  if (finding === undefined) return [];
  const pointer = findingPointer(document.uri, assessment.subject, finding);
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: answeredDiagnostics({ assessment, document, escapes, ...input }),
      command: { title, command: COMMANDS.acceptFinding, arguments: [pointer] },
    },
  ];
}

/** The worst finding that the remedy answers: an acceptance binds package and rule, not each occurrence. */
function acceptedFinding(remedy: Remedy, assessment: Assessment): Finding | undefined {
  return assessment.findings.find(({ rule }) => remedy.rules.includes(rule));
}

/** Our diagnostics of this very package among those of the editor. */
function answeredDiagnostics({ diagnostics, assessment }: CodeActionsInput): Diagnostic[] {
  const title = subjectTitle(assessment.subject);
  return diagnostics.filter(({ source, data }) => {
    return source === DIAGNOSTIC_SOURCE && isDiagnosticData(data) && data.package === title;
  });
}

function isDiagnosticData(data: unknown): data is DiagnosticData {
  return (
    typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'packageRisk' && 'package' in data
  );
}
