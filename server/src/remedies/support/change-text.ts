import type { JsonChange, TextEdit } from '../../model/index.js';
import { compose, splice } from './compose-edits.js';

/** A text that is being changed. */
export interface Progress {
  readonly changed: string;
  /** From the original text to `changed`, in order. */
  readonly edits: readonly TextEdit[];
}

/** Makes one change after the other; undefined as soon as one is refused. */
export function changeInTurn(
  text: string,
  changes: readonly JsonChange[],
  step: (progress: Progress, change: JsonChange) => Progress | undefined,
): Progress | undefined {
  let progress: Progress | undefined = { changed: text, edits: [] };
  for (const change of changes) {
    progress = step(progress, change);
    if (progress === undefined) return undefined;
  }
  return progress;
}

/** @param own edits of `progress.changed`, first ones first */
export function applied(progress: Progress, own: readonly TextEdit[]): Progress {
  let { changed, edits } = progress;
  // From the end, so that what is found stays where it was found.
  for (const edit of [...own].reverse()) {
    edits = compose(edits, edit, changed);
    changed = splice(changed, edit);
  }
  return { changed, edits };
}
