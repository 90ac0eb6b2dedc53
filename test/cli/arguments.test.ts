import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseArguments } from '../../server/src/cli/arguments.js';
import { COMMANDS, COMMON_OPTIONS } from '../../server/src/cli/commands.js';
import { helpText } from '../../server/src/cli/help.js';
import { run } from './fakes.js';

describe('Arguments', () => {
  it('may stand before and behind the command', () => {
    assert.deepEqual(parseArguments(['--offline', 'check', 'a', '--fail-on', 'low', 'b']), {
      kind: 'command',
      command: 'check',
      operands: ['a', 'b'],
      options: Object.assign(Object.create(null) as object, { offline: true, 'fail-on': 'low' }),
    });
  });

  it('behind -- are paths, whatever they look like', () => {
    const parsed = parseArguments(['check', '--', '--strict']);
    assert.deepEqual(parsed.kind === 'command' ? parsed.operands : parsed, ['--strict']);
  });

  const wrong: readonly (readonly [argv: readonly string[], message: string])[] = [
    [
      [],
      'A command is missing: check, list, explain, scan, permissions, report, intel, guard, mcp, cache, completion.',
    ],
    [
      ['chekc'],
      'There is no command chekc; the commands are check, list, explain, scan, permissions, report, intel, guard, mcp, cache, completion.',
    ],
    [['check', '--frobnicate'], "Unknown option '--frobnicate'."],
    [['check', '--fail-on'], "Option '--fail-on <value>' argument missing."],
    [['check', '--strict=yes'], "Option '--strict' does not take an argument."],
    [['check', '--fail-on', 'none'], '--fail-on takes low, medium, high, critical, not none.'],
    [['check', '--fail-on', ''], '--fail-on takes low, medium, high, critical, not nothing.'],
    [['check', '--format', 'xml'], '--format takes text, json, markdown, html, sarif, cyclonedx, junit, not xml.'],
    [['check', '--format', 'text', '--json'], '--json and --format text contradict each other.'],
    [['check', ''], 'check was given an empty [PATH…].'],
    [
      ['check', '--registry', 'registry.npm.example'],
      '--registry takes an address that begins with https:// or http://.',
    ],
    [['check', '--registry', 'file:///etc'], '--registry takes an address that begins with https:// or http://.'],
    [['check', '--public-registry', 'yes'], '--public-registry takes an address that begins with https:// or http://.'],
    [['list', '--strict'], 'list has no option --strict.'],
    [['list', 'a', 'b'], 'list takes only [PATH]; b is too much.'],
    [['explain'], 'explain needs NAME[@RANGE].'],
    [['explain', 'a', 'b'], 'explain takes only NAME[@RANGE]; b is too much.'],
    [['cache'], 'cache needs info|clear.'],
    [['cache', 'empty'], 'cache takes info|clear, not empty.'],
  ];
  for (const [argv, message] of wrong) {
    it(`"${argv.join(' ')}" is wrong usage: exit 2, one sentence, no engine`, async () => {
      const { code, stdout, stderr, request } = await run(argv);
      assert.deepEqual([code, stdout, request], [2, '', undefined]);
      assert.equal(stderr, `package-risk: ${message} See package-risk --help.\n`);
    });
  }

  it('of any kind lead to an answer', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'check',
        'list',
        'explain',
        'cache',
        'info',
        '.',
        '--',
        '-',
        '--json',
        '--format',
        '--help',
        '-x',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word), (argv) => {
        const parsed = parseArguments(argv);
        return ['help', 'version', 'wrong-usage', 'command'].includes(parsed.kind);
      }),
    );
  });

  it('from a hostile script are complained about without doing what they say', async () => {
    const { stderr } = await run(['\u001b]0;owned\u0007\u001b[31mx']);
    assert.doesNotMatch(stderr.trimEnd(), /\p{Cc}/u);
  });
});

describe('Help', () => {
  it('is printed to stdout for --help', async () => {
    const { code, stdout, stderr } = await run(['--help']);
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(stdout, helpText(undefined));
  });

  it('names every command', () => {
    for (const { name, summary } of COMMANDS) {
      assert.match(helpText(undefined).replaceAll(/\s+/g, ' '), new RegExp(` ${name} .*${summary}`));
    }
  });

  for (const command of COMMANDS) {
    it(`of ${command.name} names every option that there is`, async () => {
      const { stdout } = await run([command.name, '--help']);
      for (const option of [...COMMON_OPTIONS, ...command.options]) {
        assert.ok(stdout.includes(`--${option.name}`), option.name);
      }
    });
  }

  it('is a page that fits a terminal', () => {
    for (const command of [undefined, ...COMMANDS]) {
      for (const line of helpText(command).split('\n')) assert.ok(line.length <= 80, line);
    }
  });

  it('gives the version for --version', async () => {
    assert.deepEqual((await run(['--version'])).stdout, '1.2.3\n');
  });
});
