import { phrase, valueOf } from '../model/index.js';
import { defineRule } from './rule.js';
import { labelOf, shorten } from './support/text.js';

/** Names made by a program, each depending on the others in any version, raise the counts by which some are paid. */
export const ringOfNames = defineRule({
  id: 'ring-of-names',
  title: 'Made-up names that depend on each other',
  needs: ['artifact'],
  find({ subject, facts }) {
    const manifest = valueOf(facts.artifact)?.manifest;
    if (manifest === undefined) return [];
    const all = Object.entries(manifest.dependencies);
    const alike = largestOf(all.filter(([, range]) => ANY.test(range.trim())));
    const isOne = endingOf(manifest.name ?? subject.name) === endingOf(alike[0]?.[0] ?? '');
    if (alike.length < (isOne ? LEAST : LEAST_OF_OTHERS) || alike.length < all.length / 2) return [];
    return [
      {
        message: phrase(
          '{package} depends on any version of {count} packages that are called alike but for words and numbers',
          {
            package: labelOf(subject),
            count: alike.length,
          },
        ),
        evidence: alike.slice(0, SHOWN).map(([name, range]) => ({
          kind: 'file' as const,
          file: 'package.json',
          field: `dependencies.${shorten(name, 80)}`,
          value: shorten(range, 40),
        })),
        target: 'specifier' as const,
      },
    ];
  },
});

/** Two neighbours in a numbered series are none yet. */
const LEAST = 3;
/** Where the package itself is called otherwise. */
const LEAST_OF_OTHERS = 4;
const SHOWN = 3;
const ANY = /^(?:\*|x|latest|>=0(?:\.0){0,2})$/;

/** `bumbu-rendang-sukaro93`: words, of which the last one is a mark with a number to it. */
const MADE_UP = /^(?:[a-z]+\d*-){1,4}([a-z]{3,})\d{1,6}$/;

function endingOf(name: string): string | undefined {
  return MADE_UP.exec(name)?.[1];
}

/** The dependencies that have one mark in common, of all marks the one with most. */
function largestOf(dependencies: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const byMark = new Map<string, (readonly [string, string])[]>();
  for (const one of dependencies) {
    const mark = endingOf(one[0]);
    if (mark !== undefined) byMark.set(mark, [...(byMark.get(mark) ?? []), one]);
  }
  return [...byMark.values()].reduce((most, some) => (some.length > most.length ? some : most), []);
}
