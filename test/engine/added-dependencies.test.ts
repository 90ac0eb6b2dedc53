import assert from 'node:assert/strict';
import { addedDependencies } from '../../server/src/engine/added-dependencies.js';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { absent, failed, ok, type Facts, type Outcome, type Packument } from '../../server/src/model/index.js';
import { unusedDependency } from '../../server/src/rules/unused-dependency.js';
import { createScorer } from '../../server/src/scoring/weighted-scorer.js';
import { artifactFacts, artifactManifest } from '../support/artifacts.js';
import { fakeParts } from '../support/fake-engine-parts.js';
import { DAY, facts, HOUR, NOW, packument, subject } from '../support/subjects.js';

const REF = { manifestPath: '/shop/package.json', trusted: true };

/** The files of a package that asks for these and uses none of them. */
const asking = (dependencies: Readonly<Record<string, string>>) =>
  artifactFacts({ manifest: artifactManifest({ dependencies }), unusedDependencies: Object.keys(dependencies) });

const phantom = packument({
  name: 'plain-crypto-js',
  createdAt: NOW - 18 * HOUR,
  versions: {
    '4.2.0': { installScripts: {} },
    '4.2.1': { installScripts: { postinstall: 'node setup.js' }, publishedAt: NOW - HOUR },
  },
});

describe('what is known of new dependencies that nothing uses', () => {
  const told = (raw: string, answer: Outcome<Packument> = ok(phantom, NOW)) => {
    const given: Facts = facts({ artifact: asking({ dep: raw }), previousArtifact: asking({}) });
    const asked: string[] = [];
    const outcome = addedDependencies(subject({ name: 'axios' }), given, NOW, (name) => {
      asked.push(name);
      return answer;
    });
    return { outcome, asked };
  };

  it('is when the name came up, and whether the version that is got runs something', () => {
    const { outcome, asked } = told('^4.2.0');
    assert.deepEqual(asked, ['dep']);
    assert.deepEqual(
      outcome,
      ok([{ name: 'dep', raw: '^4.2.0', optional: false, createdAt: NOW - 18 * HOUR, runsAtInstall: true }], NOW),
    );
    const exact = told('4.2.0').outcome;
    assert.equal(exact?.status === 'ok' && exact.value[0]?.runsAtInstall, false);
  });

  it('is asked under the real name of an alias', () => {
    assert.deepEqual(told('npm:plain-crypto-js@^4.2.0').asked, ['plain-crypto-js']);
    assert.deepEqual(told('npm:@scope/name@1').asked, ['@scope/name']);
  });

  it('is nothing of what no registry has', () => {
    for (const raw of ['https://host.invalid/dep.tgz', 'owner/repo', 'file:../dep', 'workspace:*']) {
      assert.deepEqual(told(raw), { outcome: undefined, asked: [] });
    }
  });

  it('is little where the name does not exist, and unknown where nobody answers', () => {
    assert.deepEqual(told('1', absent(NOW)).outcome, ok([{ name: 'dep', raw: '1', optional: false }], NOW));
    const silent = failed('network', 'The registry could not be reached.');
    assert.equal(told('1', silent).outcome, silent);
  });

  it('is found by the engine, which judges a takeover by it (axios, 2026)', async () => {
    const release = { '1.14.0': { publishedAt: NOW - 30 * DAY }, '1.14.1': { publishedAt: NOW - HOUR } };
    const { parts, asked } = fakeParts({
      files: { '/shop/package.json': '{ "dependencies": { "axios": "1.14.1" } }' },
      answers: {
        packument: ({ name }) => ok(name === 'axios' ? packument({ name, versions: release }) : phantom, NOW),
        artifact: ({ version }) =>
          ok(asking({ 'form-data': '^4', ...(version === '1.14.1' && { 'plain-crypto-js': '^4.2.1' }) }), NOW),
      },
      parts: { rules: [unusedDependency], scorer: createScorer() },
    });
    const engine = new JudgingEngine(parts);
    const project = await engine.open(REF);
    assert.ok(project !== undefined);
    const { assessments } = await engine.judge(project, { signal: new AbortController().signal, scope: 'direct' });
    assert.deepEqual(
      assessments[0]?.findings.map(({ level, message }) => [level, message]),
      [
        [
          'high',
          'axios 1.14.1 has a new dependency that none of its files uses: plain-crypto-js, first published 18 hours ago, which runs something when it is installed',
        ],
      ],
    );
    assert.ok(asked.includes('packument plain-crypto-js'));
    assert.equal(assessments[0].pending, false);
  });
});
