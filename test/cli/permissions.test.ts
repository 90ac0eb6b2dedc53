import assert from 'node:assert/strict';
import { ok } from '../../server/src/model/index.js';
import { artifactFacts } from '../support/artifacts.js';
import { NOW, transitive } from '../report/samples.js';
import { CWD, run, type FakeWorld } from './fakes.js';

const PLACE = { file: 'index.js', line: 1, column: 1, snippet: '' };
const FACTS = artifactFacts({ capabilities: [{ kind: 'network', place: PLACE }], powers: ['fetch'] });
const WORLD: FakeWorld = {
  projects: { [`${CWD}/package.json`]: {} },
  scripts: { allowed: ['kit@1.0.0'], denied: [], open: [], where: 'allowScripts in package.json' },
  seen: [{ subject: transitive('kit', '1.0.0'), artifact: ok(FACTS, NOW) }],
};

describe('permissions', () => {
  it('tells flags, install scripts and what is not certain', async () => {
    const { code, stdout } = await run(['permissions'], WORLD);
    assert.equal(code, 0);
    for (const part of ['send requests: kit@1.0.0', '--allow-net', 'to be allowed: kit@1.0.0', 'Not certain'])
      assert.ok(stdout.includes(part), part);
  });

  it('prints the same as JSON', async () => {
    const { stdout } = await run(['permissions', '--json'], WORLD);
    const { schemaVersion, packages, installScripts } = JSON.parse(stdout) as Record<string, unknown>;
    assert.equal(schemaVersion, 1);
    assert.deepEqual(packages, [
      { id: 'kit@1.0.0', name: 'kit', version: '1.0.0', powers: ['fetch'], gaps: [], capabilities: ['network'] },
    ]);
    assert.deepEqual(installScripts, {
      ...{ where: 'allowScripts in package.json', allowed: ['kit@1.0.0'], denied: [], open: [] },
    });
  });

  it('prints a policy alone, to be put into a file', async () => {
    assert.deepEqual(JSON.parse((await run(['permissions', '--format', 'lavamoat'], WORLD)).stdout), { resources: {} });
  });

  it('cannot tell of a project that is not there', async () => {
    const { code, stdout, stderr } = await run(['permissions', 'elsewhere'], WORLD);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /there is no package\.json that can be read/);
  });
});
