import assert from 'node:assert/strict';
import { findLockfileFormat } from '../../server/src/formats/index.js';
import { listEntries, type DependencyGraph, type ListedEntry, type Span } from '../../server/src/model/index.js';
import { lockfileProjects, type OracleEntry } from '../formats/support/lockfile-projects.js';

const TEXTS = ['name', 'alias', 'resolved', 'integrity'] as const;
const FLAGS = ['dev', 'optional', 'direct', 'workspace', 'link', 'bundled', 'unreachable'] as const;

/** What the tool says of an entry and what the package manager says of it, in the same words. */
function comparable(entry: ListedEntry | OracleEntry): Readonly<Record<string, unknown>> {
  const texts = TEXTS.map((key) => [key, entry[key]]);
  const flags = FLAGS.map((key) => [key, entry[key] === true]);
  // The oracles write the version that a lockfile does not tell as an empty one.
  const others = [
    ['version', entry.version ?? ''],
    ['steps', entry.path.length],
  ];
  return Object.fromEntries([...texts, ...flags, ...others]) as Readonly<Record<string, unknown>>;
}

/** Each step is an entry that the one before it depends on. */
function assertRealPath(graph: DependencyGraph, { id, path }: ListedEntry, step: ReadonlyMap<string, string>): void {
  const [from, ...steps] = path;
  if (from === undefined) return;
  const importer = graph.importers.find((one) => (one.id || '.') === from);
  assert.ok(importer !== undefined, `${id}: ${from} is no importer`);
  let reached: readonly string[] = [...importer.resolves.values()];
  let at: readonly string[] = [];
  for (const wanted of steps) {
    at = reached.filter((candidate) => step.get(candidate) === wanted);
    assert.ok(at.length > 0, `${id}: nothing leads to ${wanted} in ${path.join(' > ')}`);
    reached = at.flatMap((candidate) => graph.entries.get(candidate)?.dependsOn ?? []);
  }
  assert.ok(at.includes(id), `${id}: ${path.join(' > ')} ends elsewhere`);
}

/** In the formats that are not JSON, an entry begins where the text of a line does. */
function assertStartsLine(lockfile: string, { start, end }: Span, id: string): void {
  const lineStart = lockfile.lastIndexOf('\n', start - 1) + 1;
  assert.match(lockfile.slice(lineStart, end), /^\s*\S/, id);
  assert.equal(lockfile.slice(lineStart, start).trim(), '', id);
}

describe('lockfiles of real projects', () => {
  for (const project of lockfileProjects()) {
    describe(project.name, () => {
      const format = findLockfileFormat(project.lockfileName);
      assert.ok(format !== undefined, `${project.lockfileName} has no format`);
      const graph = format.read(project.lockfile, project.manifests, project.beside);
      const listed = new Map(listEntries(graph).map((entry) => [entry.id, entry]));

      it('holds the entries that the package manager sees, and no others', () => {
        assert.deepEqual([...listed.keys()].sort(), project.oracle.packages.map(({ id }) => id).sort());
        assert.equal(graph.lockfileVersion, project.oracle.lockfileVersion);
        assert.deepEqual(graph.problems, []);
      });

      it('says of each entry what the package manager says', () => {
        for (const expected of project.oracle.packages) {
          const entry = listed.get(expected.id);
          assert.ok(entry !== undefined);
          assert.deepEqual({ id: entry.id, ...comparable(entry) }, { id: expected.id, ...comparable(expected) });
          assert.equal(graph.entries.get(expected.id)?.localDir === true, expected.localDir === true, expected.id);
        }
      });

      it('has an edge wherever the package manager has one', () => {
        for (const { id, edges } of project.oracle.packages) {
          if (edges !== undefined)
            assert.deepEqual([...(graph.entries.get(id)?.dependsOn ?? [])].sort(), [...edges].sort(), id);
        }
      });

      it('leads to each entry on a path that is real', () => {
        const steps = new Map(
          [...listed.values()].map(({ id, alias, name, version }) => [
            id,
            `${alias === undefined ? '' : `${alias}=`}${name}@${version ?? ''}`,
          ]),
        );
        for (const entry of listed.values()) assertRealPath(graph, entry, steps);
      });

      it('points at each entry in the text', () => {
        for (const { id, span, localDir, workspace } of graph.entries.values()) {
          // Yarn 1 does not write a workspace's members into its lockfile.
          if (project.name.endsWith('/yarn1') && workspace === true) {
            assert.deepEqual(span, { start: 0, end: 0 });
            continue;
          }
          const text = project.lockfile.slice(span.start, span.end);
          if (!project.lockfile.startsWith('{')) {
            assertStartsLine(project.lockfile, span, id);
            continue;
          }
          const [key = '', ...others] = Object.keys(JSON.parse(`{${text}}`) as object);
          assert.deepEqual(others, []);
          // Version 1 has names for keys, and the name of a linked folder need not be that of its package.
          assert.ok(id === key || id.endsWith(`node_modules/${key}`) || localDir === true, id);
        }
      });
    });
  }
});
