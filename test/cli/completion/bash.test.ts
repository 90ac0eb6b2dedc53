import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { bashCompletion } from '../../../server/src/cli/completion/bash.js';

/** What a real bash offers where Tab is pressed behind the words. */
function offered(...words: readonly string[]): readonly string[] {
  const script = [
    bashCompletion('package-risk'),
    'COMP_WORDS=("$@")',
    'COMP_CWORD=$(($# - 1))',
    '_package_risk',
    'printf "%s\\n" "${COMPREPLY[@]}"',
  ].join('\n');
  const output = execFileSync('bash', ['-c', script, 'bash', 'package-risk', ...words], { encoding: 'utf8' });
  return output.split('\n').filter((line) => line !== '');
}

describe('completion in bash', () => {
  for (const [words, expected] of [
    [['ch'], ['check']],
    [['check', '--form'], ['--format']],
    [
      ['check', '--fail-on', ''],
      ['low', 'medium', 'high', 'critical'],
    ],
    // As bash takes `--format=j` apart.
    [['check', '--format', '=', 'js'], ['json']],
    [['--offline', 'intel', 'up'], ['update']],
    [['completion', 'z'], ['zsh']],
    // Files are the shell's own to offer.
    [['check', './'], []],
    [['explain', 'lod'], []],
  ] as const) {
    it(`offers ${expected.join(', ') || 'nothing of its own'} behind: ${words.join(' ')}`, () => {
      assert.deepEqual(offered(...words), expected);
    });
  }

  it('offers no option of another command', () => {
    const flags = offered('cache', '--');
    assert.ok(flags.includes('--json'));
    assert.ok(!flags.includes('--format'));
  });
});
