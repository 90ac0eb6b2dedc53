import assert from 'node:assert/strict';
import { fishCompletion } from '../../../server/src/cli/completion/fish.js';
import { powershellCompletion } from '../../../server/src/cli/completion/powershell.js';
import { commandWords } from '../../../server/src/cli/completion/words.js';
import { zshCompletion } from '../../../server/src/cli/completion/zsh.js';

describe('completion in other shells', () => {
  const scripts = [zshCompletion, fishCompletion, powershellCompletion].map((write) => write('package-risk'));

  it('knows every command and each of its options', () => {
    for (const { name, options } of commandWords()) {
      for (const script of scripts) {
        assert.ok(script.includes(name));
        for (const { flag } of options) assert.ok(script.includes(flag.slice(2)), `${name} ${flag}`);
      }
    }
  });

  it('keeps quotes and brackets of descriptions from ending a word', () => {
    const [zsh = '', fish = '', powershell = ''] = scripts;
    assert.ok(zsh.includes(`project'\\''s own .npmrc`));
    assert.ok(fish.includes(`project\\'s own .npmrc`));
    assert.ok(!powershell.includes(`project's`));
    for (const line of fish.split('\n')) assert.equal((line.match(/(?<!\\)'/g) ?? []).length % 2, 0, line);
  });
});
