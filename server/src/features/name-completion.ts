import { CompletionItemKind, InsertTextFormat, type CompletionItem, type CompletionList } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Dependency, SuggestedName } from '../model/index.js';
import type { NamePlace } from './support/completion-places.js';
import { rangeOf } from './support/judged-manifest.js';
import { isSamePath } from './support/sections.js';
import type { Translate } from '../protocol/translate.js';

export interface CompletionAbilities {
  /** Texts with places that the cursor goes to. */
  readonly completionSnippets: boolean;
  /** Entries with a second column. */
  readonly completionLabels: boolean;
  /** A command that makes the editor ask anew; absent where it has none. */
  readonly suggestCommand?: string;
}

export interface NameCompletionInput {
  readonly document: TextDocument;
  /** Offset of the cursor. */
  readonly offset: number;
  readonly place: NamePlace;
  /** The likeliest first. */
  readonly names: readonly SuggestedName[];
  readonly dependencies: readonly Dependency[];
  readonly abilities: CompletionAbilities;
  readonly t: Translate;
}

/** Names of packages in the order in which they are given; those that stand in the section already are left out. */
export function nameCompletions(input: NameCompletionInput): CompletionList {
  const { place, names, dependencies } = input;
  const declared = new Set(
    dependencies.filter(({ path }) => isSamePath(path.slice(0, -1), place.section)).map(({ name }) => name),
  );
  const wanted = names.filter(({ name }) => name === place.typed || !declared.has(name));
  // What fits depends on what is typed, in ways that the editor's own filter does not know.
  return { isIncomplete: true, items: wanted.map((one, index) => itemOf(one, index, input)) };
}

function itemOf({ name, rank }: SuggestedName, index: number, input: NameCompletionInput): CompletionItem {
  const { document, offset, place, abilities } = input;
  const { text, isSnippet } = insertion(name, input);
  const { suggestCommand } = abilities;
  const used = input.t('no. {rank} of the most used', { rank });
  return {
    label: name,
    kind: CompletionItemKind.Module,
    ...(abilities.completionLabels ? { labelDetails: { description: used } } : { detail: used }),
    // The editor leaves out what its own filter finds no trace of: it is shown as typed.
    filterText: document.getText().slice(place.span.start, offset),
    sortText: String(index).padStart(4, '0'),
    textEdit: { range: rangeOf(document, place.span), newText: text },
    ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(isSnippet && suggestCommand !== undefined
      ? { command: { title: input.t('Choose a version'), command: suggestCommand } }
      : {}),
  };
}

/** The name alone before a value; else with one that waits for a version. */
function insertion(
  name: string,
  { place, abilities }: NameCompletionInput,
): { readonly text: string; readonly isSnippet: boolean } {
  const { format, hasValue, needsComma } = place;
  const key = format === 'json' ? JSON.stringify(name) : yamlKey(name);
  if (hasValue) return { text: key, isSnippet: false };
  const isSnippet = abilities.completionSnippets;
  const stop = isSnippet ? '$1' : '';
  if (format === 'yaml') return { text: `${key}: ${stop}`, isSnippet };
  return { text: `${key}: "${stop}"${needsComma ? ',' : ''}`, isSnippet };
}

/** `@` cannot begin a plain text in YAML. */
function yamlKey(name: string): string {
  return name.startsWith('@') ? `'${name}'` : name;
}
