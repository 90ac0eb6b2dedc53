import path from 'node:path';
import type { AliasFormat } from '../../formats/format.js';
import type { Clock } from '../../platform/clock.js';
import type { Files } from '../../platform/files.js';
import { foldersAbove } from '../folders.js';

/** What the settings around a file give names to. */
export interface LocalNames {
  readonly aliases: readonly string[];
  /** Files and folders that can be imported by their bare names, without endings. */
  readonly local: ReadonlySet<string>;
}

/** Settings change seldom, and nobody says when they do. */
const MAX_AGE_MS = 10_000;
/** Folders hold few settings; what extends what could go on for ever. */
const MAX_FILES = 40;

/** What one folder's settings say. */
interface FolderNames {
  readonly patterns: readonly string[];
  /** Absolute paths. */
  readonly roots: readonly string[];
}

interface Kept<T> {
  readonly value: Promise<T>;
  readonly at: number;
}

/** Reads compilers' and bundlers' settings. Remembers what a folder's say for some seconds. */
export class AliasReader {
  readonly #files: Files;
  readonly #clock: Clock;
  readonly #formats: readonly AliasFormat[];
  readonly #folders = new Map<string, Kept<FolderNames>>();
  readonly #listed = new Map<string, Kept<readonly string[]>>();

  constructor(files: Files, clock: Clock, formats: readonly AliasFormat[]) {
    this.#files = files;
    this.#clock = clock;
    this.#formats = formats;
  }

  /** Of all folders from that of a file up to `root` (absolute). */
  async namesFor(file: string, root: string): Promise<LocalNames> {
    const own = path.dirname(file);
    const folders = [own, ...foldersAbove(own)];
    const inside = folders.filter((folder) => folder === root || folder.startsWith(root + path.sep));
    const found = await Promise.all(
      inside.map((folder) => this.#remembered(this.#folders, folder, () => this.#read(folder))),
    );
    const roots = new Set(found.flatMap((one) => one.roots));
    const names = await Promise.all(
      [...roots].map((folder) => this.#remembered(this.#listed, folder, () => this.#list(folder))),
    );
    return {
      aliases: [...new Set(found.flatMap(({ patterns }) => patterns))],
      local: new Set(names.flat().map(withoutEnding)),
    };
  }

  forget(): void {
    this.#folders.clear();
    this.#listed.clear();
  }

  #remembered<T>(kept: Map<string, Kept<T>>, key: string, read: () => Promise<T>): Promise<T> {
    const known = kept.get(key);
    if (known !== undefined && this.#clock() - known.at < MAX_AGE_MS) return known.value;
    const fresh = { value: read(), at: this.#clock() };
    kept.set(key, fresh);
    return fresh.value;
  }

  async #list(folder: string): Promise<readonly string[]> {
    return (await this.#files.names?.(folder)) ?? [];
  }

  async #read(folder: string): Promise<FolderNames> {
    const names = (await this.#files.names?.(folder)) ?? [];
    const queue = names.flatMap((name) => {
      const format = this.#formats.find((one) => one.matches(name));
      return format === undefined ? [] : [{ file: path.join(folder, name), format }];
    });
    const seen = new Set<string>();
    const patterns: string[] = [];
    const roots: string[] = [];
    // Grows while it runs: what is extended counts as well.
    for (const { file, format } of queue) {
      if (seen.has(file) || seen.size >= MAX_FILES) continue;
      seen.add(file);
      const text = await this.#files.read(file);
      if (text.status !== 'ok') continue;
      const aliases = format.read(text.value);
      const at = path.dirname(file);
      patterns.push(...aliases.patterns);
      roots.push(...aliases.roots.map((relative) => path.resolve(at, relative)));
      const extended = aliases.extended.flatMap((relative) => extendedFiles(at, relative));
      queue.push(...extended.map((one) => ({ file: one, format })));
    }
    return { patterns, roots };
  }
}

/** The ending may be left out. */
function extendedFiles(folder: string, relative: string): readonly string[] {
  const file = path.resolve(folder, relative);
  return file.endsWith('.json') ? [file] : [`${file}.json`, path.join(file, 'tsconfig.json')];
}

function withoutEnding(name: string): string {
  return name.replace(/(?:\.d)?\.(?:[cm]?[jt]s|[jt]sx|json|vue|svelte)$/, '');
}
