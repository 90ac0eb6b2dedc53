import { SECRET_FIELD } from '../code/platform/passing-names.js';
import type { Braces } from './braces.js';
import { componentAttributes, type ComponentAttribute } from './component-attributes.js';
import type { Tag } from './tags.js';

/** An element of a template, and how a script would find it on the page. */
export interface TemplateElement {
  readonly tag: Tag;
  readonly attributes: readonly ComponentAttribute[];
  /** An expression of JavaScript. */
  readonly node: string;
  /** What is typed into it opens an account. */
  readonly isSecret: boolean;
}

/** Of a field they tell what it is for; of a component that is one, its type. */
const TELLING = /^:?(?:type|name|id|autocomplete)$/i;
const TYPE = /^:?type$/i;
const FIELD = /^(?:input|textarea)$/;

export function templateElement(text: string, tag: Tag, braces: Braces): TemplateElement {
  const attributes = componentAttributes(text, tag, braces);
  const isField = FIELD.test(tag.name);
  const telling = attributes.filter(({ name }) => (isField ? TELLING : TYPE).test(name));
  const selector = telling.map(({ name, value = '' }) => `[${name.replace(':', '')}=${value}]`).join('');
  const isSecret = SECRET_FIELD.test(selector);
  const found = isSecret || isField ? `input${selector}` : tag.name;
  return { tag, attributes, node: `document.querySelector(${JSON.stringify(found)})`, isSecret };
}
