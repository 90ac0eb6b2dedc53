import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { canShowWindows, findOnPath } from '../../scripts/vscode/machine.js';

describe('what this machine has', () => {
  let folder = '';
  const place = (...parts: readonly string[]): string => path.join(folder, ...parts);
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'package-risk-machine-'));
    for (const name of ['first', 'second']) mkdirSync(place(name));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const env = (): NodeJS.ProcessEnv => ({ PATH: ['', place('first'), place('second')].join(path.delimiter) });

  it('finds a program on the PATH', () => {
    writeFileSync(place('second', 'chromium'), '', { mode: 0o755 });
    assert.equal(findOnPath(['chromium'], env()), place('second', 'chromium'));
  });

  it('takes names in their order, whatever the order of folders', () => {
    writeFileSync(place('first', 'google-chrome'), '', { mode: 0o755 });
    writeFileSync(place('second', 'chromium'), '', { mode: 0o755 });
    assert.equal(findOnPath(['chromium', 'google-chrome'], env()), place('second', 'chromium'));
  });

  it('finds nothing where there is nothing', () => {
    assert.equal(findOnPath(['chromium'], env()), undefined);
    assert.equal(findOnPath(['chromium'], {}), undefined);
  });

  it('can show windows on Linux only with a display', () => {
    assert.equal(canShowWindows({}), process.platform !== 'linux');
    assert.equal(canShowWindows({ DISPLAY: ':0' }), true);
    assert.equal(canShowWindows({ WAYLAND_DISPLAY: 'wayland-0' }), true);
  });
});
