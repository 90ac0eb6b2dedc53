import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LOCKFILE_FORMATS } from '../../../server/src/formats/index.js';
import { packageLock } from '../../../server/src/formats/package-lock.js';
import { pnpmLock } from '../../../server/src/formats/pnpm-lock.js';
import { inEnglish, type DependencyGraph } from '../../../server/src/model/index.js';
import { entryOf, NO_MANIFESTS, stated } from './lockfile-checks.js';
import { lockfileProjects } from './lockfile-projects.js';

const TOLD = /both sides of a merge conflict/;

/** The text with one line in a conflict: as it is on our side, something else on the other. */
function conflicting(text: string, line: RegExp, theirs: (line: string) => string, base = ''): string {
  const [ours] = line.exec(text) ?? [];
  assert.ok(ours !== undefined, `there is no ${String(line)}`);
  return text.replace(ours, `<<<<<<< HEAD\n${ours}\n${base}=======\n${theirs(ours)}\n>>>>>>> feature/x`);
}

function said({ entries }: DependencyGraph): unknown {
  return [...entries.values()].map((entry) => ({ ...stated(entry), unreachable: undefined }));
}

const NPM = `{
  "name": "app",
  "lockfileVersion": 3,
  "packages": {
    "": { "dependencies": { "a": "1", "b": "1" } },
<<<<<<< HEAD
    "node_modules/a": {
      "version": "1.0.0"
||||||| merged common ancestors
    "node_modules/z": {
      "version": "9.0.0"
=======
    "node_modules/b": {
      "version": "2.0.0"
>>>>>>> feature/x
    },
    "node_modules/c": { "version": "3.0.0" }
  }
}
`;

const PNPM = `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
<<<<<<< HEAD
      a: {specifier: ^1.0.0, version: 1.0.0}
=======
      a: {specifier: ^1.1.0, version: 1.1.0}
      b: {specifier: ^2.0.0, version: 2.0.0}
>>>>>>> feature/x
packages:
<<<<<<< HEAD
  a@1.0.0: {resolution: {integrity: sha512-A}}
=======
  a@1.1.0: {resolution: {integrity: sha512-AA}}
  b@2.0.0: {resolution: {integrity: sha512-B}}
>>>>>>> feature/x
snapshots:
<<<<<<< HEAD
  a@1.0.0: {}
=======
  a@1.1.0: {}
  b@2.0.0: {}
>>>>>>> feature/x
`;

describe('A lockfile with both sides of a merge conflict', () => {
  for (const format of LOCKFILE_FORMATS.filter(({ notRead }) => notRead === undefined)) {
    it(`is read as our side where both speak of one entry (${format.id})`, () => {
      const projects = lockfileProjects().filter(({ lockfileName }) => format.fileNames.includes(lockfileName));
      assert.ok(projects.length > 0);
      for (const { name, lockfile, manifests, beside } of projects) {
        const whole = format.read(lockfile, manifests, beside);
        const text = conflicting(lockfile, /^.*(?:sha512-|sha1-|checksum: ).*$/m, (line) => line.replaceAll('A', 'B'));
        const graph = format.read(text, manifests, beside);
        assert.deepEqual(said(graph), said(whole), name);
        assert.deepEqual(
          graph.importers.map(({ id, resolves }) => [id, ...resolves]),
          whole.importers.map(({ id, resolves }) => [id, ...resolves]),
          name,
        );
        assert.match(inEnglish(graph.problems[0]?.message ?? ''), TOLD);
      }
    });
  }

  it('has the entries of both sides, also where a mark stands inside of one', () => {
    const graph = packageLock.read(NPM, NO_MANIFESTS);
    assert.deepEqual(
      [...graph.entries.values()].map(({ id, version, direct }) => [id, version, direct]),
      [
        ['node_modules/a', '1.0.0', true],
        ['node_modules/c', '3.0.0', undefined],
        ['node_modules/b', '2.0.0', true],
      ],
    );
    assert.match(NPM.slice(entryOf(graph, 'node_modules/b').span.start), /^"node_modules\/b": \{\n {6}"version": "2/);
    assert.deepEqual(graph.problems.length, 1);
  });

  it('says of a name what our side says, and adds what only the other names', () => {
    const graph = pnpmLock.read(PNPM, NO_MANIFESTS);
    assert.deepEqual([...graph.entries.keys()], ['a@1.0.0', 'a@1.1.0', 'b@2.0.0']);
    assert.deepEqual(
      [...(graph.importers[0]?.resolves ?? [])],
      [
        ['a', 'a@1.0.0'],
        ['b', 'b@2.0.0'],
      ],
    );
  });

  it('calls nothing unreachable, as the merge is not over', () => {
    assert.equal(entryOf(packageLock.read(NPM, NO_MANIFESTS), 'node_modules/c').unreachable, undefined);
  });

  it('is a text like any other where the marks do not belong together', () => {
    for (const text of [NPM.replace('>>>>>>> feature/x', ''), NPM.replace('=======', '>>>>>>> x'), `${NPM}<<<<<<<\n`]) {
      assert.ok(
        packageLock
          .read(text, NO_MANIFESTS)
          .problems.every(({ message }) => !inEnglish(message).includes('both sides of a merge conflict')),
      );
    }
  });

  it('is read without an error wherever marks stand, with every place inside of it', () => {
    const lines = fc.constantFrom('<<<<<<< a', '=======', '>>>>>>> b', '||||||| c', ...NPM.split('\n'));
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 40 }), fc.constantFrom('\n', '\r\n'), (texts, lineEnd) => {
        const text = texts.join(lineEnd);
        const graph = packageLock.read(text, NO_MANIFESTS);
        for (const { span } of [...graph.entries.values(), ...graph.problems]) {
          if (span !== undefined) assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
        }
      }),
    );
  });
});
