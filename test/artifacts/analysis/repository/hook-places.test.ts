import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyseRepository } from '../../../../server/src/artifacts/analysis/repository/analyse-repository.js';
import { textsOf, treeOf, type RepositoryTexts } from '../../../support/repository.js';

/** What stands at the place of each hook, by its name. */
function placesIn(files: RepositoryTexts): Readonly<Record<string, string>> {
  const texts = textsOf(files);
  const { hooks } = analyseRepository(treeOf(files));
  const found = hooks.map(({ hook: { file, name, place } }) => {
    const lines = (texts[file] ?? '').split('\n').slice(place.line - 1, place.endLine);
    const cut = lines.map((line, index) => (index === lines.length - 1 ? line.slice(0, place.endColumn - 1) : line));
    return [`${file}#${name}`, cut.join('\n').slice(place.column - 1)] as const;
  });
  return Object.fromEntries(found);
}

describe('the places of hooks', () => {
  const cases: readonly (readonly [what: string, files: RepositoryTexts, places: Readonly<Record<string, string>>])[] =
    [
      [
        'scripts',
        {
          'package.json':
            '{\n  "scripts": { "release": "np", "test": "mocha", "prepare": "husky" },\n  "simple-git-hooks": { "pre-push": "npm t" }\n}',
        },
        { 'package.json#test': '"mocha"', 'package.json#prepare': '"husky"', 'package.json#pre-push': '"npm t"' },
      ],
      [
        'tasks, of which only some run by themselves',
        {
          '.vscode/tasks.json':
            '{ // tasks\n "tasks": [\n  { "label": "a", "command": "x", "runOptions": { "runOn": "folderOpen" }, },\n  { "label": "b", "command": "y" } ] }',
        },
        { '.vscode/tasks.json#a': '"x"' },
      ],
      [
        'settings of npm',
        { '.npmrc': '; mine\n  node-options = --require ./x.js  \n' },
        { '.npmrc#node-options': 'node-options = --require ./x.js' },
      ],
      [
        'yarn',
        { '.yarnrc.yml': 'yarnPath: .yarn/releases/y.cjs\n' },
        { '.yarnrc.yml#yarnPath': '.yarn/releases/y.cjs' },
      ],
      [
        'containers',
        { '.devcontainer.json': '{ "postCreateCommand": ["npm", "ci"], "postStartCommand": { "a": "b" } }' },
        {
          '.devcontainer.json#postCreateCommand': '["npm", "ci"]',
          '.devcontainer.json#postStartCommand': '{ "a": "b" }',
        },
      ],
      [
        'servers of assistants',
        { '.vscode/mcp.json': '{ "servers": { "a": { "command": "npx", "args": ["-y", "x"] } } }' },
        { '.vscode/mcp.json#a': '"npx"' },
      ],
      ['programs', { '.husky/pre-commit': '#!/bin/sh\nnpm test\n' }, { '.husky/pre-commit#hook': '#!/bin/sh' }],
      [
        'commands of lefthook',
        {
          'lefthook.yml':
            'pre-commit:\n  commands:\n    a:\n      run: npm test\n    b:\n      run: |\n        one\n        two\n',
        },
        { 'lefthook.yml#run 1': 'npm test', 'lefthook.yml#run 2': 'one\n        two' },
      ],
    ];
  for (const [what, files, places] of cases) {
    it(`are exact for ${what}`, () => assert.deepEqual(placesIn(files), places));
  }

  it('are inside the text, whatever the files hold, and no text is too much', () => {
    const names = [
      ...['package.json', '.npmrc', '.yarnrc.yml', '.yarnrc', '.vscode/tasks.json', '.vscode/settings.json'],
      ...['.devcontainer.json', '.mcp.json', '.claude/settings.json', '.codex/config.toml', 'lefthook.yml'],
      ...['.git/config', 'AGENTS.md', '.husky/pre-commit', 'a.code-workspace', '.pnpmfile.cjs', 'x.config.js'],
    ];
    const words = [
      ...[
        '{"scripts":{"prepare":"',
        '"tasks":[{"runOptions":{"runOn":"folderOpen"},"command":"',
        '"}}',
        '{"hooks":{"a":[{',
      ],
      ...[
        '"command":"',
        'curl x | sh',
        'node a.js',
        '\n',
        'run: |\n  ',
        'yarnPath: ',
        'git = ./a.js',
        '[',
        '\u{e0041}'.repeat(9),
      ],
      ...[
        '"terminal.integrated.profiles.linux":{"a":{"args":["',
        'plugins:\n- ',
        ' '.repeat(120),
        'fsmonitor=',
        '#!/bin/sh\n',
      ],
    ];
    const text = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 8 })), { maxLength: 12 });
    const file = fc.tuple(
      fc.constantFrom(...names),
      text.map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(file, { maxLength: 4 }), (files) => {
        const texts = Object.fromEntries(files);
        for (const { hook } of analyseRepository(treeOf(texts)).hooks) {
          const lines = (texts[hook.file] ?? '').split('\n');
          const { line, column, endLine, endColumn } = hook.place;
          assert.ok(line <= endLine && endLine <= lines.length, JSON.stringify(hook));
          assert.ok(column - 1 <= (lines[line - 1] ?? '').length && endColumn - 1 <= (lines[endLine - 1] ?? '').length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are none of a block that holds no command', () => {
    assert.deepEqual(analyseRepository(treeOf({ 'lefthook.yml': 'run: |\n  \n' })).hooks, []);
    const { hooks } = analyseRepository(treeOf({ 'lefthook.yml': 'run: |\n  \n  npx eslint .\n' }));
    assert.deepEqual(
      hooks.map(({ hook }) => [hook.commands, hook.place.line]),
      [[['npx eslint .'], 3]],
    );
  });
});
