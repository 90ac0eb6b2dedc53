import { phrase, valueOf, type Level } from '../model/index.js';
import { defineRule } from './rule.js';
import { labelOf, shorten } from './support/text.js';

/** An alias says one name and fetches another; where that is made to be read as the first, nobody is meant to notice. */
export const imitatedDependency = defineRule({
  id: 'imitated-dependency',
  title: 'Dependency that imitates the name it stands for',
  needs: ['artifact'],
  find({ subject, facts }) {
    const manifest = valueOf(facts.artifact)?.manifest;
    if (manifest === undefined) return [];
    return Object.entries({ ...manifest.dependencies, ...manifest.optionalDependencies }).flatMap(([name, raw]) => {
      const target = ALIAS.exec(raw.trim())?.[1];
      const level = target === undefined ? undefined : imitationOf(name, target);
      if (target === undefined || level === undefined) return [];
      return [
        {
          message: phrase('{package} takes {target} for {name}, whose name that imitates', {
            package: labelOf(subject),
            target: shorten(target, 80),
            name: shorten(name, 80),
          }),
          evidence: [
            { kind: 'file' as const, file: 'package.json', field: shorten(name, 80), value: shorten(raw, 160) },
          ],
          target: 'specifier' as const,
          key: name,
          level,
        },
      ];
    });
  },
});

/** `npm:name@range`; an owner's own copy lies in his scope, and says so. */
const ALIAS = /^npm:([^@/\s]+)(?:@[^]*)?$/;

/** In shorter names one letter makes another word. */
const SHORTEST = 5;

/** Of the same letters to the eye: nobody calls a fork so. One slip of the hand away: perhaps somebody does. */
function imitationOf(name: string, target: string): Level | undefined {
  if (name === target) return undefined;
  if (seen(name) === seen(target)) return 'high';
  return name.length >= SHORTEST && isSlip(name, target) ? 'medium' : undefined;
}

/** Letters that are taken for each other in the fonts of editors. */
function seen(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replace(/[il|]/g, '1')
    .replaceAll('o', '0')
    .replaceAll('s', '5');
}

function isSlip(name: string, target: string): boolean {
  if (name.replace(/(.)\1+/g, '$1') === target.replace(/(.)\1+/g, '$1')) return true;
  if (name.length !== target.length) return false;
  const differing = Array.from(name).flatMap((letter, at) => (letter === target[at] ? [] : [at]));
  const [first = 0, second] = differing;
  // Numbers tell versions apart, which aliases are for.
  if (differing.length === 1) return /[a-z]/.test(name.charAt(first)) && /[a-z]/.test(target.charAt(first));
  return (
    differing.length === 2 &&
    second === first + 1 &&
    name.charAt(first) === target.charAt(second) &&
    name.charAt(second) === target.charAt(first)
  );
}
