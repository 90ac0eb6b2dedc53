import assert from 'node:assert/strict';
import { knownInstallCommand } from '../../client/src/install-command.js';
import { installCommand, type PackageManager } from '../../server/src/model/index.js';

describe('what a terminal is handed', () => {
  it('is what the server says of any package manager', () => {
    const managers: readonly PackageManager[] = ['npm', 'yarn-classic', 'yarn', 'pnpm', 'bun', 'vlt', 'deno'];
    for (const command of managers.map(installCommand)) assert.equal(knownInstallCommand(command), command);
  });

  it('is nothing else', () => {
    for (const text of ['npm install x', 'npm install; rm x', ' npm install', 'NPM install', 'npm', 'npm install\n']) {
      assert.equal(knownInstallCommand(text), undefined, text);
    }
  });
});
