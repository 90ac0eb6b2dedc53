import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { phrase, type Words } from '../../model/index.js';

/** A policy is written by people. Whatever is longer than this was not, and is not worth the memory. */
const MAX_CHARACTERS = 1_000_000;
/** A reader acts on the first few; a hostile file must not flood the log. */
const MAX_PROBLEMS = 50;
/** Enough of a wrong value to find it again. */
const MAX_QUOTED = 60;

/** A JSON text with comments and trailing commas, and what was found wrong with it. */
export interface PolicyDocument {
  readonly text: string;
  /** Undefined where nothing could be read. */
  readonly root: Node | undefined;
  readonly problems: Words[];
}

/** Reads a text as far as it can be read. Never throws. */
export function openPolicy(text: string): PolicyDocument {
  if (text.length > MAX_CHARACTERS) {
    return { text, root: undefined, problems: [phrase('The file is too long to be a policy; nothing of it is used.')] };
  }
  const errors: ParseError[] = [];
  const document: PolicyDocument = { text, root: parseSafely(text, errors), problems: [] };
  const { root } = document;
  const [first] = errors;
  if (first !== undefined) {
    report(
      document,
      first.offset,
      phrase('is not valid JSON ({problem}); what can be read is used.', {
        problem: printParseErrorCode(first.error),
      }),
    );
  } else if (root?.type !== 'object') {
    document.problems.push(phrase('The file does not hold a JSON object; nothing of it is used.'));
  }
  return document;
}

/** The parser descends by recursion: a text of nothing but brackets exhausts the stack, and so is no object. */
function parseSafely(text: string, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(text, errors, { allowTrailingComma: true });
  } catch {
    return undefined;
  }
}

/** Notes what is wrong at a place: `Line 3 …`. `sentence` goes on from there. */
export function report(document: PolicyDocument, offset: number, sentence: Words): void {
  const { problems, text } = document;
  if (problems.length > MAX_PROBLEMS) return;
  if (problems.length === MAX_PROBLEMS) {
    problems.push(phrase('There are more problems than are shown.'));
    return;
  }
  const line = text.slice(0, offset).split(/\r\n|\n|\r/).length;
  problems.push(phrase('Line {line} {said}', { line, said: sentence }));
}

/** The properties of an object; of those that stand twice the last, as everywhere in JSON. Not an object: none. */
export function fieldsOf(node: Node | undefined): ReadonlyMap<string, Node> {
  const fields = new Map<string, Node>();
  for (const property of node?.type === 'object' ? (node.children ?? []) : []) {
    const [key, value] = property.children ?? [];
    if (key !== undefined && value !== undefined) fields.set(String(key.value), value);
  }
  return fields;
}

/** A string, number, boolean or null; undefined for an object or array. */
export function scalarOf(node: Node | undefined): unknown {
  return node?.value as unknown;
}

/** Text from the file, fit to stand in a sentence. */
export function quote(value: string): string {
  return JSON.stringify(value.length > MAX_QUOTED ? `${value.slice(0, MAX_QUOTED)}…` : value);
}
