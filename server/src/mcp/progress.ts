import type { ToolContext } from '../agents/tool.js';

interface ProgressParams {
  readonly [other: string]: unknown;
  readonly progressToken: string | number;
  readonly progress: number;
  readonly total: number;
  readonly message: string;
}

/** Parts of the whole after which it is said how far it is. */
const STEPS = 50;

/** Tells the asking program how far a call is, where it wants to know. What is done never goes back. */
export function progressTeller(
  progressToken: string | number | undefined,
  send: (params: ProgressParams) => Promise<void>,
): ToolContext['onProgress'] {
  if (progressToken === undefined) return () => undefined;
  let told = -1;
  return (what, { done, total }) => {
    if (done <= told || (done < total && done - told < total / STEPS)) return;
    told = done;
    // Whoever has gone away needs none.
    send({ progressToken, progress: done, total, message: `Judging ${what}` }).catch(() => undefined);
  };
}
