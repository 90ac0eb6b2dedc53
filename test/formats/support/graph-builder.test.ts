import assert from 'node:assert/strict';
import { buildGraph, MAX_ENTRIES } from '../../../server/src/formats/support/graph-builder.js';
import type { Edge, EdgeKind, RawEntry, RawGraph } from '../../../server/src/formats/support/raw-graph.js';
import type { LockEntry } from '../../../server/src/model/index.js';
import { printed } from '../../support/said.js';

/** `a -> b dev:c` */
function edges(...to: string[]): readonly Edge[] {
  return to.map((text) => {
    const [kind, id] = text.includes(':') ? (text.split(':') as [EdgeKind, string]) : (['required', text] as const);
    return { name: id, to: id, kind };
  });
}

function graph(importers: Record<string, string[]>, entries: Record<string, string[]>, complete = true) {
  const raw: RawGraph = {
    format: 'test',
    lockfileVersion: '1',
    importers: Object.entries(importers).map(([id, to]) => ({ id, edges: edges(...to) })),
    entries: Object.entries(entries).map(([id, to]) => ({
      id,
      name: id,
      version: '1.0.0',
      span: { start: 0, end: 0 },
      edges: edges(...to),
    })),
    problems: [],
    edgesAreComplete: complete,
  };
  return buildGraph(raw);
}

const FLAGS = ['dev', 'optional', 'direct', 'unreachable'] as const;

function flags(entry: LockEntry | undefined): string {
  return FLAGS.filter((flag) => entry?.[flag] === true).join(' ');
}

describe('buildGraph', () => {
  it('takes of entries with one id the last, at the place of the first', () => {
    const entry = (id: string, version: string, to: readonly Edge[] = []) => ({
      ...{ id, name: id, version, span: { start: 0, end: 0 } },
      edges: to,
    });
    const built = buildGraph({
      ...{ format: 'test', lockfileVersion: '1', problems: [], edgesAreComplete: true },
      importers: [{ id: '', edges: edges('a') }],
      entries: [entry('a', '1.0.0', edges('b')), entry('b', '1.0.0'), entry('a', '2.0.0'), entry('c', '1.0.0')],
    });
    const told = [...built.entries.values()].map(({ id, version, direct, unreachable }) => [
      id,
      version,
      direct ?? unreachable,
    ]);
    assert.deepEqual(told, [
      ['a', '2.0.0', true],
      ['b', '1.0.0', true],
      ['c', '1.0.0', true],
    ]);
    assert.deepEqual(built.entries.get('a')?.dependsOn, []);
  });

  it('knows what nobody asks for by an alias or an address, as far as the lockfile tells', () => {
    const to = (id: string, plain?: boolean): Edge => ({ name: id, to: id, kind: 'required', plain });
    const entry = (id: string, edges: readonly Edge[] = [], askedPlainly?: boolean) => ({
      ...{ id, name: id, version: '1.0.0', span: { start: 0, end: 0 } },
      ...{ edges, askedPlainly },
    });
    const built = buildGraph({
      ...{ format: 'test', lockfileVersion: '1', problems: [], edgesAreComplete: true },
      importers: [{ id: '', edges: [to('plain', true), to('both', true), to('untold'), to('stated')] }],
      entries: [
        entry('plain', [to('both', false)]),
        ...['both', 'untold', 'unasked'].map((id) => entry(id)),
        entry('stated', [], true),
      ],
    });
    const plain = [...built.entries.values()].filter(({ askedPlainly }) => askedPlainly === true);
    assert.deepEqual(
      plain.map(({ id }) => id),
      ['plain', 'stated'],
    );
  });

  it('tells how each entry is reached', () => {
    const built = graph(
      { '': ['a', 'dev:d', 'optional:o'] },
      {
        a: ['shared'],
        d: ['shared', 'e', 'optional:p'],
        e: [],
        o: ['q', 'e'],
        p: [],
        q: [],
        shared: [],
        lost: ['far'],
        far: [],
      },
    );
    const expected: Readonly<Record<string, string>> = {
      a: 'direct',
      d: 'dev direct',
      o: 'optional direct',
      shared: '',
      // Through dev on one way and through optional on the other: neither is the only one.
      e: '',
      p: 'dev optional',
      q: 'optional',
      lost: 'unreachable',
      far: 'unreachable',
    };
    for (const [id, wanted] of Object.entries(expected)) assert.equal(flags(built.entries.get(id)), wanted, id);
  });

  it('follows circles once', () => {
    const built = graph({ '': ['a'] }, { a: ['b'], b: ['a'] });
    assert.deepEqual(built.entries.get('b')?.dependsOn, ['a']);
    assert.equal(flags(built.entries.get('b')), '');
  });

  it('drops edges to what is not there', () => {
    const built = graph({ '': ['a', 'gone'] }, { a: ['gone', 'b', 'b'], b: [] });
    assert.deepEqual([...(built.importers[0]?.resolves ?? [])], [['a', 'a']]);
    assert.deepEqual(built.entries.get('a')?.dependsOn, ['b']);
  });

  it('calls nothing unreachable where the lockfile does not say who depends on whom', () => {
    const built = graph({ '': [] }, { a: [] }, false);
    assert.equal(flags(built.entries.get('a')), '');
  });

  it('stops where there are more entries than any project has, and says so', () => {
    const span = { start: 0, end: 0 };
    const built = buildGraph({
      format: 'test',
      lockfileVersion: '1',
      importers: [{ id: '', edges: edges('p0', `p${MAX_ENTRIES}`) }],
      entries: Array.from({ length: MAX_ENTRIES + 5 }, (_, index): RawEntry => {
        return { id: `p${index}`, name: 'p', version: '1.0.0', span, edges: [] };
      }),
      problems: [],
      edgesAreComplete: true,
    });
    assert.equal(built.entries.size, MAX_ENTRIES);
    assert.deepEqual(printed(built.problems), [
      { message: 'This lockfile has more than 250 thousand packages: those after that were not read.' },
    ]);
    assert.deepEqual([...(built.importers[0]?.resolves ?? [])], [['p0', 'p0']]);
    assert.equal(built.entries.get('p1')?.unreachable, undefined, 'what was not read may need it');
  });

  it('takes the places that a reader tells instead of looking ids up', () => {
    const entry = (id: string, to: readonly Edge[] = []): RawEntry => ({
      ...{ id, name: id, version: '1.0.0', span: { start: 0, end: 0 } },
      edges: to,
    });
    const places = ['a', 'b'];
    const built = buildGraph({
      ...{ format: 'test', lockfileVersion: '1', problems: [], edgesAreComplete: true },
      importers: [{ id: '', edges: edges('a', 'missing') }],
      entries: [entry('a', [{ name: 'b', to: 'b', at: 1, kind: 'required' }]), entry('b')],
      placeOf: (id) => (places.includes(id) ? places.indexOf(id) : undefined),
    });
    assert.deepEqual(built.entries.get('a')?.dependsOn, ['b']);
    assert.equal(built.entries.get('b')?.unreachable, undefined);
    assert.deepEqual(built.importers[0]?.resolves, new Map([['a', 'a']]));
  });
});
