import assert from 'node:assert/strict';
import type { ProjectAssessment } from '../../server/src/engine/engine.js';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { absent, failed, inEnglish, ok } from '../../server/src/model/index.js';
import { defineRule } from '../../server/src/rules/rule.js';
import type { RemedyContext } from '../../server/src/remedies/remedy.js';
import { fakeParts, type FakeWorld } from '../support/fake-engine-parts.js';
import { NOW, packument } from '../support/subjects.js';

const REF = { manifestPath: '/shop/package.json', trusted: true };
const SIGNAL = new AbortController().signal;

const registry: FakeWorld['answers'] = {
  packument: ({ name }) => {
    if (name === 'gone') return absent(NOW);
    if (name === 'silent') return failed('network', 'The registry could not be reached.');
    return ok(packument({ name, versions: { '1.0.0': { deprecated: 'Old.' }, '1.1.0': {}, '2.0.0': {} } }), NOW);
  },
};

const LOCK = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { a: '^1.0.0', gone: '1', silent: '1.0.0' } },
    'node_modules/a': { version: '1.0.0', dependencies: { deep: '1' } },
    'node_modules/deep': { version: '1.0.0' },
  },
});

const FILES = {
  '/shop/package.json': '{ "dependencies": { "a": "^1.0.0", "gone": "1", "silent": "1.0.0" } }',
  '/shop/package-lock.json': LOCK,
};

/** Says which registries it was told of. */
const hostsRule = defineRule({
  id: 'hosts',
  title: 'Hosts of the registries',
  needs: [],
  find: ({ registries }) => [{ message: [...registries.hosts].join(), evidence: [], target: 'specifier' as const }],
});

async function opened(world: FakeWorld) {
  const { parts, asked } = fakeParts(world);
  const engine = new JudgingEngine(parts);
  const project = await engine.open(REF);
  assert.ok(project !== undefined);
  return { engine, project, asked };
}

function summary({ assessments }: ProjectAssessment) {
  return assessments.map(({ subject, level, pending }) => {
    const { resolution } = subject;
    return [subject.name, resolution.from === 'nowhere' ? resolution.because : resolution.version, level, pending];
  });
}

