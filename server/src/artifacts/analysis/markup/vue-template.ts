import type { ComponentAttribute } from './component-attributes.js';
import type { ScriptOutline } from './pieces.js';
import type { Filling, Statement, TemplateCode } from './template-code.js';
import type { TemplateElement } from './template-elements.js';

/** What stands for the component where its script gives its options only. */
export const SELF = '$self';

const TARGET = /^\s*([\w$]+)((?:\s*(?:\.|\?\.|\[)[^]*)?)$/;
const MODEL = /^v-model(?:\.|$)/;
const LISTENER = /^(?:@|v-on:)([a-z][\w:-]*)/;
/** A function, or a way to one; all else is run when it happens. */
const FUNCTION = /^\s*(?:async\s*)?(?:function\b|\(?[\w\s,{}:$]*\)?\s*=>|[\w$.]+\s*$)/;

/** Vue: `v-model`, `ref`, `v-name` and `@event`. */
export function vueCode(element: TemplateElement, hasSecrets: boolean, script: ScriptOutline): TemplateCode {
  const { attributes, isSecret, node, tag } = element;
  const isHeard = isSecret || (hasSecrets && tag.name === 'form');
  return {
    fillings: isSecret ? attributes.flatMap((one) => fillingOf(one, node, script)) : [],
    statements: isHeard ? attributes.flatMap((one) => listenerOf(one, node)) : [],
  };
}

function fillingOf({ name, value = '' }: ComponentAttribute, node: string, script: ScriptOutline): readonly Filling[] {
  if (name === 'ref' && script.variables.has(value)) return [{ name: value, code: `${value}.value = ${node};` }];
  return MODEL.test(name) ? modelOf(value, node, script) : [];
}

function modelOf(value: string, node: string, script: ScriptOutline): readonly Filling[] {
  const [, variable, path = ''] = TARGET.exec(value) ?? [];
  if (variable === undefined) return [];
  const isOfSelf = script.component !== undefined && !script.variables.has(variable);
  const target = isOfSelf ? `${SELF}.${value.trim()}` : targetIn(script, variable, path);
  return [{ name: isOfSelf ? SELF : variable, code: `${target} = ${node}.value;` }];
}

/** A template sees what is in a `ref`; of an object that is none it sees a part. */
function targetIn({ variables }: ScriptOutline, variable: string, path: string): string {
  const kind = variables.get(variable)?.kind ?? (path === '' ? 'ref' : 'plain');
  return kind === 'ref' ? `${variable}.value${path}` : `${variable}${path}`;
}

function listenerOf({ name, value = '', start }: ComponentAttribute, node: string): readonly Statement[] {
  const [, event] = LISTENER.exec(name) ?? [];
  if (event === undefined) return [];
  const [before, after] = FUNCTION.test(value) ? ['(', ')'] : ['($event) => {', '}'];
  return [
    {
      before: `${node}.addEventListener("${event}", ${before}`,
      code: value,
      after: `${after});`,
      ...{ start, end: start + value.length },
    },
  ];
}

const HOOKS = 'created mounted updated beforeDestroy beforeUnmount destroyed unmounted deactivated'.split(' ');

/**
 * What a component does by its options, once its fields are filled: its functions are methods of what they keep. Others give it more,
 * of which nothing is known.
 */
export function lifeOf(fillings: readonly string[]): string {
  return `async function $life() {
    const ${SELF} = {}; $mount(${SELF}); Object.assign(${SELF}, $component.methods);
    Object.assign(${SELF}, $component.data?.call(${SELF})); ${fillings.join(' ')}
    for (const $name of Object.keys($component.computed ?? {})) ${SELF}[$name] = ($component.computed[$name].get ?? $component.computed[$name]).call(${SELF});
    for (const $name of Object.keys($component.watch ?? {})) ($component.watch[$name].handler ?? $component.watch[$name]).call(${SELF}, ${SELF}[$name], ${SELF}[$name]);
    for (const $name of ${JSON.stringify(HOOKS)}) $component[$name]?.call(${SELF});
    for (const $name of Object.keys($component.methods ?? {})) $component.methods[$name].call(${SELF}, $mount(), $mount());
  } $life();`.replace(/\s*\n\s*/g, ' ');
}
