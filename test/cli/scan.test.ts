import assert from 'node:assert/strict';
import type { Scanned, Scanner, ScanRequest } from '../../server/src/engine/scanner.js';
import { failed, ok, type Finding, type Outcome } from '../../server/src/model/index.js';
import { NOW } from '../report/samples.js';
import { CWD, run } from './fakes.js';

const FINDING: Finding = {
  rule: 'hidden-code',
  level: 'high',
  message: 'evil 1.0.0 has code far to the right of the screen',
  evidence: [{ kind: 'file', file: 'index.js', line: 5, column: 3003, snippet: 'eval(x)' }],
  fingerprint: 'hidden-code|evil@1.0.0',
  target: 'specifier',
};

const QUIET: Scanned = {
  name: 'quiet',
  version: '1.0.0',
  level: 'none',
  findings: [],
  files: 3,
  bytes: 999,
  capabilities: [],
};
const EVIL: Scanned = {
  name: 'evil',
  version: '1.0.0',
  level: 'high',
  findings: [FINDING],
  files: 2,
  bytes: 34_100,
  capabilities: [],
};

interface FakeScanner extends Scanner {
  readonly requests: ScanRequest[];
  readonly closed: () => boolean;
}

/** Answers in the opposite order to the one in which it is asked. */
function scannerOf(results: Readonly<Record<string, Outcome<Scanned>>>): FakeScanner {
  const requests: ScanRequest[] = [];
  let closed = false;
  return {
    requests,
    closed: () => closed,
    concurrency: 2,
    async scan(request) {
      requests.push(request);
      const turns = Math.max(0, 5 - requests.length);
      for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
      return results[request.target] ?? failed('unsupported', 'There is no such folder.');
    },
    close() {
      closed = true;
      return Promise.resolve();
    },
  };
}

const RESULTS = {
  'quiet@1.0.0': ok(QUIET, NOW),
  './evil': ok(EVIL, NOW),
  part: ok({ ...QUIET, name: undefined, version: undefined, incomplete: 'a.js: cannot be read' }, NOW),
};

describe('package-risk scan', () => {
  it('prints one line of JSON for each target, in the order in which they were given', async () => {
    const scanner = scannerOf(RESULTS);
    const { code, stdout, stderr } = await run(['scan', '--json', './evil', 'missing', 'part'], { scanner });
    const { fingerprint, rule, level, message, evidence } = FINDING;
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      lines.map(({ ms, ...line }) => ({ ...line, ms: typeof ms })),
      [
        {
          target: './evil',
          name: 'evil',
          version: '1.0.0',
          level: 'high',
          findings: [{ rule, level, message, evidence, fingerprint }],
          files: 2,
          bytes: 34_100,
          capabilities: [],
          ms: 'number',
        },
        { target: 'missing', error: 'There is no such folder.', ms: 'undefined' },
        {
          target: 'part',
          name: null,
          version: null,
          level: 'none',
          findings: [],
          files: 3,
          bytes: 999,
          capabilities: [],
          ms: 'number',
          incomplete: 'a.js: cannot be read',
        },
      ],
    );
    assert.equal(code, 2);
    assert.equal(stderr, '');
    assert.ok(scanner.closed());
  });

  it('tells what the code can do that the version before could not, with the place', async () => {
    const starts = { kind: 'processes', place: { file: 'lib/a.js', line: 9, column: 2, snippet: 'exec(x)' } } as const;
    const told = { ...QUIET, capabilities: [starts], newCapabilities: [starts] };
    const scanner = scannerOf({ 'quiet@1.0.0': ok(told, NOW) });
    const { stdout } = await run(['scan', 'quiet@1.0.0', '--previous', 'quiet@0.9.0'], { scanner });
    assert.match(stdout, /^quiet@1\.0\.0 {2}no findings .*\n {4}new: can start programs \(lib\/a\.js:9\)\n/);
    const again = scannerOf({ 'quiet@1.0.0': ok(told, NOW) });
    const json = await run(['scan', '--json', 'quiet@1.0.0', '--previous', 'quiet@0.9.0'], { scanner: again });
    const { capabilities, newCapabilities } = JSON.parse(json.stdout) as Record<string, unknown>;
    assert.deepEqual(capabilities, [{ kind: 'processes', file: 'lib/a.js', line: 9, column: 2 }]);
    assert.deepEqual(newCapabilities, ['processes']);
  });

  it('ends with 0 where all were scanned, whatever was found', async () => {
    const { code } = await run(['scan', '--json', './evil', 'quiet@1.0.0'], { scanner: scannerOf(RESULTS) });
    assert.equal(code, 0);
  });

  it('prints a report for people', async () => {
    const scanner = scannerOf(RESULTS);
    const { stdout } = await run(['scan', './evil', 'quiet@1.0.0', 'missing', 'part'], { scanner });
    assert.equal(
      stdout,
      [
        'evil@1.0.0  high',
        '  ./evil · 2 files, 35 kB',
        '    evil 1.0.0 has code far to the right of the screen',
        '      hidden-code · index.js:5:3003 · eval(x)',
        '',
        'quiet@1.0.0  no findings  3 files, 999 B',
        'missing  not scanned',
        '    There is no such folder.',
        '',
        'a package without a name  no findings  3 files, 999 B',
        '    not looked at: a.js: cannot be read',
        '3 packages scanned: 1 high, 2 without findings; 1 not looked at completely; 1',
        'could not be scanned.',
        '',
      ].join('\n'),
    );
  });

  it('hands on the version before and the registry document of one target', async () => {
    const scanner = scannerOf(RESULTS);
    const argv = ['scan', './evil', 'quiet@1.0.0'];
    const wrong = await run([...argv, '--previous', 'old'], { scanner });
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /--previous and --packument are about one package: give one TARGET\./);
    const asked = scannerOf(RESULTS);
    await run(['scan', './evil', '--previous', 'old', '--packument', 'registry.json'], { scanner: asked });
    assert.deepEqual(asked.requests, [
      { target: './evil', previous: 'old', packument: `${CWD}/registry.json`, cwd: CWD },
    ]);
  });

  it('needs a target', async () => {
    const { code, stderr } = await run(['scan']);
    assert.equal(code, 2);
    assert.match(stderr, /scan needs TARGET…\./);
  });
});
