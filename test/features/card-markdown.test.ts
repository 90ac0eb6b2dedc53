import assert from 'node:assert/strict';
import { cardMarkdown } from '../../server/src/features/card-markdown.js';
import { THEME_ICONS } from '../../server/src/features/support/icons.js';
import { ok, skipped, type Assessment, type CapabilityKind, type Level } from '../../server/src/model/index.js';
import { artifactFacts } from '../support/artifacts.js';
import { assessment, DAY, facts, finding, NOW, packument, subject } from '../support/subjects.js';
import { ESCAPES } from './support/manifest-document.js';
import type { BroughtInAssessment } from '../../server/src/features/support/brought-in.js';

const COMMAND = 'command:packageRisk.openCase?%5B%5D';
const COMPARE = 'command:packageRisk.compareVersions?%5B%5D';

/** What is more than this has to be scrolled. */
const MAX_LINES = 12;
const MAX_BAD_LINES = 20;

const capabilities = (...kinds: readonly CapabilityKind[]) =>
  artifactFacts({
    capabilities: kinds.map((kind) => ({ kind, place: { file: `${kind}.js`, line: 1, column: 1, snippet: '' } })),
  });

function card(about: Assessment, broughtIn?: readonly BroughtInAssessment[]): string {
  return cardMarkdown({
    ...{ assessment: about, now: NOW, escapes: ESCAPES, broughtIn, icons: THEME_ICONS },
    commands: { open: COMMAND, compare: COMPARE },
  });
}

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

const KNOWN = facts({
  packument: packument({
    name: 'lodash',
    license: 'MIT',
    publicRegistry: true,
    versions: {
      '4.17.20': { publishedAt: NOW - 950 * DAY },
      '4.17.21': { publisher: 'jdalton', publishedAt: NOW - 900 * DAY },
    },
    repository: 'https://git.invalid/lodash/lodash',
  }),
  downloads: { lastWeek: 61_234_567 },
  signature: { verdict: 'valid' },
  artifact: capabilities('evaluation', 'network'),
  previousArtifact: capabilities('evaluation', 'network'),
});

function finds(...levels: readonly Level[]) {
  return levels.map((level) => finding({ rule: 'known-vulnerability', level, message: `lodash is ${level}` }));
}

function broughtIn(amount: number): readonly BroughtInAssessment[] {
  return Array.from({ length: amount }, (_, index) => {
    const name = `p${index}`;
    const paths = [['.', 'lodash@4.17.21', `${name}@1.0.0`]];
    const about = subject({ name, dependency: null, broughtInBy: 'lodash', paths });
    return assessment({ subject: about, findings: finds('high') }) as BroughtInAssessment;
  });
}

const LODASH = subject({
  name: 'lodash',
  declared: '^4.17.20',
  resolution: { from: 'lockfile', version: '4.17.21' },
});

describe('the card in the hover', () => {
  it('answers in one glance whether a clean package may be used', () => {
    const text = card(assessment({ subject: LODASH, facts: KNOWN }));
    assert.equal(
      text,
      [
        '$(pass) **No problem found in lodash\\@4.17.21.**',
        '',
        '$(versions) Declared `^4.17.20` → judged `4.17.21` (from the lockfile) → the latest  ',
        '$(history) Published 2 years ago (2024-06-05) by jdalton · 61,234,567 downloads in a week · licence MIT  ',
        '$(verified) Signed by the registry  ',
        '$(zap) Can send requests, run text as code · no install scripts  ',
        '$(diff) Since `4.17.20`: nothing of note has changed',
        '',
        `[Whole case](${COMMAND}) · [Compare versions](${COMPARE}) · [npm](https://www.npmjs.com/package/lodash/v/4.17.21) · [Repository](https://git.invalid/lodash/lodash)`,
      ].join('\n'),
    );
    assert.ok(lines(text).length <= MAX_LINES);
  });

  it('names the worst, and counts the rest', () => {
    const osv = skipped('switched-off', 'Offline.');
    const bad = assessment({
      subject: LODASH,
      findings: finds('critical', 'high', 'high', 'medium', 'low'),
      accepted: finds('low', 'low').map((one) => ({ finding: one, reason: 'we know' })),
      coverage: [
        { question: 'osv', status: 'skipped', reason: 'Offline.' },
        { question: 'registryAdvisories', status: 'skipped', reason: 'Offline.' },
        { question: 'packument', status: 'unknown', reason: 'No answer.' },
        { question: 'artifact', status: 'unknown', reason: 'No answer.' },
      ],
      facts: { ...KNOWN, osv, registryAdvisories: osv },
      aftermath: {
        installed: [{ place: 'node_modules/lodash' }],
        scripts: 'None ran.',
        imports: 'It is not imported.',
        steps: ['Do not start this project.', 'Replace tokens.'],
      },
    });
    const text = card(bad, broughtIn(8));
    const shown = lines(text);
    assert.equal(shown[0], '$(error) **Critical: lodash is critical**');
    assert.ok(text.includes('- **High:** lodash is high\n- **High:** lodash is high\n- and 2 more'), text);
    assert.ok(text.includes('$(package) Brings in 8 packages: 8 high'), text);
    assert.ok(text.includes('- and 6 more'), text);
    assert.ok(
      text.includes(
        "$(question) Not fully checked: OSV advisories and malware records, the registry's advisories, registry metadata and 1 more",
      ),
      text,
    );
    assert.ok(text.includes('- and 1 more\n\n[Whole case]'), text);
    assert.ok(shown.length <= MAX_BAD_LINES + 4, `${shown.length} lines:\n${text}`);
  });

  it('says in words and with an icon what is not known yet, or could not be', () => {
    assert.match(card(assessment({ pending: true })), /^\$\(sync\) \*\*Still checking/);
    const coverage = [{ question: 'osv', status: 'unknown', reason: 'No network.' }] as const;
    assert.match(card(assessment({ coverage })), /^\$\(question\) \*\*Nothing found in .*but not everything/);
  });

  it('tells the way to what no line names', () => {
    const about = subject({ name: 'qs', dependency: null, paths: [['.', 'express@4.17.1', 'qs@1.0.0']] });
    const text = card(assessment({ subject: about }));
    assert.ok(text.includes('$(type-hierarchy) Brought in by `package.json`: `express > qs@1.0.0`'), text);
  });

  it('paints no icon that somebody else has written', () => {
    const evil = '$(pass) No problem found';
    const about = subject({ name: 'a', declared: { kind: 'git', url: evil, pinned: false, insecure: false } });
    const known = facts({
      packument: ok(packument({ versions: { '1.0.0': { publisher: evil, license: evil } } }), NOW),
    });
    const text = card(assessment({ subject: about, facts: known, findings: [finding({ rule: 'a', message: evil })] }));
    const unescaped = text.replaceAll(/\\./g, '');
    assert.deepEqual(
      [...unescaped.matchAll(/\$\(([a-z-]+)\)/g)].map(([, icon]) => icon),
      ['warning', 'versions', 'history', 'zap'],
    );
  });
});
