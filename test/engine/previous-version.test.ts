import assert from 'node:assert/strict';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { previousLookUp, previousVersion } from '../../server/src/engine/previous-version.js';
import { absent, ok, valueOf } from '../../server/src/model/index.js';
import { defineRule } from '../../server/src/rules/rule.js';
import { artifactFacts, artifactManifest } from '../support/artifacts.js';
import { fakeParts } from '../support/fake-engine-parts.js';
import { DAY, NOW, packument, subject } from '../support/subjects.js';

describe('the version before', () => {
  it('is the highest below, of releases only where it is a release', () => {
    const document = packument({ versions: ['1.0.0', '1.2.0', '1.10.0', '2.0.0-rc.1', '2.0.0', '3.0.0'] });
    const before = (version: string) => previousVersion(document, version)?.version;
    assert.deepEqual(['1.0.0', '1.10.0', '2.0.0', '3.0.0', 'none'].map(before), [
      undefined,
      '1.2.0',
      '1.10.0',
      '2.0.0',
      undefined,
    ]);
    assert.equal(previousVersion(packument({ versions: ['1.0.0-a', '1.0.0-b'] }), '1.0.0-b')?.version, '1.0.0-a');
  });

  it('is none that was published later: old lines get releases, too', () => {
    const versions = { '1.0.0': { publishedAt: 1 }, '1.0.1': { publishedAt: 9 }, '2.0.0': { publishedAt: 5 } };
    assert.equal(previousVersion(packument({ versions }), '2.0.0')?.version, '1.0.0');
  });

  const releases = (age: number) =>
    ok(
      packument({
        versions: { '0.9.0': { integrity: 'sha512-AAAA' }, '1.0.0': { publishedAt: NOW - age } },
      }),
      NOW,
    );

  it('is looked up for young versions', () => {
    assert.deepEqual(previousLookUp(subject(), releases(DAY), NOW), {
      name: 'some-package',
      version: '0.9.0',
      resolved: undefined,
      integrity: 'sha512-AAAA',
    });
    assert.equal(previousLookUp(subject(), releases(30 * DAY), NOW), undefined);
    assert.equal(previousLookUp(subject(), absent(NOW), NOW), undefined);
  });

  it('is given to the rules, beside the version itself', async () => {
    const telling = defineRule({
      id: 'telling',
      title: 'A rule that tells what it sees',
      needs: ['artifact', 'previousArtifact'],
      find: ({ facts }) => {
        const versions = [facts.artifact, facts.previousArtifact].map(
          (one) => valueOf(one)?.manifest?.version ?? 'none',
        );
        return [{ message: versions.join(' after '), evidence: [], target: 'name', level: 'low' }];
      },
    });
    const { parts, asked } = fakeParts({
      files: { '/shop/package.json': '{ "dependencies": { "some-package": "1.0.0" } }' },
      answers: {
        packument: () => releases(DAY),
        artifact: ({ version }) => ok(artifactFacts({ manifest: artifactManifest({ version }) }), NOW),
      },
      parts: { rules: [telling] },
    });
    const engine = new JudgingEngine(parts);
    const signal = new AbortController().signal;
    const project = await engine.open({ manifestPath: '/shop/package.json', trusted: true });
    assert.ok(project !== undefined);
    const judged = await engine.judge(project, { signal, scope: 'direct' });
    assert.deepEqual(
      asked.filter((question) => question.startsWith('artifact')),
      ['artifact some-package@1.0.0', 'artifact some-package@0.9.0'],
    );
    assert.equal(judged.assessments[0]?.findings[0]?.message, '1.0.0 after 0.9.0');
  });
});
