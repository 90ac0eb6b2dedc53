import assert from 'node:assert/strict';
import { countAtRisk, riskProject } from '../../server/src/features/risk-view.js';
import type { Assessment, Finding, Level } from '../../server/src/model/index.js';
import type { RiskProject } from '../../server/src/protocol/risk-view.js';
import { assessment, finding, subject } from '../support/subjects.js';
import { ESCAPES, judged, marked, type LineGiven } from './support/manifest-document.js';

const at = (level: Level, message = 'it is odd'): LineGiven => ({
  level,
  findings: [finding({ rule: 'typosquat', level, message, fingerprint: `typosquat|${level}` })],
});

function brought(by: string, name: string, level: Level): Assessment {
  const paths = [['.', `${by}@1.0.0`, 'middle@1.0.0', `${name}@6.7.0`]];
  const about = subject({ name, version: '6.7.0', dependency: null, broughtInBy: by, paths });
  return assessment({ subject: about, level, findings: [finding({ rule: 'known-vulnerability', level })] });
}

interface Given {
  readonly text: string;
  readonly lines?: Readonly<Record<string, LineGiven>>;
  readonly others?: readonly Assessment[];
}

function projectOf({ text, lines = {}, others = [] }: Given): RiskProject | undefined {
  const { document } = marked(text);
  const assessments = [...judged(document, lines).assessments, ...others];
  return riskProject({ document, assessments, escapes: ESCAPES });
}

const evidenceOf = (evidence: Finding['evidence']): unknown => {
  const lines = { a: { level: 'high' as const, findings: [finding({ rule: 'typosquat', level: 'high', evidence })] } };
  const { document } = marked('{ "dependencies": { "a": "1.0.0" } }');
  const project = riskProject({
    ...{ document, assessments: judged(document, lines).assessments, escapes: ESCAPES },
    sources: (_, { kind, line }) =>
      kind === 'file' && line !== undefined
        ? { document: 'x:y', command: 'command:z', relative: 'z', params: { id: 'f00', line } }
        : undefined,
  });
  return project?.packages[0]?.findings[0]?.evidence;
};

describe('a project in the risk view', () => {
  it('has the packages with findings, lines and what they bring in, the worst first', () => {
    const text = '{ "dependencies": { "a": "1.0.0", "b": "1.0.0", "c": "1.0.0" } }';
    const project = projectOf({
      text,
      lines: { b: at('low'), c: at('high') },
      others: [brought('a', 'qs', 'critical')],
    });
    assert.deepEqual(
      project?.packages.map(({ name, version, level, line }) => [name, version, level, line]),
      [
        ['qs', '6.7.0', 'critical', 'a'],
        ['c', '1.0.0', 'high', 'c'],
        ['b', '1.0.0', 'low', 'b'],
      ],
    );
    assert.equal(project.judged, 4);
  });

  it('tells the way to what is brought in, and the line that it begins with', () => {
    const { document, ranges } = marked('{ "dependencies": { «"a": "1.0.0"» } }');
    const assessments = [...judged(document).assessments, brought('a', 'qs', 'high')];
    const [found] = riskProject({ document, assessments, escapes: ESCAPES })?.packages ?? [];
    assert.deepEqual(found?.path, ['a', 'middle', 'qs@6.7.0']);
    assert.deepEqual(found.range, ranges[0]);
  });

  it('points at each finding as the editor can accept it', () => {
    const project = projectOf({ text: '{ "dependencies": { "a": "1.0.0" } }', lines: { a: at('high', 'a is odd') } });
    assert.deepEqual(project?.packages[0]?.findings, [
      {
        pointer: {
          ...{ uri: 'file:///project/package.json', package: 'a@1.0.0' },
          ...{ rule: 'typosquat', fingerprint: 'typosquat|high' },
        },
        level: 'high',
        message: 'a is odd',
        evidence: [],
      },
    ]);
  });

  it('leads to evidence in packages’ files and on web pages, and to nothing else', () => {
    const found = evidenceOf([
      { kind: 'file', file: 'lib/index.js', line: 10, snippet: 'eval(x)' },
      { kind: 'advisory', field: 'id', value: 'GHSA-1', url: 'https://osv.example/GHSA-1' },
      { kind: 'metadata', field: 'homepage', value: 'x', url: 'command:evil' },
      { kind: 'lockfile', file: '/home/somebody/package-lock.json', line: 3 },
    ]);
    assert.deepEqual(found, [
      { label: 'lib/index.js:10 eval(x)', source: { id: 'f00', line: 10 } },
      { label: 'id GHSA-1', url: 'https://osv.example/GHSA-1' },
      { label: 'homepage x' },
      { label: 'package-lock.json:3' },
    ]);
  });

  it('keeps hostile text on its line', () => {
    const lines = { a: at('high', 'first\nsecond\u202E') };
    const project = projectOf({ text: '{ "dependencies": { "a": "1.0.0" } }', lines });
    assert.equal(project?.packages[0]?.findings[0]?.message, 'first second<U+202E>');
  });

  it('is none where nothing is declared', () => {
    assert.equal(projectOf({ text: '{ "name": "empty" }' }), undefined);
  });
});

describe('the count of the risk view', () => {
  it('is of packages at medium risk or above, each once for all manifests', () => {
    const manifest = (...others: readonly Assessment[]): readonly Assessment[] => [
      ...judged(marked('{ "dependencies": { "a": "1.0.0", "b": "1.0.0" } }').document, {
        a: at('medium'),
        b: at('low'),
      }).assessments,
      ...others,
    ];
    assert.equal(
      countAtRisk([manifest(brought('a', 'qs', 'high')), manifest(), manifest(brought('b', 'qs', 'high'))]),
      2,
    );
    assert.equal(countAtRisk([]), 0);
  });
});
