import path from 'node:path';
import type { AliasFormat, InTextFormat } from '../../formats/format.js';
import type { Clock } from '../../platform/clock.js';
import type { Files } from '../../platform/files.js';
import type { Project } from '../engine.js';
import { AliasReader } from './alias-reader.js';
import type { NamedPackage } from './named-package.js';
import { namedPackages } from './named-packages.js';

export interface InTextParts {
  readonly files: Files;
  readonly clock: Clock;
  readonly inTextFormats: readonly InTextFormat[];
  readonly aliasFormats: readonly AliasFormat[];
}

/** Reads which packages files name beside manifests, and what stands behind the names. */
export class InTextReader {
  readonly #parts: InTextParts;
  readonly #aliases: AliasReader;

  constructor(parts: InTextParts) {
    this.#parts = parts;
    this.#aliases = new AliasReader(parts.files, parts.clock, parts.aliasFormats);
  }

  /** See `Engine.namedIn`. */
  async read(file: string, text: string, projects: readonly Project[]): Promise<readonly NamedPackage[]> {
    const name = file.split(path.sep).join('/');
    const mentions = this.#parts.inTextFormats.find((format) => format.matches(name))?.read(text, name) ?? [];
    if (mentions.length === 0) return [];
    const root = projects.at(-1)?.folder ?? path.dirname(file);
    const local = await this.#aliases.namesFor(file, root);
    return namedPackages(mentions, { projects, local }, this.#parts.files);
  }

  forget(): void {
    this.#aliases.forget();
  }
}
