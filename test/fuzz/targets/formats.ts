import assert from 'node:assert/strict';
import { ALIAS_FORMATS, IN_TEXT_FORMATS } from '../../../server/src/formats/in-text/index.js';
import { LOCKFILE_FORMATS, MANIFEST_FORMATS } from '../../../server/src/formats/index.js';
import { readBothSides } from '../../../server/src/formats/support/merge-conflict.js';
import { parseSpecifier } from '../../../server/src/formats/support/specifier.js';
import { lockfileProjects, type LockfileProject } from '../../formats/support/lockfile-projects.js';
import { changedSamples, projectFiles } from '../support/corpus.js';
import { assertSpansInside, spansIn } from '../support/invariants.js';
import type { FuzzTarget } from '../target.js';

const lockfiles: readonly FuzzTarget[] = LOCKFILE_FORMATS.map((format) => {
  let own: readonly LockfileProject[] | undefined;
  const ofFormat = (): readonly LockfileProject[] =>
    (own ??= lockfileProjects().filter(({ lockfileName }) => format.fileNames.includes(lockfileName)));
  return {
    name: `lockfile-${format.id}`,
    shortRuns: 150,
    input: changedSamples(() => [
      ...ofFormat().map(({ lockfile }) => lockfile),
      '<<<<<<< ours\n{}\n=======\n>>>>>>> theirs\n',
    ]),
    check(input) {
      const text = input.toString('utf8');
      const { manifests = new Map(), beside } = ofFormat()[0] ?? {};
      const graph = readBothSides(text, (side) => format.read(side, manifests, beside));
      const { entries, problems } = graph;
      assertSpansInside(
        text,
        [...entries.values(), ...problems].map(({ span }) => span),
      );
      assertSpansInside(
        text,
        [...entries.values()].flatMap(({ needsSpan }) => needsSpan),
      );
      for (const [id, entry] of entries) assert.equal(entry.id, id);
      assert.equal(
        typeof format.makesOwnProject?.(graph),
        format.makesOwnProject === undefined ? 'undefined' : 'boolean',
      );
    },
  };
});

const manifests: readonly FuzzTarget[] = MANIFEST_FORMATS.map((format) => ({
  name: `manifest-${format.id}`,
  shortRuns: 250,
  input: changedSamples(() => [
    ...projectFiles('test/fixtures/lockfiles', format.id.startsWith('package') ? /package\.json$/ : /\.ya?ml$/),
    ...projectFiles('examples', /package\.json$/),
    'catalog:\n  react: ^18.0.0\ncatalogs:\n  old:\n    react: ^17.0.0\noverrides: {a: 1}\npackages: ["packages/*", "!x"]\n',
  ]),
  check(input) {
    const text = input.toString('utf8');
    const manifest = format.read(text);
    assertSpansInside(text, spansIn(manifest));
    format.isMember(manifest.workspaces ?? [], 'packages/a');
  },
}));

/** A file name that each format takes. */
const IN_TEXT_NAMES = [
  ...['src/a.ts', 'a.jsx', 'README.md', 'run.sh', 'Dockerfile', '.github/workflows/ci.yml', '.vscode/tasks.json'],
  ...['.vscode/mcp.json', 'devcontainer.json', 'a.mjs', 'a.vue', 'a.svelte', 'a.html'],
] as const;

const inText: readonly FuzzTarget[] = IN_TEXT_FORMATS.map((format) => ({
  name: `in-text-${format.id}`,
  shortRuns: 150,
  input: changedSamples(() => [
    ...projectFiles('docs', /\.md$/, 30),
    ...projectFiles('scripts', /\.ts$/, 20),
    ...projectFiles('test/formats/in-text', /\.ts$/),
    ...projectFiles('.ci', /\.ya?ml$/),
    'FROM node:20\nRUN npm install left-pad@1 && npx -y cowsay\nCMD ["npx", "a"]\n',
    'jobs:\n  a:\n    steps:\n      - run: |\n          npm i -g x\n          npx y@2 z\n',
    '{"mcpServers": {"a": {"command": "npx", "args": ["-y", "some-server@1.0.0"]}}}',
    '<script src="https://unpkg.com/a@1"></script><script>import("https://esm.sh/@b/c@^2/d")</script>',
  ]),
  check(input) {
    const text = input.toString('utf8');
    for (const file of IN_TEXT_NAMES.filter((name) => format.matches(name))) {
      assertSpansInside(
        text,
        format.read(text, file).map(({ span }) => span),
      );
    }
  },
}));

const aliases: readonly FuzzTarget[] = ALIAS_FORMATS.map((format) => ({
  name: `aliases-${format.id}`,
  shortRuns: 150,
  input: changedSamples(() => [
    ...projectFiles('.', /^tsconfig\.json$/),
    '{"extends": "./base", "compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["src/*"], "~": ["x"]}}}',
    'export default { resolve: { alias: { "@": path.resolve("src"), b: `x` } }, alias: [{ find: /^x/, replacement: "y" }] }',
  ]),
  check(input) {
    format.read(input.toString('utf8'));
  },
}));

const specifiers: FuzzTarget = {
  name: 'specifiers',
  shortRuns: 400,
  input: changedSamples(() => [
    ...['^1.2.3', '>=1 <2 || 3.x', 'npm:@a/b@^1', 'git+ssh://git@github.com/a/b.git#semver:^1', 'file:../x', 'latest'],
    ...[
      'https://host.invalid/a.tgz',
      'a/b#main',
      'workspace:^',
      'catalog:old',
      'link:x',
      'patch:a@npm%3A1#./x.patch',
      '1 - 2',
    ],
  ]),
  check(input) {
    const raw = input.toString('utf8');
    assert.equal(typeof parseSpecifier('x', raw).kind, 'string');
  },
};

export const FORMAT_TARGETS: readonly FuzzTarget[] = [...lockfiles, ...manifests, ...inText, ...aliases, specifiers];
