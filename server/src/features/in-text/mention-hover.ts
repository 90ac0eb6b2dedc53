import { MarkupKind, type Hover } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Assessment } from '../../model/index.js';
import { hoverMarkdown, type CaseDisplay } from '../hover.js';
import type { BroughtInAssessment } from '../support/brought-in.js';
import type { Escapes } from '../support/escapes.js';
import { mentionRange, type JudgedMention } from './judged-mentions.js';

export interface MentionHoverInput extends CaseDisplay {
  readonly document: TextDocument;
  readonly mention: JudgedMention;
  /** Of the line that declares it, or of the name. */
  readonly assessment: Assessment;
  readonly broughtIn?: readonly BroughtInAssessment[];
  /** Nobody was asked about the name, and a setting would allow it. */
  readonly couldAsk: boolean;
}

const MAX_VERSION_LENGTH = 80;

/** The same case as in package.json, over an import or a command. */
export function mentionHover(input: MentionHoverInput): Hover {
  const { document, mention, escapes } = input;
  const about = hoverMarkdown(input);
  const here = whereItStands(input, escapes);
  return {
    contents: { kind: MarkupKind.Markdown, value: here === undefined ? about : `${about}\n\n${here}` },
    range: mentionRange(document, mention),
  };
}

/** What the manifests say of it; nothing for a line that the case itself tells of. */
function whereItStands(
  { mention: { mention, declared, locked }, couldAsk }: MentionHoverInput,
  escapes: Escapes,
): string | undefined {
  if (declared !== undefined) return undefined;
  const { t } = escapes;
  const asks = couldAsk
    ? ` ${t('The registry was not asked about it: `packageRisk.imports.askRegistry` allows that.')}`
    : '';
  if (mention.kind === 'command') return asks === '' ? undefined : t('Named in a command.') + asks;
  if (mention.kind === 'address') return t('Loaded from a network, whatever `package.json` says.') + asks;
  if (locked === undefined) return t('Not declared in `package.json`.') + asks;
  const version = escapes.code(locked, MAX_VERSION_LENGTH);
  return t('Not declared in `package.json`: other packages bring in {version}.', { version });
}
