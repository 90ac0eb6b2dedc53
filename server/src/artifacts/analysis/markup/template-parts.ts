import type { Braces } from './braces.js';
import type { Part, Piece, ScriptLanguage, ScriptReader, Tagged } from './pieces.js';
import { svelteCode, type Statement } from './template-code.js';
import { templateElement, type TemplateElement } from './template-elements.js';

export interface Component {
  readonly text: string;
  readonly braces: Braces;
  readonly tags: readonly Tagged[];
  readonly scripts: readonly Part[];
  /** In which the template's code is written. */
  readonly language: ScriptLanguage;
  readonly reader: ScriptReader;
}

/** Of an element: functions that do what it does, and who calls them. */
interface ElementCode {
  readonly part: Part;
  readonly fillings: readonly { readonly variable: string; readonly call: string }[];
  readonly call: string;
}

/**
 * A component's scripts, and for each element that has to do with their variables a function in its place, which is called where
 * that would happen: what is typed is in a variable as soon as there is one, and all else comes last.
 */
export function codeOfTemplate(component: Component): { readonly parts: readonly Part[]; readonly end: string } {
  const { text, braces, tags, scripts, reader } = component;
  if (scripts.length === 0) return { parts: [], end: '' };
  const elements = tags.flatMap(({ tag, handlers, script }) =>
    script === undefined ? { element: templateElement(text, tag, braces), handlers } : [],
  );
  const hasSecrets = elements.some(({ element }) => element.isSecret);
  const made = elements.flatMap((one) => codeOfElement(component, one, hasSecrets) ?? []);
  const fillings = made.flatMap((one) => one.fillings);
  const filled = new Set<string>();
  const withCalls = scripts.map((script) => {
    const variables = reader.variablesOf(script.code);
    const own = fillings.filter(({ variable }) => variables.has(variable));
    for (const { call } of own) filled.add(call);
    const calls = own.map(({ variable, call }) => ({ at: variables.get(variable) ?? 0, call }));
    return { ...script, code: insert(script.code, calls) };
  });
  const last = [...fillings.filter(({ call }) => !filled.has(call)), ...made].map(({ call }) => call);
  return {
    parts: [...withCalls, ...made.map(({ part }) => part)],
    end: last.length === 0 ? '' : `\u2028;${last.join('')}`,
  };
}

function insert(code: string, calls: readonly { readonly at: number; readonly call: string }[]): string {
  let result = code;
  for (const { at, call } of [...calls].sort((one, other) => other.at - one.at))
    result = `${result.slice(0, at)};${call}${result.slice(at)}`;
  return result;
}

function codeOfElement(
  { text, language, reader }: Component,
  { element, handlers }: { readonly element: TemplateElement; readonly handlers: readonly Piece[] },
  hasSecrets: boolean,
): ElementCode | undefined {
  const { fillings, statements } = svelteCode(element, hasSecrets);
  if (fillings.length + statements.length === 0) return undefined;
  const { start, end } = element.tag;
  const read = (code: string): string | undefined => reader.read(code, language);
  const fills = fillings.flatMap(({ name, code }, index) => {
    const body = read(`{${code.replace(/\s+/g, ' ')}}`);
    return body === undefined ? [] : { variable: name, name: `$fill${start}_${index}`, body };
  });
  const all = [...statements, ...handlers.map(asStatement)].sort((one, other) => one.start - other.start);
  const functions = fills.map(({ name, body }) => `function ${name}() ${body} `).join('');
  const code = `${functions}async function $template${start}() {${bodyOf(text, { start, end, statements: all }, read)}`;
  return {
    part: { start, end, opening: ';', code },
    fillings: fills.map(({ variable, name }) => ({ variable, call: `${name}();` })),
    call: `$template${start}();`,
  };
}

function asStatement({ start, end, code }: Piece): Statement {
  return { before: '', code, after: '', start, end };
}

/** Each statement in its line, and as many lines as there were. What is no code is left out. */
function bodyOf(
  text: string,
  {
    start,
    end,
    statements,
  }: { readonly start: number; readonly end: number; readonly statements: readonly Statement[] },
  read: (code: string) => string | undefined,
): string {
  let body = '';
  let at = start;
  for (const statement of statements) {
    const code = read(`{${statement.before}${statement.code}${statement.after}}`);
    if (code === undefined || statement.start < at) continue;
    body += newlines(text.slice(at, statement.start)) + code;
    at = statement.end;
  }
  return `${body}}${newlines(text.slice(at, end))}`;
}

function newlines(text: string): string {
  return text.replace(/[^\n]+/g, '');
}
