import assert from 'node:assert/strict';
import { statusOf } from '../../server/src/features/status.js';
import { failed, skipped, type Assessment, type Level, type Outcome } from '../../server/src/model/index.js';
import { assessment, facts, finding, subject } from '../support/subjects.js';

const line = (level: Level): Assessment => assessment({ findings: [finding({ rule: 'deprecated', level })] });

/** A line of which OSV's answer came out as given. */
function checked(osv: Outcome<never>): Assessment {
  const status = osv.status === 'failed' ? 'unknown' : 'skipped';
  return assessment({ coverage: [{ question: 'osv', status }], facts: facts({ osv }) });
}

describe('the status', () => {
  it('counts the lines of all open manifests by level', () => {
    const manifests = [
      [line('critical'), line('high'), assessment()],
      [line('high'), line('medium'), line('low')],
    ];
    const status = statusOf({ manifests, progress: [], offline: true });
    assert.deepEqual(status, {
      state: 'idle',
      done: 0,
      total: 0,
      offline: true,
      counts: { critical: 1, high: 2, medium: 1, low: 1 },
      judged: 6,
      incomplete: 0,
    });
  });

  it('adds up the progress of all that is being judged', () => {
    const progress = [
      { done: 1, total: 10 },
      { done: 5, total: 7 },
    ];
    const { state, done, total } = statusOf({ manifests: [], progress, offline: false });
    assert.deepEqual({ state, done, total }, { state: 'checking', done: 6, total: 17 });
  });

  it('counts as incomplete what could not be checked, not what there was nothing to ask about', () => {
    const manifests = [
      [
        checked(failed('timeout', 'No answer.')),
        checked(skipped('private-name', 'A private name.')),
        checked(skipped('not-from-registry', 'A folder.')),
      ],
    ];
    assert.equal(statusOf({ manifests, progress: [], offline: false }).incomplete, 2);
  });

  it('counts what the lines bring in, each package once for all manifests', () => {
    const brought = (name: string, level: Level): Assessment => ({
      ...line(level),
      subject: subject({ name, dependency: null, broughtInBy: 'a' }),
    });
    const manifests = [
      [line('high'), brought('qs', 'high'), brought('ms', 'low')],
      [line('low'), brought('qs', 'high')],
    ];
    const { counts } = statusOf({ manifests, progress: [], offline: false });
    assert.deepEqual(counts, { critical: 0, high: 2, medium: 0, low: 2 });
  });

  it('leaves out packages that no line names or brings in', () => {
    const transitive = assessment({ ...line('high'), subject: subject({ dependency: null }) });
    assert.equal(statusOf({ manifests: [[transitive]], progress: [], offline: false }).counts.high, 0);
  });
});
