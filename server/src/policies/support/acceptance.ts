import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import { phrase, UNSILENCEABLE_RULES, type Acceptance, type TextEdit, type Words } from '../../model/index.js';
import { ACCEPTANCE_CHECKS } from './acceptance-checks.js';
import { appendItem, layoutOf, stringify, type Layout } from './append-item.js';
import { fieldsOf, scalarOf } from './policy-document.js';

/** The policy file with one more acceptance, or a sentence that says why it cannot be written. */
export type AcceptanceAdded =
  { readonly text: string; readonly edits: readonly TextEdit[] } | { readonly problem: Words };

/**
 * Writes an acceptance into the text of `package-risk.json`. An entry for the same package and rule is renewed in
 * place; everything else in the file, comments included, stays as it is.
 *
 * @param text undefined: there is no such file yet
 * @param schemaUrl written as `$schema` into a new file. Best left out where an extension contributes the schema:
 *   editors prefer the file's own address, fetch it, and warn where they do not trust its host.
 */
export function addAcceptance(text: string | undefined, acceptance: Acceptance, schemaUrl?: string): AcceptanceAdded {
  const entry = inOrder(acceptance);
  const problem = problemWith(entry);
  if (problem !== undefined) return { problem };
  return text === undefined || text.trim() === '' ? newFile(text ?? '', entry, schemaUrl) : changedFile(text, entry);
}

function newFile(text: string, entry: Acceptance, schemaUrl: string | undefined): AcceptanceAdded {
  const content = { ...(schemaUrl === undefined ? {} : { $schema: schemaUrl }), accept: [entry] };
  const newText = `${JSON.stringify(content, undefined, 2)}\n`;
  return applied(text, [{ span: { start: 0, end: text.length }, newText }]);
}

function changedFile(text: string, entry: Acceptance): AcceptanceAdded {
  const root = parseWhole(text);
  if (root === undefined)
    return { problem: phrase('The policy file is not valid JSON; it has to be put right first.') };
  const list = fieldsOf(root).get('accept');
  if ((list?.type ?? 'array') !== 'array') return { problem: phrase('In the policy file, "accept" is not a list.') };
  return applied(text, listEdits(text, root, list, entry));
}

/** The fields as they are written, in the order in which they are documented. */
function inOrder({ package: id, rule, integrity, reason, expires }: Acceptance): Acceptance {
  return { package: id, rule, ...(integrity === undefined ? {} : { integrity }), reason, expires };
}

function problemWith(acceptance: Acceptance): Words | undefined {
  if (UNSILENCEABLE_RULES.includes(acceptance.rule)) {
    return phrase('Findings of {rule} cannot be accepted.', { rule: acceptance.rule });
  }
  for (const name of Object.keys(ACCEPTANCE_CHECKS) as (keyof Acceptance)[]) {
    const fault = ACCEPTANCE_CHECKS[name](acceptance[name]);
    if (fault !== undefined) return phrase('The acceptance {fault}', { fault });
  }
  return undefined;
}

/** The root object, only where all of the text can be understood: an edit in a half-read file may land anywhere. */
function parseWhole(text: string): Node | undefined {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, { allowTrailingComma: true });
    return errors.length === 0 && root?.type === 'object' ? root : undefined;
  } catch {
    // Nested so deeply that the parser gave up.
    return undefined;
  }
}

function listEdits(text: string, root: Node, list: Node | undefined, entry: Acceptance): readonly TextEdit[] {
  const layout = layoutOf(text);
  if (list === undefined) {
    return appendItem(text, root, layout, (indent) => `"accept": ${rendered([entry], indent, layout)}`);
  }
  const existing = list.children?.find((node) => {
    const fields = fieldsOf(node);
    return scalarOf(fields.get('package')) === entry.package && scalarOf(fields.get('rule')) === entry.rule;
  });
  if (existing !== undefined) return renewal(text, existing, entry, layout);
  return appendItem(text, list, layout, (indent) => rendered(entry, indent, layout));
}

function renewal(text: string, node: Node, entry: Acceptance, layout: Layout): readonly TextEdit[] {
  const fields = fieldsOf(node);
  const names = Object.keys(entry) as (keyof Acceptance)[];
  const replaced = names.flatMap((name): TextEdit[] => {
    const value = fields.get(name);
    if (value === undefined || scalarOf(value) === entry[name]) return [];
    const span = { start: value.offset, end: value.offset + value.length };
    return [{ span, newText: JSON.stringify(entry[name]) }];
  });
  const missing = names.filter((name) => !fields.has(name));
  if (missing.length === 0) return replaced;
  const added = appendItem(text, node, layout, (indent) =>
    missing
      .map((name) => `${JSON.stringify(name)}: ${JSON.stringify(entry[name])}`)
      .join(indent === undefined ? ', ' : `,${layout.eol}${indent}`),
  );
  return [...replaced, ...added];
}

/** On one line: with a blank behind each comma and colon, as a person would write it. */
function rendered(value: unknown, indent: string | undefined, layout: Layout): string {
  if (indent !== undefined) return stringify(value, indent, layout);
  return JSON.stringify(value, undefined, 1).replaceAll(/\n */g, ' ');
}

function applied(text: string, edits: readonly TextEdit[]): AcceptanceAdded {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start);
  let result = '';
  let from = 0;
  for (const { span, newText } of ordered) {
    result += text.slice(from, span.start) + newText;
    from = span.end;
  }
  return { text: result + text.slice(from), edits: ordered };
}
