import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LOCKFILE_FORMATS } from '../../server/src/formats/index.js';
import type { LockfileFormat } from '../../server/src/formats/format.js';
import type { DependencyGraph, LockEntry, Span } from '../../server/src/model/index.js';
import { lockfileProjects, type LockfileProject } from '../formats/support/lockfile-projects.js';

/** Small enough for many readings. */
const MAX_LENGTH = 20_000;

const READ = LOCKFILE_FORMATS.filter(({ notRead }) => notRead === undefined);

function projectsOf({ fileNames }: LockfileFormat): readonly LockfileProject[] {
  return lockfileProjects().filter(
    ({ lockfileName, lockfile }) => fileNames.includes(lockfileName) && lockfile.length <= MAX_LENGTH,
  );
}

function read(format: LockfileFormat, { manifests, beside }: LockfileProject, text: string): DependencyGraph {
  return format.read(text, manifests, beside);
}

/** All that a graph says, without places in the text. */
function said({ entries, importers, problems }: DependencyGraph): unknown {
  return {
    entries: [...entries.values()].map((entry) => ({ ...entry, span: undefined, needsSpan: undefined })),
    importers: importers.map(({ id, name, resolves }) => [id, name, ...resolves]),
    problems: problems.map(({ message }) => message),
  };
}

/** A part of a line, replaced by what has no meaning there. */
interface Edit {
  readonly at: Span;
  readonly added: string;
}

/**
 * All that can stand in a line. Not brackets and line ends, nor quotes and what escapes them: they change where
 * everything after them belongs.
 */
const ADDED = fc.string({ unit: fc.constantFrom('a', '1', ' ', '@', ':', ',', '-', '#'), maxLength: 6 });

/** What a line says, where it says it all itself: what opens a section decides over all that stands in it. */
const WHOLE_LINE = /^([ \t]+)(?!\?)([^{}[\]\r\n]*[^{}[\]:\s])$/gm;

function editsOf(text: string): fc.Arbitrary<Edit> {
  const lines = [...text.matchAll(WHOLE_LINE)].map(({ index, 1: indent = '', 2: said = '' }) => ({
    start: index + indent.length,
    length: said.length,
  }));
  return fc.tuple(fc.constantFrom(...lines), fc.nat(), fc.nat(12), ADDED).map(([line, offset, removed, added]) => {
    const start = line.start + 1 + (offset % line.length);
    const [part = ''] =
      /^[^"'\n\\]*/.exec(text.slice(start, Math.min(start + removed, line.start + line.length))) ?? [];
    return { at: { start, end: start + part.length }, added };
  });
}

/** Not by id or version: where a folder lies, and a member's version, can stand far away from its entry. */
function packageOf({ name, integrity }: LockEntry): string {
  return `${name} ${integrity ?? ''}`;
}

/** Entries on whose lines, and on the lines beside them, nothing was changed. */
function untouched(text: string, { at }: Edit, entries: Iterable<LockEntry>): readonly LockEntry[] {
  const before = text.lastIndexOf('\n', text.lastIndexOf('\n', at.start - 1) - 1);
  const after = text.indexOf('\n', text.indexOf('\n', at.end) + 1);
  return [...entries].filter(({ span }) => span.end < before || (after >= 0 && span.start > after));
}

describe('every lockfile format', () => {
  for (const format of READ) {
    describe(format.id, () => {
      const projects = projectsOf(format);

      it('is tried on real lockfiles', () => assert.ok(projects.length > 0));

      it('reads the line ends of Windows, and a byte order mark, as if they were not there', () => {
        for (const project of projects) {
          const { lockfile, name } = project;
          const plain = said(read(format, project, lockfile));
          const windows = lockfile.replaceAll(/\r?\n/g, '\r\n');
          assert.deepEqual(said(read(format, project, windows)), plain, name);
          assert.deepEqual(said(read(format, project, `\uFEFF${lockfile}`)), plain, name);
        }
      });

      it('loses no entry far from an edit within a line', function () {
        this.timeout(120_000);
        for (const project of projects) {
          const { lockfile, name } = project;
          const whole = read(format, project, lockfile);
          fc.assert(
            fc.property(editsOf(lockfile), (edit) => {
              const text = lockfile.slice(0, edit.at.start) + edit.added + lockfile.slice(edit.at.end);
              const { entries } = read(format, project, text);
              const kept = new Set([...entries.values()].map(packageOf));
              for (const entry of untouched(lockfile, edit, whole.entries.values())) {
                // An edit can make another entry say that it is this one: then there is one of that name.
                assert.ok(
                  kept.has(packageOf(entry)) || entries.has(entry.id),
                  `${name}: ${entry.id} after ${JSON.stringify(edit)}`,
                );
              }
              for (const span of [...entries.values()].flatMap((one) => [one.span, one.needsSpan ?? one.span])) {
                assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
              }
            }),
            { numRuns: 40 },
          );
        }
      });
    });
  }
});
