import assert from 'node:assert/strict';
import type { CachedBytes } from '../../server/src/platform/disk-cache.js';
import { assessment, direct, finding } from '../report/samples.js';
import { CWD, run, type FakeWorld } from './fakes.js';
import { overwriteAll } from '../support/memory-cache.js';

const line = (level: 'high' | 'none') => {
  const findings = level === 'none' ? [] : [finding('deprecated', level, 'It is bad.')];
  return assessment({ subject: direct('a', '^1.0.0', '1.0.0'), findings });
};

describe('check --format html', () => {
  const entries = new Map<string, CachedBytes>();
  const check = (level: 'high' | 'none', more: Partial<FakeWorld> = {}): ReturnType<typeof run> => {
    const projects = { [`${CWD}/package.json`]: { assessments: [line(level)] } };
    return run(['check', '--format', 'html'], { projects, cacheEntries: entries, ...more });
  };
  beforeEach(() => entries.clear());

  it('prints one page with the script and the looks that come with the program, and exits as ever', async () => {
    const { stdout, code } = await check('high');
    assert.match(stdout, /^<!doctype html>/);
    assert.match(stdout, /<script>\/\* report\.js \*\/<\/script>/);
    assert.match(stdout, /<style>\/\* report-style\.css \*\/<\/style>/);
    assert.equal(code, 1);
  });

  it('tells what has changed since the page before, and nothing of it in the first', async () => {
    assert.doesNotMatch((await check('none')).stdout, /Since the report/);
    assert.match((await check('high')).stdout, /<li>package\.json: a@1\.0\.0: nothing found → high<\/li>/);
    assert.match((await check('high')).stdout, /Nothing has changed\./);
  });

  it('begins anew where what was remembered is damaged', async () => {
    await check('none');
    overwriteAll(entries, '{ "package.json: a');
    assert.doesNotMatch((await check('high')).stdout, /Since the report/);
  });
});
