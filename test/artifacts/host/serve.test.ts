import assert from 'node:assert/strict';
import type { HostAnswer, HostRequest } from '../../../server/src/artifacts/host/messages.js';
import { OUT_OF_MEMORY } from '../../../server/src/artifacts/host/messages.js';
import { serveAnalyses } from '../../../server/src/artifacts/host/serve.js';
import { failed, ok } from '../../../server/src/model/index.js';
import { artifactFacts } from '../../support/artifacts.js';
import { deferred } from '../../support/deferred.js';
import { NOW } from '../../support/subjects.js';

const LIMITS = { maxBytes: 1000, recycleBytes: 300 };

/** A host whose memory is what the test says, and whose analyses end when the test says so. */
function hostOf() {
  const answers: HostAnswer[] = [];
  const exits: number[] = [];
  const analysis = deferred<undefined>();
  let listener: (request: HostRequest) => void = () => undefined;
  let look: () => void = () => undefined;
  let bytes = 100;
  serveAnalyses(
    {
      onRequest: (given) => (listener = given),
      answer: (answer) => answers.push(answer),
      memory: () => bytes,
      exit: (code) => exits.push(code),
      every: (_, action) => (look = action),
    },
    {
      analyse: (source) =>
        analysis.promise.then(() =>
          source.kind === 'folder' ? failed('unsupported', 'no') : ok(artifactFacts({ files: 7 }), NOW),
        ),
      analyseRepository: () => analysis.promise.then(() => ok({ hooks: [], incomplete: [] }, NOW)),
      close: () => Promise.resolve(),
    },
    LIMITS,
  );
  return {
    answers,
    exits,
    ask: (request: HostRequest) => listener(request),
    async finish() {
      analysis.resolve(undefined);
      await new Promise(setImmediate);
    },
    uses(given: number) {
      bytes = given;
      look();
    },
  };
}

describe('serveAnalyses', () => {
  it('answers each request under its number, however it ended', async () => {
    const host = hostOf();
    host.ask({ id: 4, source: { kind: 'archive', path: '/a.tgz' } });
    host.ask({ id: 5, source: { kind: 'folder', path: '/a' } });
    assert.equal(host.answers.length, 0);
    await host.finish();
    assert.deepEqual(
      host.answers.map(({ id, outcome }) => [id, outcome.status]),
      [
        [4, 'ok'],
        [5, 'failed'],
      ],
    );
  });

  it('gives everything up where memory grows beyond its limit', () => {
    const host = hostOf();
    host.ask({ id: 1, source: { kind: 'archive', path: '/a.tgz' } });
    host.uses(1001);
    assert.deepEqual(host.exits, [OUT_OF_MEMORY]);
  });

  it('makes room for a new process when it is large and has nothing to do', async () => {
    const host = hostOf();
    host.ask({ id: 1, source: { kind: 'archive', path: '/a.tgz' } });
    host.uses(301);
    assert.deepEqual(host.exits, []);
    await host.finish();
    host.uses(299);
    assert.deepEqual(host.exits, []);
    host.uses(301);
    assert.deepEqual(host.exits, [0]);
  });
});
