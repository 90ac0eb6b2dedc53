import assert from 'node:assert/strict';
import { inEnglish } from '../../server/src/model/index.js';
import { bunLockb } from '../../server/src/formats/bun-lockb.js';
import { NO_MANIFESTS } from './support/lockfile-checks.js';

describe('bunLockb', () => {
  it('reads nothing, and says with which command that changes', () => {
    for (const text of ['#!/usr/bin/env bun\nbun-lockfile-format-v0\n\0\uFFFD', '']) {
      const graph = bunLockb.read(text, NO_MANIFESTS);
      assert.deepEqual([graph.format, graph.entries.size, graph.importers], ['bun.lockb', 0, []]);
      assert.deepEqual(graph.problems, [{ message: bunLockb.notRead }]);
    }
    assert.match(
      inEnglish(bunLockb.notRead ?? ''),
      /"bun install --save-text-lockfile --frozen-lockfile --lockfile-only"/,
    );
  });
});
