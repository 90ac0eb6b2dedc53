import type { ComponentAttribute } from './component-attributes.js';
import type { TemplateElement } from './template-elements.js';

/** What a template does with a variable of the script. */
export interface Filling {
  /** The variable. */
  readonly name: string;
  /** A statement that puts there what the element gives. */
  readonly code: string;
}

/** What an element of a template does, as a script would do it to the page. */
export interface TemplateCode {
  readonly fillings: readonly Filling[];
  readonly statements: readonly Statement[];
}

/** A statement, of which a part stands in the template as it is. */
export interface Statement {
  readonly before: string;
  readonly code: string;
  readonly after: string;
  /** Where that part stands. */
  readonly start: number;
  readonly end: number;
}

const TARGET = /^\s*\$?([\w$]+)(?:\s*(?:\.|\?\.|\[)[^]*)?$/;
const PAGE = /^svelte:(?:window|document|body)$/;
const LISTENER = /^on:?([a-z]+)(?:\||$)/;

/** Svelte: `bind:value`, `bind:this`, `use:action`, `on:event` and `onevent`. */
export function svelteCode(element: TemplateElement, hasSecrets: boolean): TemplateCode {
  const { attributes, isSecret, node, tag } = element;
  const isPage = PAGE.test(tag.name);
  const isHeard = isPage || isSecret || (hasSecrets && tag.name === 'form');
  return {
    fillings: isSecret ? attributes.flatMap((one) => svelteFilling(one, node)) : [],
    statements: attributes.flatMap((one) => [
      ...actionOf(one, node),
      ...(isHeard ? listenerOf(one, isPage ? 'window' : node) : []),
    ]),
  };
}

function svelteFilling({ name, value = 'value' }: ComponentAttribute, node: string): readonly Filling[] {
  const variable = TARGET.exec(value)?.[1];
  if (variable === undefined || !/^bind:(?:value|this)$/.test(name)) return [];
  return [{ name: variable, code: `${value} = ${name === 'bind:this' ? node : `${node}.value`};` }];
}

/** What an action gives back is told of each change. */
function actionOf({ name, value = '', start, isBraced }: ComponentAttribute, node: string): readonly Statement[] {
  const [, action] = /^use:([\w$.]+)$/.exec(name) ?? [];
  if (action === undefined) return [];
  const code = isBraced ? value : '';
  const after = `]; const $action = ${action}(${node}, ...$given); $action?.update?.(...$given); $action?.destroy?.();`;
  return [{ before: 'const $given = [', code, after, start, end: start + code.length }];
}

function listenerOf({ name, value = '', start, isBraced }: ComponentAttribute, target: string): readonly Statement[] {
  const [, event] = LISTENER.exec(name) ?? [];
  if (event === undefined || !isBraced) return [];
  const before = `${target}.addEventListener("${event}", (`;
  return [{ before, code: value, after: '));', start, end: start + value.length }];
}
