import type { Braces } from './braces.js';
import type { Part, Piece, ScriptLanguage, ScriptOutline, ScriptReader, Tagged } from './pieces.js';
import { svelteCode, type Statement, type TemplateCode } from './template-code.js';
import { templateElement, type TemplateElement } from './template-elements.js';
import { lifeOf, SELF, vueCode } from './vue-template.js';

export interface Component {
  readonly text: string;
  readonly braces: Braces;
  readonly isVue: boolean;
  readonly tags: readonly Tagged[];
  readonly scripts: readonly Part[];
  /** In which the template's code is written. */
  readonly language: ScriptLanguage;
  readonly reader: ScriptReader;
}

/** A call of a function that fills a variable. */
interface Fill {
  readonly variable: string;
  readonly call: string;
}

/** Of an element: functions that do what it does, and who calls them. */
interface ElementCode {
  readonly part: Part;
  readonly fills: readonly Fill[];
  readonly call: string;
}

/**
 * A component's scripts, and for each element that has to do with their variables a function in its place, which is called where
 * that would happen: what is typed is in a variable as soon as there is one, and all else comes last.
 */
export function codeOfTemplate(component: Component): { readonly parts: readonly Part[]; readonly end: string } {
  const { scripts, reader } = component;
  const outlines = scripts.map(({ code }) => reader.outlineOf(code));
  const made = scripts.length === 0 ? [] : elementsOf(component, outlines);
  const fills = made.flatMap((one) => one.fills);
  const ofSelf = fills.filter(({ variable }) => variable === SELF).map(({ call }) => call);
  const filled = new Set<Fill>();
  const withCalls = scripts.map((script, index) => {
    const { variables, component: options } = outlines[index] ?? NOTHING;
    const own = fills.filter(({ variable }) => variables.has(variable));
    for (const fill of own) filled.add(fill);
    const calls = own.map(({ variable, call }) => ({ at: variables.get(variable)?.end ?? 0, code: `;${call}` }));
    const named = ofSelf.length === 0 || options === undefined ? [] : [{ at: options, code: '$component = ' }];
    return { ...script, code: insert(script.code, [...calls, ...named]) };
  });
  const others = fills.filter((fill) => !filled.has(fill) && fill.variable !== SELF);
  const last = [...others, ...made].map(({ call }) => call);
  const life = ofSelf.length === 0 ? [] : ['var $component;', lifeOf(ofSelf)];
  const end = [...last, ...life].join(' ');
  return { parts: [...withCalls, ...made.map(({ part }) => part)], end: end === '' ? '' : `\u2028;${end}` };
}

const NOTHING: ScriptOutline = { variables: new Map(), component: undefined };

function insert(code: string, pieces: readonly { readonly at: number; readonly code: string }[]): string {
  let result = code;
  for (const piece of [...pieces].sort((one, other) => other.at - one.at))
    result = result.slice(0, piece.at) + piece.code + result.slice(piece.at);
  return result;
}

function elementsOf(component: Component, outlines: readonly ScriptOutline[]): readonly ElementCode[] {
  const { text, braces, tags, isVue } = component;
  const script = {
    variables: new Map(outlines.flatMap(({ variables }) => [...variables])),
    component: outlines.map((one) => one.component).find((one) => one !== undefined),
  };
  const elements = tags.flatMap(({ tag, handlers, script: own }) =>
    own === undefined ? { element: templateElement(text, tag, braces), handlers } : [],
  );
  const hasSecrets = elements.some(({ element }) => element.isSecret);
  return elements.flatMap(({ element, handlers }) => {
    const code = isVue ? vueCode(element, hasSecrets, script) : svelteCode(element, hasSecrets);
    return code.fillings.length + code.statements.length === 0 ? [] : codeOfElement(component, element, handlers, code);
  });
}

function codeOfElement(
  { text, language, reader }: Component,
  { tag: { start, end } }: TemplateElement,
  handlers: readonly Piece[],
  { fillings, statements }: TemplateCode,
): ElementCode {
  const read = (code: string): string | undefined => reader.read(code, language);
  const fills = fillings.flatMap(({ name, code }, index) => {
    const body = read(`{${code.replace(/\s+/g, ' ')}}`);
    return body === undefined ? [] : { variable: name, name: `$fill${start}_${index}`, body };
  });
  const all = [...statements, ...handlers.map(asStatement)].sort((one, other) => one.start - other.start);
  const functions = fills.map(({ name, body }) => `function ${name}(${SELF}) ${body} `).join('');
  const code = `${functions}async function $template${start}() {${bodyOf(text, { start, end, statements: all }, read)}`;
  return {
    part: { start, end, opening: ';', code },
    fills: fills.map(({ variable, name }) => ({ variable, call: `${name}(${variable === SELF ? SELF : ''});` })),
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
