import type { Span } from './span.js';

/** A module that source code asks for, as it is written. */
export interface ImportMention {
  readonly kind: 'import';
  /** Between the quotes: `lodash/fp`, `./x`, `node:fs`. */
  readonly specifier: string;
  /** `type`: it is there for the compiler alone, which looks for `@types/…` too. */
  readonly how: 'import' | 'type' | 'require' | 'dynamic';
  /** The specifier, without its quotes. */
  readonly span: Span;
}

/** A package that a command installs or runs. */
export interface CommandMention {
  readonly kind: 'command';
  /** The package's name: `create-vite` for `npm create vite`. */
  readonly name: string;
  /** The version, range or dist-tag behind it; absent where nothing is asked for. */
  readonly range?: string;
  /** The argument that names it, without quotes around. */
  readonly span: Span;
}

/** A package in the address of a network that delivers what is in the registry. */
export interface AddressMention {
  readonly kind: 'address';
  readonly name: string;
  /** The version, range or dist-tag behind it; absent where the network gives the latest. */
  readonly range?: string;
  /** Name and version, of the whole address. */
  readonly span: Span;
}

/** A place outside of manifests where somebody has written which package is wanted. */
export type Mention = ImportMention | CommandMention | AddressMention;
