import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isAtLeast } from '../../model/index.js';
import { COMMANDS, DIAGNOSTIC_SOURCE, type FixData } from '../../protocol/messages.js';
import type { Escapes } from '../support/escapes.js';
import { subjectTitle } from '../support/finding-pointer.js';
import { workspaceEdit, type EditAbilities } from '../support/workspace-edit.js';
import { isKnownName, nameSpan, troubles, type JudgedMention } from './judged-mentions.js';

export interface MentionActionsInput {
  readonly document: TextDocument;
  readonly mention: JudgedMention;
  readonly diagnostics: readonly Diagnostic[];
  readonly abilities: EditAbilities & { readonly lazyEdits: boolean };
  readonly escapes: Escapes;
  /** Nobody was asked about the name, and a setting would allow it. */
  readonly couldAsk: boolean;
  /** The manifest's lines that a new one may stand among, the likelier first. */
  readonly sections: readonly Section[];
}

export type Section = 'dependencies' | 'devDependencies';

const MAX_NAME_LENGTH = 100;
const MAX_REPLACEMENTS = 3;

/** What can be done about a package that no manifest declares. */
export function mentionActions(input: MentionActionsInput): readonly CodeAction[] {
  if (input.mention.declared !== undefined) return [];
  return [...replacements(input), ...additions(input), ...askAction(input)];
}

/** Which lines a file of this name is likely to need: tests, scripts and settings of tools are not shipped. */
export function sectionsFor(file: string, isType: boolean): readonly Section[] {
  const isForDevelopment = isType || FOR_DEVELOPMENT.test(file);
  return isForDevelopment ? ['devDependencies', 'dependencies'] : ['dependencies', 'devDependencies'];
}

const FOR_DEVELOPMENT =
  /(?:^|[\\/])(?:tests?|__tests__|__mocks__|specs?|e2e|scripts|tools|\.storybook|cypress|playwright)[\\/]|\.(?:test|spec|stories|config|setup|cy|bench)\.[^.\\/]+$/i;

/** The name that was meant, in the place of the one that is written. */
function replacements(input: MentionActionsInput): readonly CodeAction[] {
  const { document, mention, abilities, escapes } = input;
  const meant = new Set(troubles(mention).flatMap(({ hints }) => hints?.replaceWith ?? []));
  return [...meant].slice(0, MAX_REPLACEMENTS).flatMap((name): CodeAction[] => {
    const edits = [{ span: nameSpan(mention), newText: name }];
    const edit = isPlain(name)
      ? workspaceEdit([{ document, isOpen: true, isNew: false, edits }], abilities)
      : undefined;
    if (edit === undefined) return [];
    const [from, to] = [mention.name, name].map((one) => escapes.plain(one, MAX_NAME_LENGTH));
    const title = escapes.t('Replace {from} with {to} (the name it resembles)', { from: from ?? '', to: to ?? '' });
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics: answered(input), edit }];
  });
}

/** Only what is a name is written into somebody's code. */
function isPlain(name: string): boolean {
  return /^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(name);
}

/** The version is looked up once one of these is chosen. */
function additions(input: MentionActionsInput): readonly CodeAction[] {
  const { document, mention, abilities, escapes, sections } = input;
  if (!abilities.lazyEdits || !isAddable(mention)) return [];
  const name = escapes.plain(mention.name, MAX_NAME_LENGTH);
  return sections.map((section) => ({
    title: escapes.t('Add {name} to {section} (latest safe version)', { name, section }),
    kind: CodeActionKind.QuickFix,
    diagnostics: answered(input),
    data: {
      kind: 'packageRisk.fix',
      ...{ uri: document.uri, version: document.version, package: mention.name, remedy: `add-${section}` },
    } satisfies FixData,
  }));
}

/** Not what is known to be bad, and not what a command or an address names: these get it by themselves. */
function isAddable({ mention, assessment, ...rest }: JudgedMention): boolean {
  if (mention.kind !== 'import' || !isPlain(rest.name)) return false;
  const findings = assessment?.findings ?? [];
  return !findings.some(({ level, rule }) => isAtLeast(level, 'medium') || rule === 'package-not-found');
}

/** The section that a chosen addition is for; undefined for other fixes. */
export function chosenSection({ remedy }: FixData): Section | undefined {
  const section = /^add-(dependencies|devDependencies)$/.exec(remedy)?.[1];
  return section as Section | undefined;
}

function askAction({ mention, couldAsk, ...input }: MentionActionsInput): readonly CodeAction[] {
  if (!couldAsk || isKnownName(mention)) return [];
  const title = input.escapes.t('Ask the registry about imported names that no package.json declares');
  const command = { title, command: COMMANDS.askAboutImports };
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: answered({ mention, ...input }), command }];
}

function answered({ diagnostics, mention }: Pick<MentionActionsInput, 'diagnostics' | 'mention'>): Diagnostic[] {
  const title = mention.assessment === undefined ? mention.name : subjectTitle(mention.assessment.subject);
  return diagnostics.filter(({ source, data }) => {
    return source === DIAGNOSTIC_SOURCE && (data as Partial<FixData> | undefined)?.package === title;
  });
}
