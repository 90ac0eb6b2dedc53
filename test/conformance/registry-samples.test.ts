import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { assess } from '../../server/src/engine/assess.js';
import { compareLevels, EMPTY_POLICY, NO_REGISTRIES, ok } from '../../server/src/model/index.js';
import { RULES } from '../../server/src/rules/index.js';
import { createScorer } from '../../server/src/scoring/weighted-scorer.js';
import { readPackument } from '../../server/src/sources/support/packument/packument-reader.js';
import { readCorpus } from '../evaluation/corpus.js';
import { NOW, subject } from '../support/subjects.js';

interface Named {
  readonly name: string;
  readonly version: string;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** The samples are no part of the project. */
const samples = (readCorpus()?.attacks ?? []).flatMap(({ packument, ...sample }) =>
  packument === undefined ? [] : [{ ...sample, packument }],
);

describe('attacks that the registry’s document gives away', () => {
  for (const { id, folder, packument, minSeverity } of samples) {
    it(`are at their least severity by that alone: ${id}`, () => {
      const { name, version } = read(path.join(folder, 'package.json')) as Named;
      const document = readPackument(read(packument), name, 'registry.npm.example');
      assert.ok(document !== undefined);
      const line = subject({ name, version, dependency: null });
      const { level, findings } = assess(line, { packument: ok(document, NOW) }, false, {
        rules: RULES,
        scorer: createScorer(),
        policy: EMPTY_POLICY,
        registries: NO_REGISTRIES,
        now: NOW,
        cooldownHours: 72,
      });
      const told = findings.map((finding) => `${finding.level} ${finding.rule}`).join(', ');
      assert.ok(compareLevels(level, minSeverity) >= 0, `${level} is below ${minSeverity}: ${told}`);
    });
  }
});
