import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Level } from '../../server/src/model/index.js';

export interface Attack {
  readonly id: string;
  readonly folder: string;
  readonly minSeverity: Level;
  /** A registry document in which the evidence is, where it is not in the package itself. */
  readonly packument?: string;
}

export interface Takeover extends Attack {
  readonly clean: string;
}

export interface Corpus {
  readonly attacks: readonly Attack[];
  readonly takeovers: readonly Takeover[];
  readonly lookAlikes: readonly { readonly id: string; readonly folder: string }[];
  /** `name@version` */
  readonly muchUsed: readonly string[];
}

const DEFAULT_FOLDER = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));

/** The samples, where they are at hand: they are no part of the project. */
export function readCorpus(folder = process.env.PACKAGE_RISK_CORPUS ?? DEFAULT_FOLDER): Corpus | undefined {
  if (!existsSync(folder)) return undefined;
  const inside = (set: string): readonly string[] => readdirSync(path.join(folder, set)).sort();
  return {
    attacks: inside('attacks').map((id) => attackIn(path.join(folder, 'attacks', id), 'package')),
    takeovers: inside('takeovers').map((id) => {
      const base = path.join(folder, 'takeovers', id);
      return { ...attackIn(base, 'compromised/package'), clean: path.join(base, 'clean', 'package') };
    }),
    lookAlikes: inside('look-alikes').map((id) => ({ id, folder: path.join(folder, 'look-alikes', id, 'package') })),
    muchUsed: readList(path.join(folder, 'much-used.txt')),
  };
}

/** Lines of a list, without comments. */
export function readList(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

function attackIn(base: string, inner: string): Attack {
  const label = JSON.parse(readFileSync(path.join(base, 'label.json'), 'utf8')) as { readonly minSeverity: Level };
  const packument = path.join(base, 'registry.json');
  return {
    id: path.basename(base),
    folder: path.join(base, ...inner.split('/')),
    minSeverity: label.minSeverity,
    ...(existsSync(packument) ? { packument } : {}),
  };
}
