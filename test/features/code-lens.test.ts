import assert from 'node:assert/strict';
import type { CodeLens } from 'vscode-languageserver';
import { codeLensesFor } from '../../server/src/features/code-lens.js';
import { lineAssessments } from '../../server/src/features/support/judged-manifest.js';
import type { SafeFix } from '../../server/src/features/support/safe-fix.js';
import { DEFAULT_SETTINGS, type Level, type Remedy, type SeverityByLevel } from '../../server/src/model/index.js';
import { assessment, finding, subject } from '../support/subjects.js';
import { judged, marked, type LineGiven } from './support/manifest-document.js';
import { ENGLISH } from '../../server/src/protocol/translate.js';

const TEXT = `{
  "name": "dependencies",
  "dependencies": {
    "a": "1.0.0",
    "b": "1.0.0",
    "c": "1.0.0"
  },
  "devDependencies": { "d": "1.0.0" }
}`;

const UPGRADE: Remedy = {
  ...{ kind: 'upgrade', title: 'Upgrade', rules: [], preferred: true },
  changes: [{ op: 'set', path: ['dependencies', 'a'], value: '1.0.1' }],
};

const bad = (...levels: readonly Level[]): LineGiven => ({
  findings: levels.map((level) => finding({ rule: 'deprecated', level })),
});

interface Given {
  readonly severity?: SeverityByLevel;
  /** Names of lines that have a safe fix. */
  readonly fixable?: readonly string[];
}

function lenses(
  lines: Readonly<Record<string, LineGiven>>,
  { severity, fixable = [] }: Given = {},
): readonly CodeLens[] {
  const manifest = judged(marked(TEXT).document, lines);
  const fixes = lineAssessments(manifest.assessments)
    .filter(({ subject: { name } }) => fixable.includes(name))
    .map((line): SafeFix => ({ line, remedy: UPGRADE }));
  return codeLensesFor({ t: ENGLISH, manifest, severity: severity ?? DEFAULT_SETTINGS.severity, fixes });
}

const shown = (all: readonly CodeLens[]): unknown =>
  all.map(({ range, command }) => [range.start.line, range.start.character, command?.title]);

describe('code lenses', () => {
  it('count the lines of each section by the worst that is said of them', () => {
    assert.deepEqual(shown(lenses({ a: bad('high', 'low'), b: bad('high'), c: bad('low'), d: bad('critical') })), [
      [2, 3, '2 high · 1 low'],
      [7, 3, '1 critical'],
    ]);
  });

  it('are not there where there is nothing to say', () => {
    assert.deepEqual(lenses({}), []);
    const off = { ...DEFAULT_SETTINGS.severity, low: 'off' } as const;
    assert.deepEqual(lenses({ a: bad('low') }, { severity: off }), []);
  });

  it('count what a line brings in where it is worth the line', () => {
    const manifest = judged(marked(TEXT).document);
    const brought = (name: string, level: Level) =>
      assessment({
        subject: subject({ name, dependency: null, broughtInBy: 'a' }),
        findings: [finding({ rule: 'known-vulnerability', level })],
      });
    const assessments = [...manifest.assessments, brought('x', 'medium'), brought('y', 'low')];
    const found = codeLensesFor({
      t: ENGLISH,
      manifest: { ...manifest, assessments },
      severity: DEFAULT_SETTINGS.severity,
      fixes: [],
    });
    assert.deepEqual(shown(found), [[2, 3, '1 medium']]);
  });

  it('offer the safe fixes of their own section, once these are known', () => {
    const found = lenses({ a: bad('high'), b: bad('high'), d: bad('low') }, { fixable: ['a', 'b'] });
    assert.deepEqual(shown(found), [
      [2, 3, '2 high'],
      [2, 3, '2 safe fixes available: apply all'],
      [7, 3, '1 low'],
    ]);
    assert.deepEqual(found[1]?.command?.arguments, [
      { uri: 'file:///project/package.json', section: ['dependencies'] },
    ]);
  });

  it('lead to the lines that they count', () => {
    const [first] = lenses({ a: bad('high'), c: bad('low') });
    assert.deepEqual(first?.command?.arguments, [{ uri: 'file:///project/package.json', lines: [3, 5] }]);
  });
});
