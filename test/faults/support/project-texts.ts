import type { SeededRandom } from '../../bench/random.js';
import { DEEP, LINES, lockedIntegrityOf, newestOf, POLICY } from './catalogue.js';

/** The files of a project, as somebody has written them. */
export interface ProjectTexts {
  /** By path in the project's folder. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether there is a lockfile. */
  readonly locked: boolean;
  readonly names: readonly string[];
}

const MOST_LINES = 7;
const LEAST_LINES = 3;

/** A project with some of the packages of the catalogue; most have a lockfile. */
export function projectTexts(random: SeededRandom, always: readonly string[] = []): ProjectTexts {
  const count = random.below(MOST_LINES + 1, LEAST_LINES);
  const shuffled = [...LINES].map((name) => [random.next(), name] as const).sort(([a], [b]) => a - b);
  const names = [...new Set([...always, ...shuffled.slice(0, count).map(([, name]) => name)])].sort();
  const locked = random.chance(0.8);
  const range = (name: string): string => (locked ? newestOf(name) : `^${newestOf(name)}`);
  const manifest = {
    name: 'shop',
    version: '1.0.0',
    dependencies: Object.fromEntries(names.map((name) => [name, range(name)])),
  };
  return {
    ...{ names, locked },
    files: {
      'package.json': text(manifest),
      'package-risk.json': text(POLICY),
      ...(locked && { 'package-lock.json': text(lockfile(manifest)) }),
    },
  };
}

function lockfile(manifest: { readonly dependencies: Readonly<Record<string, string>> }): object {
  const names = Object.keys(manifest.dependencies);
  const all = names.includes('parent') ? [...names, ...DEEP] : names;
  const entryOf = (name: string): object => ({
    version: newestOf(name),
    integrity: lockedIntegrityOf(name),
    ...(name === 'parent' && { dependencies: Object.fromEntries(DEEP.map((deep) => [deep, '^1.0.0'])) }),
    ...(name === 'scripted' && { hasInstallScript: true }),
  });
  return {
    ...{ name: 'shop', version: '1.0.0', lockfileVersion: 3, requires: true },
    packages: { '': manifest, ...Object.fromEntries(all.map((name) => [`node_modules/${name}`, entryOf(name)])) },
  };
}

function text(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
