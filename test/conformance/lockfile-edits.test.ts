import assert from 'node:assert/strict';
import path from 'node:path';
import fc from 'fast-check';
import { ParsedLockfiles } from '../../server/src/engine/parsed-lockfiles.js';
import { LOCKFILE_FORMATS } from '../../server/src/formats/index.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import type { DependencyGraph, LockEntry } from '../../server/src/model/index.js';
import { lockfileProjects, type LockfileProject } from '../formats/support/lockfile-projects.js';
import { fakeFiles } from '../support/fake-engine-parts.js';
import { NOW } from '../support/subjects.js';

/** Small enough for many readings. */
const MAX_LENGTH = 20_000;

const READ = LOCKFILE_FORMATS.filter(({ notRead }) => notRead === undefined);

/** Lines `from` to `to` become others. */
interface LineEdit {
  readonly from: number;
  readonly to: number;
  readonly added: readonly string[];
}

/** What no manager writes, and what breaks the structure of all that follows. */
const INERT_LINES = ['', '{', '}', '  }', '},', ']', '"a": {', '  a:', 'a@1:', '# a'];
/** The same of what stands before. */
const OTHER_LINES = [...INERT_LINES, '---', '<<<<<<< ours', '=======', '>>>>>>> x'];

/** What holds entries in some format. */
const SECTION = /^\s*"?(?:dependencies|packages|snapshots|importers|npm|nodes|__metadata)"?:/;

function lineEdits(lines: readonly string[]): fc.Arbitrary<LineEdit> {
  const place = fc.nat(lines.length);
  const slice = fc.tuple(place, fc.nat(30)).map(([start, length]) => lines.slice(start, start + length));
  const other = fc.array(fc.constantFrom(...OTHER_LINES), { maxLength: 5 });
  const inert = fc.array(fc.constantFrom(...INERT_LINES), { maxLength: 5 });
  return fc
    .tuple(place, fc.nat(30), fc.oneof(fc.constant([]), slice, inert, other))
    .map(([from, length, added]) => ({ from, to: Math.min(from + length, lines.length), added }));
}

function edited(lines: readonly string[], { from, to, added }: LineEdit): string {
  return [...lines.slice(0, from), ...added, ...lines.slice(to)].join('\n');
}

function assertSpansInside({ entries, problems }: DependencyGraph, { length }: string): void {
  const ofEntries = [...entries.values()].flatMap(({ span, needsSpan = span }) => [span, needsSpan]);
  const ofProblems = problems.flatMap(({ span }) => (span === undefined ? [] : [span]));
  for (const { start, end } of [...ofEntries, ...ofProblems]) {
    assert.ok(0 <= start && start <= end && end <= length, `${start} to ${end} of ${length}`);
  }
}

/**
 * Entries that nothing behind them can take back. The last one is not among them, as lines that are put in may go on with
 * it; nor is any where what stands behind may have become a section again, of which the last one counts.
 */
function before(whole: DependencyGraph, lines: readonly string[], edit: LineEdit): readonly LockEntry[] {
  if (!edit.added.every((line) => INERT_LINES.includes(line))) return [];
  if (lines.slice(edit.to).some((line) => SECTION.test(line))) return [];
  const start = edited(lines, { from: edit.from, to: lines.length, added: [] }).length;
  const entries = [...whole.entries.values()].filter(({ span }) => span.end < start);
  const last = Math.max(...entries.map(({ span }) => span.end));
  return entries.filter(({ span }) => span.end < last);
}

describe('every lockfile format, whichever lines are put in, taken out or changed', () => {
  for (const format of READ) {
    describe(format.id, () => {
      const projects = lockfileProjects().filter(
        ({ lockfileName, lockfile }) => format.fileNames.includes(lockfileName) && lockfile.length <= MAX_LENGTH,
      );

      it('keeps the entries that stand before, and points into the text', function () {
        this.timeout(120_000);
        for (const project of projects) {
          const lines = project.lockfile.split('\n');
          const whole = format.read(project.lockfile, project.manifests, project.beside);
          fc.assert(
            fc.property(lineEdits(lines), (edit) => {
              const text = edited(lines, edit);
              const graph = format.read(text, project.manifests, project.beside);
              assertSpansInside(graph, text);
              const names = new Set([...graph.entries.values()].map(({ name }) => name));
              for (const { name, id } of before(whole, lines, edit)) {
                assert.ok(names.has(name), `${project.name}: ${id}`);
              }
            }),
            { numRuns: 60 },
          );
        }
      });

      it('reads them anew as if it had never seen the lockfile before', async function () {
        this.timeout(120_000);
        for (const project of projects) {
          const lines = project.lockfile.split('\n');
          await fc.assert(
            fc.asyncProperty(lineEdits(lines), async (edit) => {
              const text = edited(lines, edit);
              const remembering = lockfilesOf(project);
              const read = (given: string): Promise<DependencyGraph> =>
                remembering.parse(`/project/${project.lockfileName}`, given, format, new Map());
              const before = await read(project.lockfile);
              assert.deepEqual(
                await read(text),
                await lockfilesOf(project).parse(`/project/${project.lockfileName}`, text, format, new Map()),
              );
              assert.deepEqual(await read(project.lockfile), before);
            }),
            { numRuns: 20 },
          );
        }
      });
    });
  }
});

function lockfilesOf({ manifestTexts, beside }: LockfileProject): ParsedLockfiles {
  const files: Record<string, string> = {};
  for (const [folder, text] of manifestTexts) files[path.posix.join('/project', folder, 'package.json')] = text;
  for (const [name, text] of beside) files[`/project/${name}`] = text;
  return new ParsedLockfiles({
    clock: () => NOW,
    files: fakeFiles(files),
    manifestFormat: packageJson,
    lockfileFormats: LOCKFILE_FORMATS,
  });
}
