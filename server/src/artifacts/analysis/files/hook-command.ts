import type { Moment } from '../../../model/index.js';
import type { CommandPart } from '../shell/make-commands.js';

/** One text that a package manager hands to a shell, and from where. */
export interface HookCommand {
  /** `package.json`, or the `binding.gyp` or nested manifest that holds it. */
  readonly file: string;
  /** `postinstall`, or what stands for it. */
  readonly name: string;
  readonly text: string;
  /** Folder in which it runs, without a slash at its end; empty for the package's own. */
  readonly folder: string;
  readonly moment: Moment;
  /** Where it stands in the file, where that is known; otherwise it is looked for. */
  readonly offset?: number;
  /** The same, where it is put together of several. */
  readonly parts?: readonly CommandPart[];
}
