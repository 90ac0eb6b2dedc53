import assert from 'node:assert/strict';
import { type RiskNode, riskTree } from '../../../client/src/risk-view/nodes.js';
import { DEFAULT_OPTIONS, type RiskViewOptions } from '../../../client/src/risk-view/options.js';
import type { RiskFinding, RiskLevel, RiskPackage, RiskProject } from '../../../server/src/protocol/risk-view.js';
import { ENGLISH } from '../../../server/src/protocol/translate.js';

const URI = 'file:///project/package.json';

function found(rule: string, level: RiskLevel, message = `${rule} is said`): RiskFinding {
  const pointer = { uri: URI, package: 'x@1.0.0', rule, fingerprint: `${rule}|x` };
  return { pointer, level, message, evidence: [{ label: 'lib/index.js:1' }] };
}

function pkg(name: string, level: RiskLevel, given: Partial<RiskPackage> = {}): RiskPackage {
  const place = { line: 3, character: 4 };
  return {
    ...{ name, version: '1.0.0', level, dev: false, line: name, range: { start: place, end: place } },
    findings: [found('typosquat', level)],
    ...given,
  };
}

const PACKAGES = [
  pkg('zod', 'high', { findings: [found('known-vulnerability', 'high'), found('deprecated', 'low')] }),
  pkg('qs', 'critical', { line: 'express', path: ['express', 'qs@1.0.0'] }),
  pkg('ava', 'high', { dev: true }),
  pkg('ms', 'low', { line: 'express', path: ['express', 'ms@1.0.0'] }),
];

const project = (packages: readonly RiskPackage[], given: Partial<RiskProject> = {}): RiskProject => {
  return { uri: URI, judged: 10, incomplete: 0, packages, ...given };
};

const tree = (options: Partial<RiskViewOptions> = {}, projects = [project(PACKAGES)]): ReturnType<typeof riskTree> => {
  return riskTree(projects, { ...DEFAULT_OPTIONS, ...options }, () => 'package.json', ENGLISH);
};

/** Labels, with those below in brackets, down to packages. */
function outline(nodes: readonly RiskNode[]): string {
  return nodes
    .map(({ kind, label, children }) => (kind === 'package' ? label : `${label} (${outline(children)})`))
    .join(', ');
}

function* all(nodes: readonly RiskNode[]): Generator<RiskNode> {
  for (const node of nodes) {
    yield node;
    yield* all(node.children);
  }
}

describe('the risk view', () => {
  const cases: readonly (readonly [what: string, options: Partial<RiskViewOptions>, expected: string])[] = [
    ['by level', {}, 'Critical (qs@1.0.0), High (ava@1.0.0, zod@1.0.0), Low (ms@1.0.0)'],
    [
      'by direct dependency',
      { groupBy: 'dependency' },
      'express (qs@1.0.0, ms@1.0.0), ava (ava@1.0.0), zod (zod@1.0.0)',
    ],
    [
      'by direct dependency, by name',
      { groupBy: 'dependency', sortBy: 'name' },
      'ava (ava@1.0.0), express (ms@1.0.0, qs@1.0.0), zod (zod@1.0.0)',
    ],
    [
      'by rule, a package under each of its own',
      { groupBy: 'rule' },
      'typosquat (qs@1.0.0, ava@1.0.0, ms@1.0.0), deprecated (zod@1.0.0), known-vulnerability (zod@1.0.0)',
    ],
    ['from a level on', { leastLevel: 'high' }, 'Critical (qs@1.0.0), High (ava@1.0.0, zod@1.0.0)'],
    ['by words of a name', { filter: ' ZOD ' }, 'High (zod@1.0.0)'],
    ['by words of a rule', { filter: 'vulnerab' }, 'High (zod@1.0.0)'],
    ['by words of the way there', { filter: 'express' }, 'Critical (qs@1.0.0), Low (ms@1.0.0)'],
  ];
  for (const [what, options, expected] of cases) {
    it('shows what a folder runs by itself under a row of its own, each hook in its own file', () => {
      const hook = pkg('The task “env”', 'critical', { version: undefined, uri: 'file:///project/.vscode/tasks.json' });
      const folder = project([hook], { uri: 'file:///project', isRepository: true });
      const { roots } = tree({}, [folder, project(PACKAGES)]);
      assert.deepEqual(
        roots.map(({ label }) => label),
        ['This repository', 'package.json'],
      );
      const [node] = [...all(roots)].filter(({ kind }) => kind === 'package');
      assert.ok(node?.kind === 'package');
      assert.equal(node.uri, 'file:///project/.vscode/tasks.json');
      const several = tree({}, [folder, { ...folder, uri: 'file:///other' }]).roots.map(({ label }) => label);
      assert.deepEqual(several, ['The repository package.json', 'The repository package.json']);
    });

    it(`stands ${what}`, () => assert.equal(outline(tree(options).roots), `package.json (${expected})`));
  }

  it('counts what it leaves out', () => {
    assert.equal(tree({ leastLevel: 'high' }).hidden, 1);
    assert.equal(tree({ filter: 'zod' }).hidden, 3);
    assert.equal(tree().hidden, 0);
  });

  it('says of a project what is at risk, what is not checked, and how far the checking is', () => {
    const said = (given: RiskProject): string | undefined => tree({}, [given]).roots[0]?.description;
    assert.equal(said(project(PACKAGES)), '1 critical, 2 high, 1 low');
    assert.equal(said(project([])), 'nothing at risk in 10 packages');
    assert.equal(said(project([], { judged: 1, incomplete: 1 })), 'nothing at risk in 1 package · 1 not fully checked');
    assert.equal(
      said(project([], { progress: { done: 3, total: 20 } })),
      'nothing at risk in 10 packages · checking 3 of 20',
    );
  });

  it('leads from a package over the way to it and its findings to the evidence', () => {
    const qs = [...all(tree().roots)].find(({ kind, label }) => kind === 'package' && label === 'qs@1.0.0');
    assert.deepEqual(
      qs?.children.map(({ kind, label }) => [kind, label]),
      [
        ['path', 'express > qs@1.0.0'],
        ['finding', 'typosquat is said'],
      ],
    );
    const [, finding] = qs.children;
    assert.deepEqual(
      finding?.children.map(({ kind, label }) => [kind, label]),
      [['evidence', 'lib/index.js:1']],
    );
  });

  it('says of a package why, how often, through what and for what', () => {
    const said = (name: string): string | undefined =>
      [...all(tree().roots)].find(({ kind, label }) => kind === 'package' && label === `${name}@1.0.0`)?.description;
    assert.equal(said('zod'), 'known-vulnerability · 2 findings');
    assert.equal(said('qs'), 'typosquat · through express');
    assert.equal(said('ava'), 'typosquat · development only');
  });

  it('has no two items of one id, so that the editor can tell them apart', () => {
    for (const groupBy of ['level', 'dependency', 'rule'] as const) {
      const projects = [project(PACKAGES), project(PACKAGES, { uri: 'file:///other/package.json' })];
      const ids = [...all(tree({ groupBy }, projects).roots)].map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, groupBy);
    }
  });
});
