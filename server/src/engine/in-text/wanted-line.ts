import type { FileEdits, InstallStep, Words } from '../../model/index.js';

/** A package that is to be declared. */
export interface WantedLine {
  readonly name: string;
  readonly section: 'dependencies' | 'devDependencies';
}

/** A manifest with one more line, or a sentence that says why there is none. */
export type Addition =
  | {
      readonly version: string;
      readonly edits: FileEdits;
      /** What was not checked about the version, in one sentence. */
      readonly caveat?: Words;
      readonly install?: InstallStep;
    }
  | { readonly problem: Words };
