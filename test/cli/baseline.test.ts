import assert from 'node:assert/strict';
import type { JsonReport } from '../../server/src/report/json.js';
import { assessment, direct, finding } from '../report/samples.js';
import { validRun } from '../support/sarif-schema.js';
import { CWD, run, type FakeWorld } from './fakes.js';

const line = (name: string, rule: string, level: 'high' | 'critical') =>
  assessment({ subject: direct(name, '^1.0.0', '1.0.0'), findings: [finding(rule, level, 'It is bad.')] });

const worldOf = (...assessments: FakeProjectLines): FakeWorld => ({
  projects: { [`${CWD}/package.json`]: { assessments } },
  files: new Map(),
});
type FakeProjectLines = readonly ReturnType<typeof line>[];

describe('check with a baseline', () => {
  it('writes one, blocks nothing that it holds from then on, and blocks what is new', async () => {
    const world = worldOf(line('a', 'deprecated', 'high'));
    assert.equal((await run(['check'], world)).code, 1);
    assert.equal((await run(['check', '--write-baseline', 'known.json'], world)).code, 0);
    const { code, stdout } = await run(['check', '--baseline', 'known.json'], world);
    assert.equal(code, 0);
    assert.match(stdout, /known before ─+ 1 finding\n {2}a@1\.0\.0 deprecated \(high\), in the baseline\n/);
    assert.match(stdout, /1 finding known before\./);
    const more = worldOf(line('a', 'deprecated', 'high'), line('b', 'typosquat', 'high'));
    const later = await run(['check', '--baseline', 'known.json', '--json'], { ...more, files: world.files });
    assert.equal(later.code, 1);
    const { packages, summary } = JSON.parse(later.stdout) as JsonReport;
    assert.deepEqual(
      packages.map(({ name, level, known = [] }) => [name, level, known.map(({ rule, from }) => [rule, from])]),
      [
        ['b', 'high', []],
        ['a', 'none', [['deprecated', 'baseline']]],
      ],
    );
    assert.deepEqual([summary.known, summary.baseline], [1, { entries: 1, stale: [] }]);
  });

  it('is of no help against known malware', async () => {
    const world = worldOf(line('a', 'known-malware', 'critical'));
    assert.equal((await run(['check', '--write-baseline', 'known.json'], world)).code, 1);
    assert.equal((await run(['check', '--baseline', 'known.json'], world)).code, 1);
  });

  it('tells in every report what it holds and is no longer found', async () => {
    const world = worldOf(line('a', 'deprecated', 'high'));
    await run(['check', '--write-baseline', 'known.json'], world);
    const clean = { ...worldOf(), files: world.files };
    const told = async (format: string) =>
      (await run(['check', '--baseline', 'known.json', '--format', format], clean)).stdout;
    assert.match(await told('text'), /no longer found ─+ 1 finding\n {2}a@1\.0\.0 deprecated\n/);
    assert.match(await told('markdown'), /no longer found<\/summary>\n\n- a@?[^\n]*deprecated/);
    assert.match(await told('json'), /"stale": \[\n\s+\{\n\s+"fingerprint": "[0-9a-f]{40}",\n\s+"rule": "deprecated"/);
  });

  it('tells in SARIF what is new and what is not', async () => {
    const world = worldOf(line('a', 'deprecated', 'high'));
    await run(['check', '--write-baseline', 'known.json'], world);
    const more = { ...worldOf(line('a', 'deprecated', 'high'), line('b', 'typosquat', 'high')), files: world.files };
    const { stdout } = await run(['check', '--baseline', 'known.json', '--format', 'sarif'], more);
    assert.deepEqual(
      validRun(stdout).results.map(({ ruleId, baselineState }) => [ruleId.split('/')[0], baselineState]),
      [
        ['typosquat', 'new'],
        ['deprecated', 'unchanged'],
      ],
    );
  });

  for (const [what, text] of [
    ['is not there', undefined],
    ['is none', '{}'],
  ] as const) {
    it(`exits with 2, says why and judges nothing where the file ${what}`, async () => {
      const world = worldOf(line('a', 'deprecated', 'high'));
      if (text !== undefined) world.files?.set(`${CWD}/known.json`, text);
      const { code, stderr, asked } = await run(['check', '--baseline', 'known.json'], world);
      assert.deepEqual([code, asked], [2, []]);
      assert.match(stderr, /^package-risk: known\.json: [^\n]+\n$/);
    });
  }

  it('writes none where something could not be judged', async () => {
    const world = worldOf(line('a', 'deprecated', 'high'));
    const { code } = await run(['check', '.', 'nowhere', '--write-baseline', 'known.json'], world);
    assert.equal(code, 2);
    assert.equal(world.files?.size, 0);
  });
});
