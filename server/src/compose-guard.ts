import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { cacheFolderOf } from './compose-data.js';
import type { GuardMachine } from './guard/machine.js';
import { DEFAULT_SETTINGS } from './model/index.js';
import { findProgram } from './platform/programs/find-program.js';
import { runProgram } from './platform/programs/run-program.js';

type Process = Pick<NodeJS.Process, 'env' | 'platform' | 'execPath' | 'stdin' | 'stderr'>;

/** Package managers of this machine, and whoever sits at its terminal. */
export function composeGuard({ env, platform, execPath, stdin, stderr }: Process): GuardMachine {
  const around = { variables: env, platform, node: execPath };
  const ask = async (question: string): Promise<boolean> => {
    const lines = createInterface({ input: stdin, output: stderr });
    try {
      return /^y(?:es)?$/i.test((await lines.question(question)).trim());
    } finally {
      lines.close();
    }
  };
  return {
    find: (name) => findProgram(name, around),
    run: runProgram,
    // Below the user's own folder: what lies above a scratch folder is read too, and of /tmp everybody could write that.
    scratchParent: path.join(cacheFolderOf(DEFAULT_SETTINGS, env) ?? path.join(tmpdir(), 'package-risk'), 'guard'),
    ...(stdin.isTTY && stderr.isTTY ? { ask } : {}),
  };
}
