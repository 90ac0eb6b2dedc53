import assert from 'node:assert/strict';
import { lockedBehindOverride, overriddenTo } from '../../server/src/engine/overridden.js';
import type { Redirection } from '../../server/src/engine/re-resolution/redirections.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import { graphOf } from './re-resolution/world.js';

const GRAPH = graphOf({ '.': ['a@1.0.0', 'b@1.0.0'], 'a@1.0.0': ['qs@6.7.0'], 'b@1.0.0': ['qs@6.7.0'] });
const PLACES = [...GRAPH.entries.values()].filter(({ name }) => name === 'qs');

function redirection(given: Partial<Redirection> = {}): Redirection {
  return { name: 'qs', parents: [], deep: false, lines: true, to: '6.7.3', ...given };
}

describe('a locked package that is overridden since', () => {
  const cases: readonly (readonly [string, readonly Redirection[], string | undefined])[] = [
    ['becomes what the override says', [redirection()], '6.7.3'],
    ['stays where nothing is overridden', [], undefined],
    ['stays where another package is', [redirection({ name: 'ms' })], undefined],
    ['stays where the lockfile agrees already', [redirection({ to: '6.7.0' })], undefined],
    ['stays where only one of its parents is meant', [redirection({ parents: ['a'] })], undefined],
    [
      'becomes it where all parents are meant',
      [redirection({ parents: ['a'] }), redirection({ parents: ['b'] })],
      '6.7.3',
    ],
    ['stays where the override is about other versions', [redirection({ range: '^5.0.0' })], undefined],
    ['stays where a range says what it becomes', [redirection({ to: '^6.7.3' })], undefined],
  ];
  for (const [name, redirections, expected] of cases) {
    it(name, () => assert.equal(overriddenTo(GRAPH, PLACES, redirections), expected));
  }
});

describe('an override that no install has made real', () => {
  const cases: readonly (readonly [string, object, string | undefined])[] = [
    ['knows what is locked instead', { qs: '6.7.3' }, '6.7.0'],
    ['knows it of a package and what lies below it', { qs: { '.': '6.7.3' } }, '6.7.0'],
    ['is satisfied by what is locked', { qs: '^6.0.0' }, undefined],
    ['is about other versions', { 'qs@^5': '5.2.1' }, undefined],
    ['is only about what lies below a package', { a: { qs: '6.7.3' } }, undefined],
    ['refers to a line', { qs: '$qs' }, undefined],
  ];
  for (const [name, overrides, expected] of cases) {
    it(name, () => {
      const [line] = packageJson.read(JSON.stringify({ overrides })).dependencies;
      assert.ok(line);
      assert.equal(lockedBehindOverride(GRAPH, line), expected);
    });
  }
});