describe('the engine', () => {
  it('judges at once with what is in memory, and says that more is to come', async () => {
    const { engine, project, asked } = await opened({ files: FILES, answers: registry });
    const now = engine.judgeNow(project, 'direct');
    assert.deepEqual(summary(now), [
      ['a', '1.0.0', 'none', true],
      ['gone', 'registry-unknown', 'none', true],
      ['silent', '1.0.0', 'none', true],
    ]);
    assert.equal(now.pending, true);
    assert.deepEqual(asked, []);
  });

  it('judges with every fact once they were fetched, and then the same at once', async () => {
    const { engine, project, asked } = await opened({ files: FILES, answers: registry });
    const judged = await engine.judge(project, { signal: SIGNAL, scope: 'direct' });
    assert.deepEqual(summary(judged), [
      ['a', '1.0.0', 'medium', false],
      ['gone', 'name-not-found', 'none', false],
      ['silent', '1.0.0', 'none', false],
    ]);
    const before = asked.length;
    assert.deepEqual(summary(engine.judgeNow(project, 'direct')), summary(judged));
    assert.equal(asked.length, before);
  });

  it('says what could not be checked', async () => {
    const { engine, project } = await opened({ files: FILES, answers: registry });
    const { assessments } = await engine.judge(project, { signal: SIGNAL, scope: 'direct' });
    const coverage = assessments[2]?.coverage.find(({ question }) => question === 'packument');
    assert.deepEqual(coverage, {
      question: 'packument',
      status: 'unknown',
      reason: 'The registry could not be reached.',
    });
  });

  it('says of a line that no package manager could read why nobody was asked about it, and looks at its name', async () => {
    const text = '{ "dependencies": { "a b": "1.0.0", "folder": "file:folder" } }';
    const { engine, project, asked } = await opened({ files: { '/shop/package.json': text }, answers: registry });
    const { assessments } = await engine.judge(project, { signal: SIGNAL, scope: 'direct' });
    const reasons = assessments.map(({ coverage }) => coverage.map(({ status, reason }) => [status, reason]));
    assert.deepEqual(reasons, [
      [
        ['unknown', 'The name is not valid: name can only contain URL-friendly characters.'],
        ['answered', undefined],
      ],
      [['skipped', 'This does not come from a registry.']],
    ]);
    assert.deepEqual(asked, ['popularity a b']);
  });

  it('judges what is locked behind the manifest too, with the way that leads there', async () => {
    const { engine, project } = await opened({ files: FILES, answers: registry });
    const { assessments } = await engine.judge(project, { signal: SIGNAL, scope: 'all' });
    const deep = assessments.find(({ subject }) => subject.name === 'deep');
    assert.deepEqual(deep?.subject.paths, [['.', 'a@1.0.0', 'deep@1.0.0']]);
    assert.equal(deep.level, 'medium');
    assert.equal(deep.subject.direct, false);
  });

  it('puts each question once for each package', async () => {
    const { engine, project, asked } = await opened({ files: FILES, answers: registry });
    await engine.judge(project, { signal: SIGNAL, scope: 'all' });
    assert.deepEqual([...new Set(asked)].sort(), [...asked].sort());
    assert.ok(asked.includes('osv a@1.0.0'));
    assert.ok(!asked.some((question) => question.startsWith('tarballManifest')));
  });

  it('opens the tarball only where the registry does not tell of install scripts', async () => {
    const files = { '/shop/package.json': '{ "dependencies": { "a": "2.0.0" } }' };
    const answers: FakeWorld['answers'] = {
      packument: ({ name }) => ok(packument({ name, versions: { '2.0.0': { installScripts: undefined } } }), NOW),
    };
    const { engine, project, asked } = await opened({ files, answers });
    await engine.judge(project, { signal: SIGNAL, scope: 'direct' });
    assert.ok(asked.includes('tarballManifest a@2.0.0'));
  });

  it('tells how far it is', async () => {
    const { engine, project } = await opened({ files: FILES, answers: registry });
    const seen: number[] = [];
    await engine.judge(project, {
      signal: SIGNAL,
      scope: 'all',
      onProgress: ({ done, total }) => seen.push(done / total),
    });
    assert.equal(seen.at(-1), 1);
  });

  it('looks the lines up first for whoever wants to show them first', async () => {
    const { engine, project, asked } = await opened({ files: FILES, answers: registry });
    let early: readonly string[] = [];
    const totals: number[] = [];
    const judged = await engine.judge(project, {
      signal: SIGNAL,
      scope: 'brought-in',
      onDirect: () => (early = [...asked]),
      onProgress: ({ done, total }) => {
        assert.ok(done <= total);
        totals.push(total);
      },
    });
    assert.ok(early.includes('osv a@1.0.0'));
    assert.ok(!early.some((question) => question.includes('deep')));
    assert.deepEqual(summary(judged).at(-1), ['deep', '1.0.0', 'medium', false]);
    // What is to come is counted from the start: a bar that has been full does not begin again.
    assert.ok((totals[0] ?? 0) > early.length / 2);
    assert.deepEqual([...new Set(asked)].sort(), [...asked].sort());
  });

  it('recalls what is locked on the next keystroke without running a rule over it, and without a word from anybody', async () => {
    let runs = 0;
    const rule = defineRule({
      id: 'deprecated',
      title: 'Deprecated',
      needs: ['packument'],
      find({ subject }) {
        if (!subject.direct) runs += 1;
        return [{ message: 'Old.', evidence: [], target: 'specifier' as const }];
      },
    });
    const { engine, project, asked } = await opened({ files: FILES, answers: registry, parts: { rules: [rule] } });
    const before = engine.judgeNow(project, 'brought-in');
    assert.equal(before.pending, true);
    await engine.judge(project, { signal: SIGNAL, scope: 'brought-in' });
    const { length } = asked;
    assert.equal(runs, 1);
    const typed = await engine.openText(REF, project.manifestText.replace('"1"', '"12"'));
    const now = engine.judgeNow(typed, 'brought-in');
    assert.equal(now.assessments.at(-1)?.subject.name, 'deep');
    assert.equal(now.assessments.at(-1)?.findings.length, 1);
    assert.deepEqual([runs, asked.length], [1, length]);
    engine.forget();
    assert.equal(engine.judgeNow(typed, 'brought-in').assessments.length, 3);
  });

  it('judges what has become known of the lockfile before everything is', async () => {
    const { engine, project } = await opened({ files: FILES, answers: registry });
    const early = await engine.judgeKnown(project, 'brought-in', SIGNAL);
    assert.deepEqual(summary(early).at(-1), ['deep', '1.0.0', 'none', true]);
    assert.deepEqual(summary(engine.judgeNow(project, 'brought-in')), summary(early));
  });

  it('judges the lockfile anew when the configuration names other registries', async () => {
    const { parts } = fakeParts({ files: FILES, answers: registry });
    let hosts = new Set(['registry.npm.example']);
    const sources = { ...parts.sources, registriesFor: () => Promise.resolve({ hosts, unused: new Set<string>() }) };
    const engine = new JudgingEngine({ ...parts, sources, rules: [hostsRule] });
    const said = async (): Promise<readonly string[]> => {
      const project = await engine.open(REF);
      assert.ok(project !== undefined);
      await engine.judge(project, { signal: SIGNAL, scope: 'all' });
      const { assessments } = engine.judgeNow(project, 'all');
      return assessments
        .flatMap(({ subject, findings }) => (subject.name === 'deep' ? findings : []))
        .map((one) => one.message);
    };
    assert.deepEqual(await said(), ['registry.npm.example']);
    hosts = new Set(['mirror.example']);
    assert.deepEqual(await said(), ['mirror.example']);
  });

  it('stops when it is told to', async () => {
    const { engine, project } = await opened({ files: FILES, answers: registry });
    const stopped = AbortSignal.abort(new Error('never mind'));
    await assert.rejects(engine.judge(project, { signal: stopped, scope: 'direct' }), /never mind/);
  });

  it('finds the lockfile of a workspace above a member', async () => {
    const files = {
      '/shop/package.json': '{ "workspaces": ["pkgs/*"] }',
      '/shop/pkgs/web/package.json': '{ "dependencies": { "a": "^1.0.0" } }',
      '/shop/package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: {
          '': { workspaces: ['pkgs/*'] },
          'pkgs/web': { name: 'web', dependencies: { a: '^1.0.0' } },
          'node_modules/web': { resolved: 'pkgs/web', link: true },
          'node_modules/a': { version: '1.0.0' },
        },
      }),
    };
    const { parts } = fakeParts({ files, answers: registry });
    const engine = new JudgingEngine(parts);
    const project = await engine.open({ manifestPath: '/shop/pkgs/web/package.json', trusted: true });
    assert.ok(project !== undefined);
    const { assessments } = await engine.judge(project, { signal: SIGNAL, scope: 'direct' });
    assert.deepEqual(assessments[0]?.subject.resolution, { from: 'lockfile', version: '1.0.0' });
  });

  it('does not take a lockfile above that knows nothing of the folder', async () => {
    const files = { ...FILES, '/shop/apart/package.json': '{ "dependencies": { "a": "^1.0.0" } }' };
    const { parts } = fakeParts({ files, answers: registry });
    const project = await new JudgingEngine(parts).open({ manifestPath: '/shop/apart/package.json', trusted: true });
    assert.equal(project?.lockfilePath, undefined);
  });

  it('uses no policy of a project that is not trusted, and says so', async () => {
    const { parts } = fakeParts({ files: { ...FILES, '/shop/package-risk.json': '{}' } });
    const project = await new JudgingEngine(parts).open({ ...REF, trusted: false });
    assert.deepEqual(project?.notes.map(inEnglish), [
      'package-risk.json is not used, because this project is not trusted.',
    ]);
  });

  it('has nothing to open where there is no manifest', async () => {
    const { parts } = fakeParts({ files: {} });
    assert.equal(await new JudgingEngine(parts).open(REF), undefined);
  });

  it('hands a fix the lowest and the highest version that is safe', async () => {
    let context: RemedyContext | undefined;
    const { engine, project } = await opened({
      files: FILES,
      answers: registry,
      parts: {
        offerRemedies: (given) => {
          context = given;
          return [];
        },
      },
    });
    const { assessments } = await engine.judge(project, { signal: SIGNAL, scope: 'direct' });
    assert.ok(assessments[0] !== undefined);
    await engine.remedies(project, assessments[0], SIGNAL);
    assert.equal(context?.current, '1.0.0');
    assert.equal(context.lowestSafeUpgrade?.version, '1.1.0');
    assert.equal(context.lowestSafeUpgradeWithinMajor?.version, '1.1.0');
    assert.equal(context.latestSafe?.version, '2.0.0');
    assert.equal(context.latestSafe.safe, true);
    assert.equal(context.lastGood, undefined);
  });

  it('explains a package that no manifest names', async () => {
    const { parts } = fakeParts({ files: {}, answers: registry });
    const one = await new JudgingEngine(parts).explain('a', '1.0.0', REF, SIGNAL);
    assert.equal(one.level, 'medium');
    const latest = await new JudgingEngine(parts).explain('a', undefined, REF, SIGNAL);
    assert.deepEqual(latest.subject.resolution, { from: 'registry', version: '2.0.0' });
    assert.equal(latest.subject.dependency, undefined);
  });
});
