import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LockfileFormat } from '../../../server/src/formats/format.js';
import { packageJson } from '../../../server/src/formats/package-json.js';
import type { DependencyGraph, LockEntry, Manifest } from '../../../server/src/model/index.js';
import { lockfileProjects } from './lockfile-projects.js';

export const NO_MANIFESTS: ReadonlyMap<string, Manifest> = new Map();

export function manifests(byFolder: Readonly<Record<string, unknown>>): ReadonlyMap<string, Manifest> {
  return new Map(Object.entries(byFolder).map(([folder, json]) => [folder, packageJson.read(JSON.stringify(json))]));
}

export function entryOf(graph: DependencyGraph, id: string): LockEntry {
  const found = graph.entries.get(id);
  assert.ok(found !== undefined, `${id} is missing among ${[...graph.entries.keys()].join(', ')}`);
  return found;
}

/** What an entry says, without where it stands, what it leads to, and what is not there. */
export function stated(entry: LockEntry): Readonly<Record<string, unknown>> {
  const given = Object.entries(entry) as readonly (readonly [string, unknown])[];
  return Object.fromEntries(
    given.filter(([key, value]) => value !== undefined && !['span', 'needsSpan', 'dependsOn'].includes(key)),
  );
}

/** No text makes the format throw or point outside of it: neither any text nor an edited sample. */
export function assertReadsAnyText(format: LockfileFormat, sample: string, pieces: readonly string[]): void {
  const piece = fc.constantFrom('{', '}', '[', ']', ':', ',', '"', '/*', '//', 'null', ...pieces);
  const edited = fc
    .tuple(fc.nat(sample.length), fc.nat(15), fc.string({ unit: piece, maxLength: 5 }))
    .map(([at, removed, added]) => sample.slice(0, at) + added + sample.slice(at + removed));
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: piece, maxLength: 80 }), edited);
  fc.assert(
    fc.property(texts, (text) => {
      const graph = format.read(text, NO_MANIFESTS);
      const spans = [...graph.entries.values(), ...graph.problems].flatMap(({ span }) =>
        span === undefined ? [] : [span],
      );
      for (const { start, end } of spans) assert.ok(0 <= start && start <= end && end <= text.length);
    }),
    { numRuns: 1500 },
  );
}

/** All entries that end before a cut at any byte are there, and say what they say in the whole text. */
export function assertKeepsWhatIsBeforeACut(format: LockfileFormat, cutsInLargeTexts: number): void {
  const projects = lockfileProjects().filter(({ lockfileName }) => format.fileNames.includes(lockfileName));
  assert.ok(projects.length > 0);
  for (const { name: project, lockfile, manifests: given } of projects) {
    const whole = format.read(lockfile, given);
    const bytes = Buffer.from(lockfile);
    const check = (cut: number): void => {
      const text = bytes.toString('utf8', 0, cut);
      const { entries } = format.read(text, given);
      for (const { id, name, version, integrity, span } of whole.entries.values()) {
        if (span.end > text.length) continue;
        // Whose peers stand behind the cut is there without them.
        const kept = entries.get(id) ?? [...entries.values()].find((one) => one.span.start === span.start);
        assert.deepEqual(
          [kept?.name, kept?.integrity, kept?.span],
          [name, integrity, span],
          `${project}: ${id} at ${cut}`,
        );
        if (kept?.workspace !== true) assert.equal(kept?.version, version, `${project}: ${id} at ${cut}`);
      }
    };
    if (bytes.length < 10_000) for (let cut = 0; cut <= bytes.length; cut += 1) check(cut);
    else fc.assert(fc.property(fc.nat(bytes.length), check), { numRuns: cutsInLargeTexts });
  }
}

/** Texts that are made to cost much; the format finds no entry in them. */
export function assertSurvivesHostileText(format: LockfileFormat, section: string): void {
  const texts = [
    '['.repeat(100_000),
    '{"a":'.repeat(100_000),
    `{"${section}": ${'{"a": '.repeat(100_000)}`,
    `{"${section}": {"a": ${'['.repeat(100_000)}`,
    `{"${section}": {"a": [${'{"dependencies": '.repeat(100_000)}`,
    `{"${section}": ["a", "b"]}`,
    '"'.repeat(100_000),
    '/*'.repeat(100_000),
    '\0\u0001bun\0',
    '',
    'null',
  ];
  for (const text of texts) assert.equal(format.read(text, NO_MANIFESTS).entries.size, 0);
}
